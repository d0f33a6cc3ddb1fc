package dev.briapi.bridge.platform;

import jakarta.inject.Singleton;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Lets a replica wait for the one that changes the tables, which may take longer than the minute
 * after which Flyway gives up. Whoever watches the start decides how long is too long.
 */
@Singleton
class MigrationLock implements FlywayConfigurationCustomizer {
  /** One try a second. */
  private static final int TRIES = 3_600;

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.lockRetryCount(TRIES);
  }
}
