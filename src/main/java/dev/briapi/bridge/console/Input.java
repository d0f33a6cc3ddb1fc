package dev.briapi.bridge.console;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.gateway.FieldError;
import dev.briapi.bridge.gateway.Problem;
import dev.briapi.bridge.gateway.ProblemException;

/** Reads parameters and fields and collects everything that is wrong with them. */
final class Input {
  static final int DEFAULT_LIMIT = 50;
  static final int LARGEST_LIMIT = 1_000;

  private static final int LONGEST = 500;

  private final List<FieldError> errors = new ArrayList<>();

  /** Ends the request if anything was wrong. */
  void check() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  void wrong(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  int limit(String value) {
    if (value == null) {
      return DEFAULT_LIMIT;
    }
    int limit = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > LARGEST_LIMIT) {
      wrong("limit", "is not a number from 1 to " + LARGEST_LIMIT);
    }
    return limit;
  }

  UUID id(String field, String value) {
    return read(field, value, "is not a UUID", Input::uuid);
  }

  /** One of some words; null stays null. */
  String word(String field, String value, Collection<String> legal) {
    if (value != null && !legal.contains(value)) {
      wrong(field, "is not one of " + String.join(", ", legal));
    }
    return value;
  }

  /** Text that the database can hold; null stays null. */
  String text(String field, String value) {
    if (value == null) {
      return null;
    }
    if (value.length() > LONGEST) {
      wrong(field, "is longer than " + LONGEST + " characters");
    }
    boolean strange =
        value
            .codePoints()
            .anyMatch(
                c ->
                    Character.isISOControl(c) && c != '\n' && c != '\t'
                        || Character.getType(c) == Character.SURROGATE);
    if (strange) {
      wrong(field, "has control characters");
    }
    return value;
  }

  /** Text that has to be there. */
  String required(String field, String value) {
    if (value == null || value.isBlank()) {
      wrong(field, "is missing");
      return "";
    }
    return text(field, value.strip());
  }

  /** true, false or not given. */
  Boolean choice(String field, String value) {
    return value == null ? null : flag(field, value);
  }

  boolean flag(String field, String value) {
    word(field, value, List.of("true", "false"));
    return "true".equals(value);
  }

  /** The first moment of a period: a day of WIB begins at its midnight. */
  OffsetDateTime from(String field, String value) {
    return time(field, value, 0);
  }

  /** The first moment after a period: a day of WIB belongs to it whole. */
  OffsetDateTime until(String field, String value) {
    return time(field, value, 1);
  }

  private OffsetDateTime time(String field, String value, int days) {
    return read(
        field,
        value,
        "is neither a day such as 2026-11-20 nor a time such as 2026-11-20T09:30:00+07:00",
        text -> {
          OffsetDateTime time =
              text.length() == 10
                  ? LocalDate.parse(text)
                      .plusDays(days)
                      .atStartOfDay(BankTime.WIB)
                      .toOffsetDateTime()
                  // a plus sign that was not escaped arrives as a space
                  : OffsetDateTime.parse(text.replace(' ', '+'));
          return inRange(time);
        });
  }

  Cursor.Moment moment(String after) {
    return read(
        "after",
        after,
        "is not a cursor of this list",
        text -> {
          Cursor cursor = Cursor.read(text, 2);
          return new Cursor.Moment(
              inRange(OffsetDateTime.parse(cursor.parts().get(0))), uuid(cursor.parts().get(1)));
        });
  }

  /** A time, a source and a number in it, of a list that is made of two. */
  Cursor.Place place(String after) {
    return read(
        "after",
        after,
        "is not a cursor of this list",
        text -> {
          Cursor cursor = Cursor.read(text, 3);
          return new Cursor.Place(
              inRange(OffsetDateTime.parse(cursor.parts().get(0))),
              Integer.parseInt(cursor.parts().get(1)),
              Long.parseLong(cursor.parts().get(2)));
        });
  }

  /** A cursor of a line number. */
  Integer number(String after) {
    return read(
        "after",
        after,
        "is not a cursor of this list",
        text -> Integer.valueOf(Cursor.read(text, 1).parts().get(0)));
  }

  /** A cursor of several texts. */
  Cursor cursor(String after, int parts) {
    Cursor cursor =
        read("after", after, "is not a cursor of this list", text -> Cursor.read(text, parts));
    if (cursor != null) {
      cursor.parts().forEach(part -> text("after", part));
    }
    return cursor;
  }

  private <T> T read(String field, String value, String wrong, Function<String, T> reader) {
    if (value == null) {
      return null;
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      wrong(field, wrong);
      return null;
    }
  }

  /** Stricter than {@link UUID#fromString}, which takes shorter ones as well. */
  private static UUID uuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("not a UUID");
    }
    return UUID.fromString(text);
  }

  private static OffsetDateTime inRange(OffsetDateTime time) {
    if (time.getYear() < 1 || time.getYear() > 9999) {
      throw new DateTimeException("out of range");
    }
    return time;
  }
}
