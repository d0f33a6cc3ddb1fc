package dev.briapi.bridge.bank.http;

import java.util.Locale;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether the bank's products can be called. It is no part of readiness: a replica that is taken
 * out of service because the bank is away helps nobody.
 */
@Wellness
@Singleton
class BankHealth implements HealthCheck {
  private final Breakers breakers;

  @Inject
  BankHealth(Breakers breakers) {
    this.breakers = breakers;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, CircuitBreakerState> states = breakers.states();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("bank").status(!states.containsValue(CircuitBreakerState.OPEN));
    states.forEach((product, state) -> answer.withData(product, word(state)));
    return answer.build();
  }

  private static String word(CircuitBreakerState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
