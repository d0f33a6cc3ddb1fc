package dev.briapi.bridge.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;

/** Whether this is a start for trying things out, with everything on board, or one for real. */
@Singleton
public class Stage {
  private final boolean firstTry;

  @Inject
  Stage(LaunchMode mode, BridgeSettings settings) {
    this.firstTry = mode == LaunchMode.DEVELOPMENT || settings.demo();
  }

  /** Dev mode, or {@code bridge.demo=true}: own database, own sandbox, a sample file. */
  public boolean firstTry() {
    return firstTry;
  }
}
