package dev.briapi.bridge.sandbox.server;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;

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

  /** Throws what a product makes of the first rule that a body breaks. */
  public void demand(
      String product, String operation, JsonNode body, Function<Violation, Refusal> refusal) {
    rules.check(product, operation, body).stream()
        .findFirst()
        .ifPresent(
            wrong -> {
              throw refusal.apply(wrong);
            });
  }

  /** The time on BRI's wall. */
  public LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), WIB);
  }

  /** BRI's day. */
  public LocalDate today() {
    return now().toLocalDate();
  }
}
