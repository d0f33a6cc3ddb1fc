package dev.briapi.bridge.bank.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;

import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Products;

/**
 * A circuit breaker per product: when the bank is away or broken, its product is left alone until a
 * few calls show that it is back. Each replica finds that out for itself.
 */
@Named("breakers")
@Singleton
public class Breakers {
  private final Map<String, Breaker> breakers = new TreeMap<>();
  private final List<Gauge> gauges = new ArrayList<>();
  private final Products products;
  private final MeterRegistry metrics;

  @Inject
  public Breakers(Products products, BankSettings settings, MeterRegistry metrics) {
    this.products = products;
    this.metrics = metrics;
    for (String product : products.called()) {
      Breaker breaker = new Breaker(product, settings.circuit());
      breakers.put(product, breaker);
      gauges.add(
          Gauge.builder("bridge.bank.breaker.state", breaker, Breakers::number)
              .description("0 when calls of the product are sent, 1 when a few are, 2 when none is")
              .tag("product", product)
              .register(metrics));
    }
  }

  /** The registry outlives an application that is started again in the same process. */
  @PreDestroy
  void leave() {
    gauges.forEach(metrics::remove);
  }

  /** Begins an attempt of a product's. */
  Sending enter(String product) throws BankRestsException {
    return new Sending(breakers.get(product).enter());
  }

  /**
   * Says no as early as possible, before anything is done for a call that will not be sent.
   *
   * @throws BankRestsException when nothing is sent to the product
   */
  void check(String product) throws BankRestsException {
    if (state(product) == CircuitBreakerState.OPEN) {
      throw new BankRestsException(product);
    }
  }

  /** Whether a product's calls are sent. */
  CircuitBreakerState state(String product) {
    return breakers.get(product).state();
  }

  /** The states of the products that are on, by product. */
  public Map<String, CircuitBreakerState> states() {
    Map<String, CircuitBreakerState> states = new TreeMap<>();
    breakers.forEach(
        (product, breaker) -> {
          if (products.on(product)) {
            states.put(product, breaker.state());
          }
        });
    return states;
  }

  /**
   * The products of which no work should be taken up now, separated by commas: nothing of them
   * would be sent, be it that the bank is left alone or that they are off.
   */
  public String resting() {
    return breakers.entrySet().stream()
        .filter(
            entry ->
                !products.on(entry.getKey())
                    || entry.getValue().state() == CircuitBreakerState.OPEN)
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(","));
  }

  private static double number(Breaker breaker) {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }
}
