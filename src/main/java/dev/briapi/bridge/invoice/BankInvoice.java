package dev.briapi.bridge.invoice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What BRI says of an invoice. The completion dates are the facts (rulings 24); BRI writes their
 * names in two ways.
 */
record BankInvoice(JsonNode data) {
  private static final Pattern CODE = Pattern.compile("(?i)statuscode");
  private static final Pattern DESC = Pattern.compile("(?i)statusdesc");
  private static final Pattern TO_DISBURSE = Pattern.compile("(?i)disbursementdate");
  private static final Pattern TO_SETTLE = Pattern.compile("(?i)settlementdate");
  private static final Pattern DISBURSED = Pattern.compile("(?i)disbursementcompleted?date");
  private static final Pattern SETTLED = Pattern.compile("(?i)settlementcompleted?date");

  String statusCode() {
    return text(CODE).orElse(null);
  }

  String statusDesc() {
    return text(DESC).orElse(null);
  }

  /** Whether the money has come back. */
  boolean settled() {
    return text(SETTLED).isPresent();
  }

  /**
   * Whether something is about to happen to it, or should have happened: a date whose completion is
   * missing, from the day before on.
   */
  boolean near(LocalDate today) {
    return open(TO_DISBURSE, DISBURSED, today) || open(TO_SETTLE, SETTLED, today);
  }

  private boolean open(Pattern date, Pattern completion, LocalDate today) {
    return text(completion).isEmpty()
        && text(date)
            .flatMap(BankInvoice::day)
            .filter(day -> !day.isAfter(today.plusDays(1)))
            .isPresent();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(Pattern name) {
    return data.properties().stream()
        .filter(field -> name.matcher(field.getKey()).matches())
        .map(Map.Entry::getValue)
        .filter(value -> value.isValueNode() && !value.isNull() && !value.asText().isBlank())
        .map(JsonNode::asText)
        .findFirst();
  }
}
