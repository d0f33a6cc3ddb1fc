package dev.briapi.bridge.bank.http;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.util.TypeLiteral;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import org.jboss.logging.Logger;

import dev.briapi.bridge.platform.BankSettings;

/**
 * One product's circuit breaker. What it guards is not a method but the time from the sending of an
 * attempt to its classification, so that the steps in between stay visible in the route.
 */
final class Breaker {
  private static final Logger LOG = Logger.getLogger(Breaker.class);

  /** How many calls are let through as a test, and all of them have to come off well. */
  private static final int PROBES = 2;

  private static final TypeLiteral<CompletionStage<Void>> LATER = new TypeLiteral<>() {};

  private final String product;
  private final Guard guard;
  private final AtomicReference<CircuitBreakerState> state =
      new AtomicReference<>(CircuitBreakerState.CLOSED);

  Breaker(String product, BankSettings.Circuit settings) {
    this.product = product;
    this.guard =
        Guard.create()
            .withDescription("calls of " + product)
            .withCircuitBreaker()
            .requestVolumeThreshold(settings.calls())
            .failureRatio(settings.failureRatio())
            .delay(settings.delay().toMillis(), ChronoUnit.MILLIS)
            .successThreshold(PROBES)
            .onStateChange(this::changed)
            .done()
            .build();
  }

  /**
   * Begins an attempt.
   *
   * @return to be completed when it has ended: exceptionally where it counts against the bank
   * @throws BankRestsException when nothing may be sent
   */
  CompletableFuture<Void> enter() throws BankRestsException {
    CompletableFuture<Void> attempt = new CompletableFuture<>();
    CompletionStage<Void> guarded = guard.get(() -> attempt, LATER);
    // nothing has completed the attempt yet: only the guard itself can have failed
    if (guarded.toCompletableFuture().isCompletedExceptionally()) {
      throw new BankRestsException(product);
    }
    return attempt;
  }

  CircuitBreakerState state() {
    return state.get();
  }

  private void changed(CircuitBreakerState now) {
    state.set(now);
    switch (now) {
      case OPEN -> LOG.warnf("The bank fails on %s: it is left alone for a while", product);
      case HALF_OPEN -> LOG.infof("The bank is tried with a few calls of %s", product);
      case CLOSED -> LOG.infof("The bank answers calls of %s again", product);
    }
  }
}
