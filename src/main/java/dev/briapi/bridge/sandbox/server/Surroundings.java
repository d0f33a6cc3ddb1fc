package dev.briapi.bridge.sandbox.server;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * What all products of the sandbox have in common.
 *
 * @param clock the time at BRI
 * @param lateAnswer how late an answer is that is to time out
 * @param rules rules on fields besides those of the sandbox
 */
public record Surroundings(Clock clock, Duration lateAnswer, FieldRules rules) {
  /** Business days are WIB days (rulings 5). */
  public static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  /** The time on BRI's wall. */
  public LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), WIB);
  }

  /** BRI's day. */
  public LocalDate today() {
    return now().toLocalDate();
  }
}
