package dev.briapi.bridge.bank.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A path with {@code {parameters}} that fill whole segments. */
record PathTemplate(List<String> segments) {
  static PathTemplate of(String text) {
    return new PathTemplate(List.of(text.split("/", -1)));
  }

  /** Whether that path, as it stands in a request, is of this form. */
  boolean matches(String path) {
    String[] given = path.split("/", -1);
    if (given.length != segments.size()) {
      return false;
    }
    for (int i = 0; i < given.length; i++) {
      String segment = segments.get(i);
      if (isParameter(segment) ? given[i].isEmpty() : !segment.equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  /** How many segments are a parameter: the fewer, the better a match. */
  long parameters() {
    return segments.stream().filter(PathTemplate::isParameter).count();
  }

  /** The decoded values of the parameters in a path that matches. */
  Map<String, String> values(String path) {
    String[] given = path.split("/", -1);
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < segments.size(); i++) {
      if (isParameter(segments.get(i))) {
        // in a path a plus is a plus
        String segment = given[i].replace("+", "%2B");
        values.put(name(segments.get(i)), URLDecoder.decode(segment, StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  /**
   * The path with every parameter filled in and encoded.
   *
   * @throws IllegalArgumentException when a value is missing, or would make another path of it
   */
  String fill(Map<String, String> parameters) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      if (i > 0) {
        path.append('/');
      }
      String segment = segments.get(i);
      path.append(isParameter(segment) ? value(name(segment), parameters) : segment);
    }
    return path.toString();
  }

  private static String value(String name, Map<String, String> parameters) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    if (value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(name + " cannot stand in a path");
    }
    return BankUri.encodeSegment(value);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
