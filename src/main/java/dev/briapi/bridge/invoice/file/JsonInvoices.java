package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** Reads one invoice from JSON, token by token: a number keeps the text that was written. */
final class JsonInvoices {
  private static final int DEPTH = 20;
  private static final int LONGEST_NAME = 1000;
  private static final int NAMES_KEPT = 1000;

  private final Columns columns;
  private final JsonFactory json;

  JsonInvoices(Columns columns, Limits limits) {
    this.columns = columns;
    // NaN and its like are let through here, so that they cost a value and not the rest of the file
    this.json =
        new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(limits.recordBytes())
                    .maxNumberLength(limits.recordBytes())
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();
  }

  JsonFactory json() {
    return json;
  }

  /** Reads the object, or whatever is there instead, to its end. */
  Draft read(JsonParser parser) throws IOException {
    Draft draft = new Draft(columns);
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      draft.problem("This is " + kind(parser.currentToken()) + ", not an invoice object");
      parser.skipChildren();
      return draft;
    }
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      String field = columns.field(name).orElse(null);
      if (field == null && unknown.size() < NAMES_KEPT) {
        unknown.add(name);
      } else if (field != null && !seen.add(field)) {
        repeated.add(field);
      } else if (field != null) {
        value(parser, field, draft);
      }
      parser.skipChildren();
    }
    if (!unknown.isEmpty()) {
      draft.problem("Fields are not known: " + Values.list(unknown));
    }
    if (!repeated.isEmpty()) {
      draft.problem("Fields are there more than once: " + Values.list(List.copyOf(repeated)));
    }
    return draft;
  }

  private void value(JsonParser parser, String field, Draft draft) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> draft.text(field, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        String raw = parser.getText();
        boolean digits = raw.chars().allMatch(c -> c >= '0' && c <= '9');
        if (columns.isNumeric(field) || digits) {
          draft.text(field, raw);
        } else {
          draft.problem(field, raw, "is a number and must be text in quotes");
        }
      }
      case VALUE_NULL -> {}
      default -> draft.problem(field + " holds " + kind(parser.currentToken()) + ", not a value");
    }
  }

  static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "a number";
    };
  }

  /** What Jackson did not like and where, in one sentence. */
  static String sentence(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String line = location == null ? "" : " at line %d,".formatted(location.getLineNr());
    return sentence(e, line);
  }

  /** The same for text that is a single line of a file. */
  static String sentenceOfLine(JsonProcessingException e) {
    return sentence(e, " at");
  }

  private static String sentence(JsonProcessingException e, String line) {
    JsonLocation location = e.getLocation();
    String column = location == null ? "" : "%s column %d".formatted(line, location.getColumnNr());
    String reason = e.getOriginalMessage().lines().findFirst().orElse("").replaceAll("[.;:].*", "");
    return "The JSON is broken" + column + ": " + reason;
  }
}
