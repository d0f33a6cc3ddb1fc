package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.invoice.BatchView;
import dev.briapi.bridge.invoice.Progress;

/** Reads batches and their lines. */
@Singleton
class BatchQueries {
  private final JdbcClient database;
  private final Masking masking;

  @Inject
  BatchQueries(JdbcClient database, Masking masking) {
    this.database = database;
    this.masking = masking;
  }

  record Filter(String state, String file, OffsetDateTime from, OffsetDateTime until) {}

  /** The newest first. */
  Page<BatchView> list(Filter filter, Cursor.Moment after, int limit) {
    List<BatchView> read =
        new Listing("select " + BatchView.COLUMNS + " from batch")
            .where("state = :state", "state", filter.state())
            .where("position(lower(:file) in lower(file)) > 0", "file", filter.file())
            .where("received_at >= :from", "from", filter.from())
            .where("received_at < :until", "until", filter.until())
            .after("received_at", after)
            .read(database, "received_at desc, id", limit, (row, n) -> BatchView.of(row));
    return Page.of(read, limit, batch -> Cursor.of(batch.receivedAt(), batch.batchId()));
  }

  Optional<BatchView> find(UUID id) {
    return database
        .sql("select " + BatchView.COLUMNS + " from batch where id = :id")
        .param("id", id)
        .query((row, n) -> BatchView.of(row))
        .optional();
  }

  Optional<BatchDetails> details(UUID id) {
    return find(id)
        .map(
            batch ->
                new BatchDetails(batch, batch.state().equals("sending") ? progress(id) : null));
  }

  private Progress.Of progress(UUID id) {
    return database
        .sql(
            """
            select lines, created + refused + invalid + duplicate + valid as done, created + refused as answered,
              extract(epoch from now() - staged_at) as seconds
            from batch where id = :id
            """)
        .param("id", id)
        .query(
            (row, n) ->
                Progress.of(
                    row.getInt("done"),
                    row.getInt("lines"),
                    row.getInt("answered"),
                    row.getDouble("seconds")))
        .single();
  }

  /** In the order of the file. */
  Page<LineView> lines(UUID batch, String outcome, Integer after, int limit) {
    String condition =
        outcome == null
            ? null
            : outcome.equals("pending") ? "l.outcome is null" : "l.outcome = '" + outcome + "'";
    List<LineView> read =
        new Listing(
                """
                select l.line, l.invoice_number, coalesce(l.outcome, 'pending') as outcome, l.reference_number,
                  coalesce(l.response_code, r.response_code) as response_code, coalesce(l.message, r.message) as message,
                  l.request_id
                from line l left join request r on r.id = l.request_id and l.outcome is null
                """)
            .where("l.batch_id = :batch", "batch", batch)
            .where(condition)
            .where("l.line > :after", "after", after)
            .read(
                database,
                "l.line",
                limit,
                (row, n) ->
                    new LineView(
                        row.getInt("line"),
                        row.getString("invoice_number"),
                        row.getString("outcome"),
                        row.getString("reference_number"),
                        row.getString("response_code"),
                        masking.mask(row.getString("message")),
                        row.getObject("request_id", UUID.class)));
    return Page.of(read, limit, line -> Cursor.of(line.line()));
  }
}
