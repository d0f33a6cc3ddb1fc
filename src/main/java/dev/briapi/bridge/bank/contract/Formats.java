package dev.briapi.bridge.bank.contract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;

/** The formats of the contracts. */
final class Formats {
  private Formats() {}

  static List<Format> all() {
    return List.of(
        new CalendarDate(), new CompactDate(), new LocalTime(), new SnapTime(), new Base64Text());
  }

  /** {@code yyyy-MM-dd}, a day that exists. */
  record CalendarDate() implements Format {
    @Override
    public String getName() {
      return "date";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
      return isDay(text);
    }

    static boolean isDay(String text) {
      if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
        return false;
      }
      int year = number(text, 0, 4);
      int month = number(text, 5, 7);
      int day = number(text, 8, 10);
      if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
      }
      try {
        LocalDate.of(year, month, day);
        return true;
      } catch (DateTimeException noSuchDay) {
        return false;
      }
    }

    private static int number(String text, int from, int to) {
      int number = 0;
      for (int i = from; i < to; i++) {
        char digit = text.charAt(i);
        if (digit < '0' || digit > '9') {
          return -1;
        }
        number = number * 10 + digit - '0';
      }
      return number;
    }
  }

  /** {@code yyyyMMdd}, a day that exists. */
  record CompactDate() implements Format {
    @Override
    public String getName() {
      return "compact-date";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
      return text.length() == 8
          && CalendarDate.isDay(
              text.substring(0, 4) + '-' + text.substring(4, 6) + '-' + text.substring(6));
    }
  }

  /** {@code yyyy-MM-dd HH:mm:ss}, on a day that exists. */
  record LocalTime() implements Format {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]");

    @Override
    public String getName() {
      return "local-date-time";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
      return text.length() == 19
          && text.charAt(10) == ' '
          && CalendarDate.isDay(text.substring(0, 10))
          && TIME.matcher(text.substring(11)).matches();
    }
  }

  /** A day, or a time with its offset, as ISO 8601 writes them (rulings 10). */
  record SnapTime() implements Format {
    private static final Pattern TIME =
        Pattern.compile(
            "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?"
                + "(?:Z|[+-](?:0[0-9]|1[0-8]):[0-5][0-9])");

    @Override
    public String getName() {
      return "snap-time";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
      return text.length() >= 10
          && CalendarDate.isDay(text.substring(0, 10))
          && (text.length() == 10 || TIME.matcher(text.substring(10)).matches());
    }
  }

  /** Base64 of RFC 4648 with its padding, on one line, not empty. */
  record Base64Text() implements Format {
    @Override
    public String getName() {
      return "base64";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
      int length = text.length();
      if (length == 0 || length % 4 != 0) {
        return false;
      }
      int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
      for (int i = 0; i < length - padding; i++) {
        char c = text.charAt(i);
        if (!(c >= 'A' && c <= 'Z'
            || c >= 'a' && c <= 'z'
            || c >= '0' && c <= '9'
            || c == '+'
            || c == '/')) {
          return false;
        }
      }
      return true;
    }
  }
}
