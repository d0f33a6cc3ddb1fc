package dev.briapi.bridge.request;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BridgeSettings;

/** How long what is over is kept. */
@Named("retention")
@Singleton
public class Retention {
  private final BridgeSettings settings;

  @Inject
  Retention(BridgeSettings settings) {
    this.settings = settings;
  }

  /** Days that a request is kept after its outcome is final; never so few that none is left. */
  public int days() {
    return Math.max(1, settings.requests().keepDays());
  }
}
