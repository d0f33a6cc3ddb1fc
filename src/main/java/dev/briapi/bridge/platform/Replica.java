package dev.briapi.bridge.platform;

import java.util.UUID;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * This process among the replicas that share the database. What it claims carries its id; when its
 * row is not renewed in time, by the database's clock, the others take its claims over.
 */
@Named("replica")
@Singleton
public class Replica {
  private volatile UUID id = UUID.randomUUID();
  private volatile boolean stopping;
  private long renewed = System.nanoTime();
  private final JdbcClient database;
  private final BridgeSettings settings;

  @Inject
  Replica(JdbcClient database, BridgeSettings settings) {
    this.database = database;
    this.settings = settings;
    renew();
  }

  public UUID id() {
    return id;
  }

  /** Milliseconds between two renewals: several of them fit into the timeout. */
  public long period() {
    return Math.min(2_000, settings.replica().timeout().toMillis() / 4);
  }

  /** Whether the others still take this replica for alive, as far as it can know. */
  public synchronized boolean alive() {
    return System.nanoTime() - renewed <= settings.replica().timeout().toNanos();
  }

  /**
   * Says that this replica is alive, and forgets those that have been gone for a day. When it comes
   * too late, it comes back under another id: what it could not finish or release meanwhile is then
   * taken over like a dead replica's.
   */
  public synchronized void renew() {
    if (System.nanoTime() - renewed > settings.replica().timeout().toNanos()) {
      id = UUID.randomUUID();
    }
    // the database counts from some moment after this one
    long asked = System.nanoTime();
    extend();
    renewed = asked;
  }

  private void extend() {
    database
        .sql(
            """
            with forgotten as (delete from replica where expires_at < now() - interval '1 day' and id <> :id)
            insert into replica (id, expires_at) values (:id, now() + :seconds * interval '1 second')
            on conflict (id) do update set expires_at = excluded.expires_at
            """)
        .param("id", id)
        .param("seconds", settings.replica().timeout().toMillis() / 1000.0)
        .update();
  }

  /** From now on nothing new is to be taken up here. */
  void stop() {
    stopping = true;
  }

  /** Whether this replica has been told to end, so that what is not begun is left to others. */
  public boolean stopping() {
    return stopping;
  }

  /** Frees what is still claimed, so that nobody has to wait for the timeout. */
  @PreDestroy
  void leave() {
    database.sql("delete from replica where id = :id").param("id", id).update();
  }
}
