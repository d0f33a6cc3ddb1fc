package dev.briapi.bridge.invoice.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which field each column of a file holds. A column without a name may be there, but no value. */
final class Header {
  private final List<String> fieldByColumn;

  private Header(List<String> fieldByColumn) {
    this.fieldByColumn = fieldByColumn;
  }

  /** Reads the names over the columns; all that is wrong with them comes in one message. */
  static Header of(List<String> names, Columns columns, Limits limits) throws UnreadableFile {
    if (names.size() > limits.columns()) {
      throw new UnreadableFile(
          "The header has %d columns; at most %d are read. %s"
              .formatted(names.size(), limits.columns(), known(columns)));
    }
    List<String> fields = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    Set<String> repeated = new LinkedHashSet<>();
    for (String name : names) {
      String field = columns.field(name).orElse(null);
      if (field == null && !Values.trim(name).isEmpty()) {
        unknown.add(Values.trim(name));
      } else if (field != null && fields.contains(field)) {
        repeated.add(field);
      }
      fields.add(field);
    }
    List<String> missing = new ArrayList<>(columns.required());
    missing.removeAll(fields);
    List<String> faults = new ArrayList<>();
    if (!missing.isEmpty()) {
      faults.add("columns are missing: " + Values.list(missing));
    }
    if (!unknown.isEmpty()) {
      faults.add("columns are not known: " + Values.list(unknown));
    }
    if (!repeated.isEmpty()) {
      faults.add("columns are there more than once: " + Values.list(List.copyOf(repeated)));
    }
    if (!faults.isEmpty()) {
      throw new UnreadableFile(
          "The header cannot be used: %s. %s".formatted(String.join("; ", faults), known(columns)));
    }
    return new Header(fields);
  }

  static String known(Columns columns) {
    return "Known columns are " + String.join(", ", columns.fields()) + ".";
  }

  int size() {
    return fieldByColumn.size();
  }

  /** The field of a column, from 0; null where the header names none. */
  String field(int column) {
    return column < fieldByColumn.size() ? fieldByColumn.get(column) : null;
  }
}
