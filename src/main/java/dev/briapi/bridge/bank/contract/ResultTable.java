package dev.briapi.bridge.bank.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Outcome;

/**
 * What the status that an answer carries beside its code says: "Successful" can come with a
 * transfer that failed (rulings 15).
 *
 * @param fields where such a status may be
 * @param results its values, in small letters
 */
record ResultTable(List<String> fields, Map<String, Result> results) {
  /**
   * What one value means.
   *
   * @param reason our stable word for it; null on success
   */
  record Result(Outcome outcome, String reason) {
    Result {
      if ((outcome == Outcome.SUCCEEDED) != (reason == null)) {
        throw new IllegalArgumentException("a reason, or success");
      }
    }
  }

  static ResultTable of(JsonNode document) {
    List<String> fields = new ArrayList<>();
    document.required("fields").forEach(field -> fields.add(field.textValue()));
    Map<String, Result> results = new LinkedHashMap<>();
    for (JsonNode line : document.required("values")) {
      results.put(
          Values.lower(line.required("value").textValue()),
          new Result(
              Outcome.valueOf(Values.upper(line.required("outcome"))),
              line.path("reason").textValue()));
    }
    return new ResultTable(List.copyOf(fields), Map.copyOf(results));
  }

  /** What this record's status means; empty where it has none. */
  Optional<Result> of(JsonNode record, String field) {
    JsonNode value = BankJson.field(record, field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isValueNode() ? Values.lower(value.asText().strip()) : "";
    return Optional.of(results.getOrDefault(text, new Result(Outcome.PENDING, "unlisted-status")));
  }

  /** The same over all fields: what two of them say differently is pending. */
  Optional<Result> read(JsonNode record) {
    Result found = null;
    for (String field : fields) {
      Result next = of(record, field).orElse(found);
      if (found != null && !found.equals(next)) {
        return Optional.of(new Result(Outcome.PENDING, "contradictory-answer"));
      }
      found = next;
    }
    return Optional.ofNullable(found);
  }
}
