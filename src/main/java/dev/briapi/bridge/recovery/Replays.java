package dev.briapi.bridge.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.invoice.Drop;
import dev.briapi.bridge.invoice.InvoiceNumbers;
import dev.briapi.bridge.invoice.LineRestarts;
import dev.briapi.bridge.request.Restarts;

/**
 * Replays dead letters, each at most once: the dead letter, its request, line and batch change in
 * one transaction or not at all.
 */
@Singleton
public class Replays {
  private record Letter(UUID request, String file, Long length, String folder) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Restarts requests;
  private final LineRestarts lines;
  private final InvoiceNumbers numbers;
  private final Drop files;

  @Inject
  Replays(
      JdbcClient database,
      TransactionTemplate transaction,
      Restarts requests,
      LineRestarts lines,
      InvoiceNumbers numbers,
      Drop files) {
    this.database = database;
    this.transaction = transaction;
    this.requests = requests;
    this.lines = lines;
    this.numbers = numbers;
    this.files = files;
  }

  /**
   * Starts again what the dead letter is about.
   *
   * @return the request that goes on, or empty when it was a file
   * @throws ReplayRefusedException when it cannot be replayed, or was already
   */
  public Optional<UUID> replay(UUID id, String caller) {
    return transaction.execute(
        status -> {
          lockRequest(id);
          return replay(take(id, caller));
        });
  }

  /**
   * The request first: whoever replays another dead letter of the same request waits here, not in
   * the middle.
   */
  private void lockRequest(UUID id) {
    database
        .sql(
            """
            select r.id from request r
            where r.id = (select request_id from dead_letter where id = :id) for update
            """)
        .param("id", id)
        .query(UUID.class)
        .optional();
  }

  private Optional<UUID> replay(Letter letter) {
    if (letter.request() != null) {
      UUID successor = requests.restart(letter.request());
      if (!successor.equals(letter.request())) {
        lines.restart(letter.request(), successor);
        numbers.restart(letter.request(), successor);
      }
      return Optional.of(successor);
    }
    if (letter.file() == null) {
      throw new ReplayRefusedException(
          "It is about neither a request nor a dropped file, so there is nothing to start again.");
    }
    try {
      files.again(letter.file(), letter.length(), "validate".equals(letter.folder()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }

  /** Whoever changes the state is the one who replays; everybody else comes too late. */
  private Letter take(UUID id, String caller) {
    return database
        .sql(
            """
            update dead_letter set state = 'replayed', replayed_at = now(), replayed_by = :caller
            where id = :id and state = 'open'
            returning request_id, headers ->> 'CamelFileNameOnly' as file, headers ->> 'CamelFileLength' as length,
              regexp_replace(headers ->> 'CamelFileParent', '^.*/', '') as folder
            """)
        .param("id", id)
        .param("caller", caller)
        .query(
            (row, n) ->
                new Letter(
                    row.getObject("request_id", UUID.class),
                    row.getString("file"),
                    row.getObject("length") == null ? null : Long.valueOf(row.getString("length")),
                    row.getString("folder")))
        .optional()
        .orElseThrow(() -> new ReplayRefusedException("It was replayed already."));
  }
}
