package dev.briapi.bridge.platform;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** The clock that everybody is given. */
public final class Time {
  private Time() {}

  /** The real clock, replaced in tests. */
  @ApplicationScoped
  static class Source {
    @Produces
    @ApplicationScoped
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
