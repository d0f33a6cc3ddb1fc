package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.invoice.BatchView;

/** Reads differences, and ends them by the word of a person. */
@Singleton
class DifferenceQueries {
  private static final String SELECT =
      """
      select id, kind, product, key, ours, theirs, first_seen, last_seen, state, resolution, resolved_by, ended_at
      from difference
      """;
  private static final String ORDER = "first_seen desc, id";

  private final JdbcClient database;
  private final CsvExport export;

  @Inject
  DifferenceQueries(JdbcClient database, CsvExport export) {
    this.database = database;
    this.export = export;
  }

  record Filter(
      String kind,
      String product,
      String state,
      String key,
      OffsetDateTime from,
      OffsetDateTime until) {}

  /** The newest first. */
  Page<DifferenceView> list(Filter filter, Cursor.Moment after, int limit) {
    List<DifferenceView> read =
        listing(filter)
            .after("first_seen", after)
            .read(database, ORDER, limit, (row, n) -> view(row));
    return Page.of(read, limit, difference -> Cursor.of(difference.firstSeen(), difference.id()));
  }

  StreamingOutput export(Filter filter) {
    return export.rows(DifferenceView.COLUMNS, listing(filter), ORDER, row -> view(row).cells());
  }

  Optional<DifferenceView> find(UUID id) {
    return database
        .sql(SELECT + " where id = :id")
        .param("id", id)
        .query((row, n) -> view(row))
        .optional();
  }

  /** Whether it was open, and is resolved now. */
  boolean resolve(UUID id, String reason, String caller) {
    return database
            .sql(
                """
                update difference set state = 'resolved', resolution = :reason, resolved_by = :caller, ended_at = now()
                where id = :id and state = 'open'
                """)
            .param("id", id)
            .param("reason", reason)
            .param("caller", caller)
            .update()
        == 1;
  }

  private static Listing listing(Filter filter) {
    return new Listing(SELECT)
        .where("kind = :kind", "kind", filter.kind())
        .where("product = :product", "product", filter.product())
        .where("state = :state", "state", filter.state())
        .where("key = :key or subject = :key", "key", filter.key())
        .where("first_seen >= :from", "from", filter.from())
        .where("first_seen < :until", "until", filter.until());
  }

  private static DifferenceView view(ResultSet row) throws SQLException {
    return new DifferenceView(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("product"),
        row.getString("key"),
        row.getString("ours"),
        row.getString("theirs"),
        BatchView.time(row, "first_seen"),
        BatchView.time(row, "last_seen"),
        row.getString("state"),
        row.getString("resolution"),
        row.getString("resolved_by"),
        BatchView.time(row, "ended_at"));
  }
}
