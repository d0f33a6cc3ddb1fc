package dev.briapi.bridge.request;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.deadletter.ReplayRefusedException;

/** Starts requests again that had come to an end, within the transaction of a replay. */
@Singleton
public class Restarts {
  private record Ended(Status status, OffsetDateTime nextAt, String product, String operation) {}

  private final JdbcClient database;
  private final Contracts contracts;

  @Inject
  Restarts(JdbcClient database, Contracts contracts) {
    this.database = database;
    this.contracts = contracts;
  }

  /**
   * A request that waits for a person is asked for once more, under its own id; a refused one is
   * never touched again, and a new one takes its place.
   *
   * @return the request that goes on
   * @throws ReplayRefusedException when it did not come to such an end, or something else has taken
   *     its place
   */
  public UUID restart(UUID id) {
    Ended ended = lock(id);
    if (ended.status() == Status.STARTED_AGAIN_FROM) {
      if (contracts.operation(ended.product(), ended.operation()).inquiry().isEmpty()) {
        throw new ReplayRefusedException(
            "BRI cannot be asked what became of it, so only a person can tell: resolve its request.");
      }
      askAgain(id);
      return id;
    }
    if (ended.status() == Status.REFUSED) {
      return copy(id);
    }
    throw new ReplayRefusedException(
        ended.nextAt() == null
            ? "Its request has ended as " + ended.status().word() + " meanwhile."
            : "Its request is still under way and goes on by itself.");
  }

  private Ended lock(UUID id) {
    return database
        .sql("select status, next_at, product, operation from request where id = :id for update")
        .param("id", id)
        .query(
            (row, n) ->
                new Ended(
                    Status.of(row.getString("status")),
                    row.getObject("next_at", OffsetDateTime.class),
                    row.getString("product"),
                    row.getString("operation")))
        .optional()
        .orElseThrow(() -> new ReplayRefusedException("Its request is not in the ledger."));
  }

  private void askAgain(UUID id) {
    database
        .sql(
            """
            update request set status = :pending, doubtful = true, round = 0, next_at = now(), claimed_by = null, updated_at = now()
            where id = :id and status = :waiting
            """)
        .param("pending", Status.PENDING.word())
        .param("waiting", Status.STARTED_AGAIN_FROM.word())
        .param("id", id)
        .update();
  }

  /**
   * Of what was doubtful the bank is asked first, and "already there" may still be about the
   * earlier request. The key that the earlier one held goes over to the new one, which is then what
   * a repetition of the caller's finds. A person wants it sent, whatever its caller was told.
   */
  private UUID copy(UUID id) {
    lockNaturalKey(id);
    String key = releaseKey(id);
    if (key == null && cameByKey(id)) {
      throw new ReplayRefusedException(
          "A later request has taken its key meanwhile, so it is not sent again.");
    }
    UUID copy = UUID.randomUUID();
    int made =
        database
            .sql(
                """
                insert into request
                  (id, product, operation, natural_key, reference, parameters, body, attachment_sha256, body_sha256, key_held,
                   idempotency_key, status, caller, doubtful, next_at)
                select :copy, product, operation, natural_key, reference, parameters, body, attachment_sha256, body_sha256, :key,
                  idempotency_key, case when d.doubtful then :pending else :received end, caller, d.doubtful, now()
                from request r cross join lateral (
                  select r.doubtful or exists (
                    select from request e
                    where e.product = r.product and e.operation = r.operation and e.natural_key = r.natural_key and e.doubtful)
                    as doubtful) d
                where id = :id and not exists (
                  select from request o
                  where o.product = r.product and o.operation = r.operation and o.natural_key = r.natural_key
                    and o.status not in (:refused, :invalid))
                """)
            .param("copy", copy)
            .param("key", key, Types.VARCHAR)
            .param("received", Status.RECEIVED.word())
            .param("pending", Status.PENDING.word())
            .param("id", id)
            .param("refused", Status.REFUSED.word())
            .param("invalid", Status.INVALID.word())
            .update();
    if (made == 0) {
      throw new ReplayRefusedException(
          "Another request has been made for the same thing meanwhile, so it is not sent again.");
    }
    // a request has one successor: its other dead letters are answered by it as well
    database
        .sql(
            """
            update dead_letter set state = 'replayed', replayed_at = now(), replayed_by = 'replay of the same request'
            where request_id = :id and state = 'open'
            """)
        .param("id", id)
        .update();
    return copy;
  }

  /** In a statement of its own: a unique key cannot change hands within one. */
  private String releaseKey(UUID id) {
    return database
        .sql(
            """
            update request r set key_held = null from (select id, key_held from request where id = :id) held
            where r.id = held.id returning held.key_held
            """)
        .param("id", id)
        .query((row, n) -> Optional.ofNullable(row.getString("key_held")))
        .single()
        .orElse(null);
  }

  /**
   * Whether it was made under a natural key of its product's. Once another request has taken that
   * over, by being another try of its caller's, a copy without it would go beside that one's.
   */
  private boolean cameByKey(UUID id) {
    return database
        .sql(
            "select natural_key is not null and body_sha256 is not null from request where id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private void lockNaturalKey(UUID id) {
    database
        .sql(
            """
            select count(pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), product, operation, natural_key), 2)))
            from request where id = :id and natural_key is not null
            """)
        .param("id", id)
        .query(Long.class)
        .single();
  }
}
