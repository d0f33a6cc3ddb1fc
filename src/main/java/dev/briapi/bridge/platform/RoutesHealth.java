package dev.briapi.bridge.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the routes run. The HTTP port is open before they do, and Camel's own checks are not
 * there until then.
 */
@Readiness
@Singleton
class RoutesHealth implements HealthCheck {
  private final CamelContext camel;

  @Inject
  RoutesHealth(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("routes").status(camel.isStarted()).build();
  }
}
