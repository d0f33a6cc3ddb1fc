package dev.briapi.bridge.bank.http;

import java.util.Set;

import dev.briapi.bridge.bank.Verdict;

/** Whether an attempt found the bank away or broken, as opposed to saying no, or us failing. */
final class BankAway {
  private static final int SERVER_ERROR = 500;

  /** What {@link dev.briapi.bridge.bank.TransportFailures} says when the bank was not to be had. */
  private static final Set<String> SILENCE =
      Set.of(
          "host-unknown",
          "host-unreachable",
          "connect-timeout",
          "connection-refused",
          "tls-failed",
          "no-answer",
          "connection-broken");

  private BankAway() {}

  /** A refusal, a 429 and every other 4xx are answers of a bank that is there. */
  static boolean is(Verdict verdict) {
    return verdict.httpStatus() >= SERVER_ERROR
        || verdict.httpStatus() == 0 && SILENCE.contains(verdict.reason());
  }
}
