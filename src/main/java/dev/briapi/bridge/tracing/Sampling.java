package dev.briapi.bridge.tracing;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which traces are kept: what a caller's own trace says, otherwise a share of them. */
@Dependent
class Sampling {
  @Produces
  @Singleton
  Sampler sampler(
      @ConfigProperty(name = "quarkus.otel.traces.sampler.arg", defaultValue = "1.0")
          double share) {
    return Sampler.parentBased(new Roots(share));
  }
}
