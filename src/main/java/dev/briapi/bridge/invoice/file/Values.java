package dev.briapi.bridge.invoice.file;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What the text of a value has to look like, and how it is shown to people. */
final class Values {
  private static final int SHOWN = 60;
  private static final int NAMED = 10;
  private static final int MOST_DIGITS = 40;
  private static final Pattern PLAIN = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private Values() {}

  /** Without the white space around it, including the no-break spaces that spreadsheets leave. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (to > from && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  /** The number, exactly as written; empty unless it is in plain notation (rulings 23). */
  static Optional<BigDecimal> plainDecimal(String text) {
    return text.length() <= MOST_DIGITS && PLAIN.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** The first character that no value may hold: controls other than line ends and tabs, halves. */
  static OptionalInt forbidden(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' || half(c)) {
        return OptionalInt.of(c);
      }
      i += Character.charCount(c);
    }
    return OptionalInt.empty();
  }

  private static boolean half(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** In quotes, shortened, with everything invisible spelled out. */
  static String show(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(SHOWN).forEach(c -> append(shown, c));
    return shown
        .append(text.codePointCount(0, text.length()) > SHOWN ? "..." : "")
        .append('\'')
        .toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(
              switch (codePoint) {
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                default -> String.format("\\u%04X", codePoint);
              });
      default -> shown.appendCodePoint(codePoint);
    }
  }

  /** The first ten of some names, shown, and how many more there are. */
  static String list(List<String> names) {
    String first = String.join(", ", names.stream().limit(NAMED).map(Values::show).toList());
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
