package dev.briapi.bridge.invoice.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line while it is being read: the values that could be read and the reasons for the others. */
final class Draft {
  private static final int MOST_PROBLEMS = 20;
  private static final String PLAIN_NUMBER =
      "is not a plain decimal number such as 1234.50 (no exponent, sign, or thousands separator)";

  private final Columns columns;
  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
  private final List<String> problems = new ArrayList<>();

  Draft(Columns columns) {
    this.columns = columns;
  }

  /** A line that could not be read at all. */
  static InputLine unreadable(long number, String where, String problem) {
    return new InputLine(number, where, JsonNodeFactory.instance.objectNode(), List.of(problem));
  }

  void problem(String field, String value, String rule) {
    problem(field + " " + Values.show(value) + " " + rule);
  }

  void problem(String sentence) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(sentence);
    }
  }

  /** A value as a person typed it into a CSV file or a spreadsheet. */
  void typed(String field, String raw) {
    String value = Values.trim(raw);
    if (value.startsWith("=") || value.startsWith("@")) {
      problem(field, value, "is a spreadsheet formula, not a value");
    } else {
      text(field, value);
    }
  }

  /** A value as text: a plain number where the field is one, left out when it is blank. */
  void text(String field, String raw) {
    String value = Values.trim(raw);
    if (value.isEmpty()) {
      return;
    }
    if (columns.isNumeric(field)) {
      Values.plainDecimal(value)
          .ifPresentOrElse(
              number -> number(field, number), () -> problem(field, value, PLAIN_NUMBER));
    } else if (Values.forbidden(value).isPresent()) {
      problem(
          field,
          value,
          String.format(
              "holds the character \\u%04X, which is not text",
              Values.forbidden(value).getAsInt()));
    } else {
      fields.put(field, value);
    }
  }

  void number(String field, BigDecimal number) {
    fields.set(field, DecimalNode.valueOf(number));
  }

  InputLine line(long number, String where) {
    return new InputLine(number, where, fields, problems);
  }
}
