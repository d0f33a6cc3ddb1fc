package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.invoice.BatchView;

/** Reads dead letters. */
@Singleton
class DeadLetterQueries {
  private static final String COLUMNS =
      "id, route, step, exception, message, attempts, created_at, state, request_id, replayed_at, replayed_by";

  private final JdbcClient database;
  private final Masking masking;

  @Inject
  DeadLetterQueries(JdbcClient database, Masking masking) {
    this.database = database;
    this.masking = masking;
  }

  /** The newest first. */
  Page<DeadLetterView> list(String state, String route, Cursor.Moment after, int limit) {
    List<DeadLetterView> read =
        new Listing("select " + COLUMNS + " from dead_letter")
            .where("state = :state", "state", state)
            .where("route = :route", "route", route)
            .after("created_at", after)
            .read(database, "created_at desc, id", limit, (row, n) -> view(row, null, null));
    return Page.of(read, limit, letter -> Cursor.of(letter.createdAt(), letter.id()));
  }

  Optional<DeadLetterView> find(UUID id) {
    return database
        .sql("select " + COLUMNS + ", body, headers from dead_letter where id = :id")
        .param("id", id)
        .query((row, n) -> view(row, row.getString("body"), row.getString("headers")))
        .optional();
  }

  private DeadLetterView view(ResultSet row, String body, String headers) throws SQLException {
    return new DeadLetterView(
        row.getObject("id", UUID.class),
        row.getString("route"),
        row.getString("step"),
        row.getString("exception"),
        masking.mask(row.getString("message")),
        row.getInt("attempts"),
        BatchView.time(row, "created_at"),
        row.getString("state"),
        row.getObject("request_id", UUID.class),
        BatchView.time(row, "replayed_at"),
        row.getString("replayed_by"),
        masking.mask(body),
        headers);
  }
}
