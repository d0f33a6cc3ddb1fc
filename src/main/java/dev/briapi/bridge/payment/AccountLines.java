package dev.briapi.bridge.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.invoice.file.Columns;
import dev.briapi.bridge.invoice.file.InputLine;

/** The rules of a line of an account file: BRIVA's own fields and lengths. */
final class AccountLines {
  static final Columns COLUMNS =
      new Columns(
          List.of("brivaNo", "custCode", "nama", "amount", "keterangan", "expiredDate"),
          Map.of(),
          Set.of("brivaNo", "custCode"),
          Set.of());

  private static final int SHOWN = 60;

  /**
   * A line that was read.
   *
   * @param errors why it cannot be taken; empty when it can
   */
  record Read(
      String brivaNo,
      String custCode,
      String name,
      BigDecimal amount,
      String description,
      String expiresAt,
      List<RejectedLine> errors) {}

  private AccountLines() {}

  static Read read(InputLine line) {
    List<RejectedLine> errors = new ArrayList<>();
    line.problems()
        .forEach(problem -> errors.add(new RejectedLine(line.number(), null, null, problem)));
    if (!errors.isEmpty()) {
      return new Read(null, null, null, null, null, null, errors);
    }
    Values values = new Values(line, errors);
    return new Read(
        values.digits("brivaNo", 5),
        values.digits("custCode", 13),
        values.text("nama", 40),
        values.amount(),
        values.text("keterangan", 40),
        values.expiry(),
        errors);
  }

  private record Values(InputLine line, List<RejectedLine> errors) {
    private String value(String field) {
      JsonNode value = line.fields().get(field);
      return value == null ? null : value.asText();
    }

    private void wrong(String field, String value, String rule) {
      String shown =
          value == null || value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
      errors.add(new RejectedLine(line.number(), field, shown, rule));
    }

    String digits(String field, int most) {
      String value = value(field);
      if (value == null) {
        wrong(field, null, "is missing");
      } else if (!value.matches("[0-9]{1," + most + "}")) {
        wrong(field, value, "is not 1 to " + most + " digits");
      }
      return value;
    }

    String text(String field, int most) {
      String value = value(field);
      if (value != null && value.codePointCount(0, value.length()) > most) {
        wrong(field, value, "is longer than " + most + " characters");
      }
      return value;
    }

    BigDecimal amount() {
      String value = value("amount");
      if (value == null) {
        return null;
      }
      if (!value.matches("[0-9]{1,18}(\\.[0-9]{1,2})?")) {
        wrong(
            "amount",
            value,
            "is not a plain decimal number such as 150000 (no sign, exponent or thousands separator)");
        return null;
      }
      return new BigDecimal(value);
    }

    String expiry() {
      Optional<String> value = Optional.ofNullable(value("expiredDate"));
      if (value.isPresent() && AccountTime.read(value.get()).isEmpty()) {
        wrong("expiredDate", value.get(), "is no time such as 2026-12-31 23:59:59, in WIB");
        return null;
      }
      return AccountTime.read(value.orElse(null)).map(Object::toString).orElse(null);
    }
  }
}
