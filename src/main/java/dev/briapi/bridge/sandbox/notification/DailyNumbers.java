package dev.briapi.bridge.sandbox.notification;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

import dev.briapi.bridge.sandbox.server.Surroundings;

/**
 * Numbers of twelve digits, each used once on a WIB day (rulings 11). They follow the time of day,
 * so that a sandbox that was started again does not repeat those of its first life. Safe for use by
 * several threads.
 */
final class DailyNumbers {
  private static final int PER_MILLISECOND = 10_000;

  private final Surroundings surroundings;
  private LocalDate day;
  private long last;

  DailyNumbers(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  synchronized String next() {
    LocalDateTime now = surroundings.now();
    long floor = ChronoUnit.MILLIS.between(now.toLocalDate().atStartOfDay(), now) * PER_MILLISECOND;
    last = now.toLocalDate().equals(day) ? Math.max(last + 1, floor) : floor;
    day = now.toLocalDate();
    return "%012d".formatted(last);
  }
}
