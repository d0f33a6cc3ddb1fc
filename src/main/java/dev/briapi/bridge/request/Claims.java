package dev.briapi.bridge.request;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Replica;

/** What the claiming statements need to know: who claims, and how much at once. */
@Named("claims")
@Singleton
public class Claims {
  private final Replica replica;
  private final BridgeSettings settings;

  @Inject
  Claims(Replica replica, BridgeSettings settings) {
    this.replica = replica;
    this.settings = settings;
  }

  /** This replica's id. */
  public String replica() {
    return replica.id().toString();
  }

  /**
   * Enough lines to keep the senders busy until the next claim, few enough that little has to be
   * taken over when we die.
   */
  public int atOnce() {
    return settings.invoices().concurrency() * 8;
  }
}
