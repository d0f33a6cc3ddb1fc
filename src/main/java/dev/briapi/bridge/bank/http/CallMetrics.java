package dev.briapi.bridge.bank.http;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;

import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.Operation;

/**
 * Counts and times the calls that were handed to the network, and tells their trace what came of
 * them.
 */
@Singleton
class CallMetrics {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(65)
  };

  private final MeterRegistry metrics;

  @Inject
  CallMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void record(Operation operation, Sending sending, Verdict verdict) {
    Timer.builder("bridge.bank.calls")
        .description("Calls of the bank, from the first byte sent to the last byte received")
        .tag("product", operation.product())
        .tag("operation", operation.id())
        .tag("outcome", verdict.outcome().word())
        .serviceLevelObjectives(BOUNDS)
        .register(metrics)
        .record(Duration.ofNanos(sending.nanos()));
    Span.current()
        .setAttribute("bridge.product", operation.product())
        .setAttribute("bridge.operation", operation.id())
        .setAttribute("bridge.outcome", verdict.outcome().word())
        .setAttribute("bridge.reason", verdict.reason());
  }
}
