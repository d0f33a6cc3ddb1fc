package dev.briapi.bridge.payment.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads a report row by row, whatever its length, and keeps what stands around the rows: status and
 * code, which may come after them.
 */
final class ReportParser {
  private static final int LONGEST_TEXT = 64 * 1024;
  private static final int DEEPEST = 16;
  private static final int MOST_PROBLEMS = 5;

  /** Takes the rows one by one. */
  interface Rows {
    void add(ReportRow row) throws IOException;
  }

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_TEXT)
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(100)
                  .maxNameLength(200)
                  .build())
          .build();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ObjectNode envelope = JsonNodeFactory.instance.objectNode();
  private final List<String> problems = new ArrayList<>();
  private long count;
  private long unreadable;

  /**
   * Reads a report to its end.
   *
   * @throws IOException when it is no JSON object, or ends before its end
   */
  void read(InputStream in, Rows rows) throws IOException {
    try (JsonParser parser = json.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the report is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == null) {
          throw new IOException("the report is cut off");
        }
        if ("data".equals(name.toLowerCase(Locale.ROOT)) && value == JsonToken.START_ARRAY) {
          data(parser, rows);
        } else if ("data".equals(name.toLowerCase(Locale.ROOT))
            && value == JsonToken.START_OBJECT) {
          nothing(parser);
        } else if (value.isScalarValue()) {
          envelope.put(name, parser.getText());
          if (value.isBoolean()) {
            envelope.put(name, parser.getBooleanValue());
          }
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("the report goes on after its end");
      }
    }
  }

  /** What stands around the rows, for the classifier. */
  byte[] envelope() throws IOException {
    return mapper.writeValueAsBytes(envelope);
  }

  /** How many rows there were, readable or not. */
  long count() {
    return count;
  }

  /** How many rows could not be read. */
  long unreadable() {
    return unreadable;
  }

  /** The first of the reasons, each with its row's number from 1. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** BRI writes an empty list as an empty object; rows in an object would go unseen. */
  private static void nothing(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw new IOException("the report has its rows in an object, and not in a list");
    }
  }

  private void data(JsonParser parser, Rows rows) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      count++;
      ReportRow row = new ReportRow();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        fields(parser, row);
      } else if (parser.currentToken() == null) {
        throw new IOException("the report is cut off in row " + count);
      } else {
        parser.skipChildren();
      }
      String problem = row.problem();
      if (problem == null) {
        rows.add(row);
      } else {
        unreadable++;
        if (problems.size() < MOST_PROBLEMS) {
          problems.add("row " + count + ": " + problem);
        }
      }
    }
  }

  private static void fields(JsonParser parser, ReportRow row) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == null) {
        throw new IOException("the report is cut off");
      }
      if (value.isScalarValue()) {
        row.set(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }
}
