package dev.briapi.bridge.bank.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Outcome;

/** Reads the {@code x-codes} of the contracts. */
final class CodeTable {
  private CodeTable() {}

  /**
   * The rules in their order. A line of several statuses, or with a case code that stands behind
   * several service codes, makes several.
   *
   * @param usual the HTTP statuses of a line that names none
   * @param messages the named patterns of the document
   * @param services the service codes that answers of the operation carry
   * @param flagged whether answers say {@code "status": true} beside their code (rulings 15)
   */
  static List<CodeRule> read(
      JsonNode table, JsonNode usual, JsonNode messages, List<String> services, boolean flagged) {
    List<CodeRule> rules = new ArrayList<>();
    for (JsonNode line : table) {
      String message = line.path("message").textValue();
      Outcome outcome = Outcome.valueOf(Values.upper(line.required("outcome")));
      JsonNode said = line.path("said");
      boolean yes = said.isMissingNode() ? outcome == Outcome.SUCCEEDED : said.booleanValue();
      for (int status : statuses(line.has("status") ? line.path("status") : usual)) {
        for (String code : codes(line, status, services)) {
          rules.add(
              new CodeRule(
                  status,
                  code,
                  message == null ? null : pattern(messages.required(message)),
                  outcome,
                  line.path("reason").textValue(),
                  line.path("after-unknown").textValue(),
                  flagged && code != null ? (Boolean) yes : null));
        }
      }
    }
    return List.copyOf(rules);
  }

  static Pattern pattern(JsonNode text) {
    return Pattern.compile(text.textValue(), Pattern.CASE_INSENSITIVE);
  }

  private static int[] statuses(JsonNode status) {
    return status.isArray()
        ? IntStream.range(0, status.size()).map(i -> status.get(i).intValue()).toArray()
        : new int[] {status.intValue()};
  }

  private static List<String> codes(JsonNode line, int status, List<String> services) {
    if (line.has("case")) {
      String number = line.path("case").textValue();
      return services.stream().map(service -> status + service + number).toList();
    }
    List<String> code = new ArrayList<>();
    code.add(line.path("code").textValue());
    return code;
  }
}
