package dev.briapi.bridge;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the routes in a {@code @QuarkusTest}, which does not run {@link Application}'s main and
 * with it not what it hands over to. A test that wants nothing to happen by itself sets {@code
 * bridge.test.routes=false}.
 */
@Singleton
class CamelStart {
  void start(
      @Observes @Priority(Integer.MAX_VALUE) StartupEvent started,
      CamelRuntime routes,
      @ConfigProperty(name = "bridge.test.routes", defaultValue = "true") boolean wanted) {
    if (wanted) {
      routes.start();
    }
  }
}
