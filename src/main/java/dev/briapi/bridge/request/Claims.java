package dev.briapi.bridge.request;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Replica;

/** Who claims, how much at once, and the claim of one request that a caller repeats. */
@Named("claims")
@Singleton
public class Claims {
  private final JdbcClient database;
  private final Replica replica;
  private final BridgeSettings settings;

  @Inject
  Claims(JdbcClient database, Replica replica, BridgeSettings settings) {
    this.database = database;
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

  /**
   * Claims a request that was not sent, was left at that, and is now wanted again by its caller. Of
   * all who want it at the same moment one gets it.
   *
   * @return the call to make, or empty when the request is in any other state or somebody has it
   */
  public Optional<BankCall> claim(UUID id) {
    return database
        .sql(
            """
            update request set claimed_by = :replica, claimed_at = now(), next_at = now(), updated_at = now()
            where id = :id and status = :unsent and next_at is null and claimed_by is null
            returning id, product, operation, parameters, body, attachment_sha256, status, doubtful
            """)
        .param("replica", replica.id())
        .param("id", id)
        .param("unsent", Status.NOT_SENT.word())
        .query()
        .listOfRows()
        .stream()
        .map(BankCall::claimed)
        .findFirst();
  }
}
