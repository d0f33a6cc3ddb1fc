package dev.briapi.bridge.platform;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A replica without the rest of the application. */
public final class ReplicaSetup {
  private ReplicaSetup() {}

  /** It is registered once, and not renewed. */
  public static Replica replica(JdbcClient database, BridgeSettings settings) {
    return new Replica(database, settings);
  }
}
