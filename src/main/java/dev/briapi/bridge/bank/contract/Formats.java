package dev.briapi.bridge.bank.contract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;

/** The formats of the contracts. */
final class Formats {
  private Formats() {}

  static List<Format> all() {
    return List.of(new CalendarDate(), new Base64Text());
  }

  /** {@code yyyy-MM-dd}, a day that exists. */
  record CalendarDate() implements Format {
    @Override
    public String getName() {
      return "date";
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
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
