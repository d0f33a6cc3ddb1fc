package dev.briapi.bridge.bank.http;

import java.util.concurrent.CompletableFuture;

import dev.briapi.bridge.bank.Verdict;

/** An attempt between the moment it may leave and the moment it is known what came of it. */
final class Sending {
  private final CompletableFuture<Void> attempt;
  private final long startedNanos = System.nanoTime();

  Sending(CompletableFuture<Void> attempt) {
    this.attempt = attempt;
  }

  /** Tells the breaker; only the first time counts. */
  void ended(Verdict verdict) {
    if (BankAway.is(verdict)) {
      attempt.completeExceptionally(new Away());
    } else {
      attempt.complete(null);
    }
  }

  /** How long it has been on its way. */
  long nanos() {
    return System.nanoTime() - startedNanos;
  }

  /** Counts against the bank. Nobody reads it, so it has no stack. */
  private static final class Away extends Exception {
    Away() {
      super("the bank is away", null, false, false);
    }
  }
}
