package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.invoice.BatchView;
import dev.briapi.bridge.job.Jobs;

/** Reads runs, and asks for new ones. */
@Singleton
class ReconciliationQueries {
  private static final String COLUMNS =
      """
      id, product, subject, window_from, window_to, requested_by, created_at, started_at, finished_at, fetched, new, changed,
      differences, error, tries, try_at
      """;
  private static final String ORDER = "created_at desc, id";

  private final JdbcClient database;
  private final CsvExport export;
  private final Masking masking;
  private final Jobs jobs;

  @Inject
  ReconciliationQueries(JdbcClient database, CsvExport export, Masking masking, Jobs jobs) {
    this.jobs = jobs;
    this.database = database;
    this.export = export;
    this.masking = masking;
  }

  record Filter(
      String product, String subject, String state, OffsetDateTime from, OffsetDateTime until) {}

  /** The newest first. */
  Page<ReconciliationView> list(Filter filter, Cursor.Moment after, int limit) {
    List<ReconciliationView> read =
        listing(filter)
            .after("created_at", after)
            .read(database, ORDER, limit, (row, n) -> view(row));
    return Page.of(read, limit, run -> Cursor.of(run.createdAt(), run.id()));
  }

  StreamingOutput export(Filter filter) {
    return export.rows(
        ReconciliationView.COLUMNS, listing(filter), ORDER, row -> view(row).cells());
  }

  /**
   * A whole day to be read as soon as possible, once per subject; what waits already is not asked
   * for twice, and waits no longer where it has failed before.
   *
   * @param subjects the BRIVA numbers, or a null for a product without parts
   */
  List<ReconciliationView> ask(
      String product, List<String> subjects, LocalDate day, String caller) {
    List<ReconciliationView> runs = new ArrayList<>();
    for (String subject : subjects) {
      runs.add(ask(product, subject, day, caller));
      jobs.wake(subject == null ? "refresh-invoice-status" : "reconcile-briva-report/" + subject);
    }
    return runs;
  }

  private ReconciliationView ask(String product, String subject, LocalDate day, String caller) {
    return database
        .sql(
            """
            with waiting as (
              update reconciliation set try_at = null, tries = 0 where id = (
                select id from reconciliation
                where started_at is null and finished_at is null and product = :product and subject is not distinct from :subject
                  and window_from = wib_midnight(:day) and window_to = wib_midnight(:day + 1)
                order by created_at limit 1)
              returning %1$s
            ), asked as (
              insert into reconciliation (product, subject, window_from, window_to, whole_day, requested_by)
              select :product, :subject, wib_midnight(:day), wib_midnight(:day + 1), true, :caller
              where not exists (select from waiting)
              returning %1$s)
            select * from waiting union all select * from asked
            """
                .formatted(COLUMNS))
        .param("product", product)
        .param("subject", subject, Types.VARCHAR)
        .param("day", day, Types.DATE)
        .param("caller", caller)
        .query((row, n) -> view(row))
        .single();
  }

  private static Listing listing(Filter filter) {
    return new Listing("select " + COLUMNS + " from reconciliation")
        .where("product = :product", "product", filter.product())
        .where("subject = :subject", "subject", filter.subject())
        .where(condition(filter.state()))
        .where("created_at >= :from", "from", filter.from())
        .where("created_at < :until", "until", filter.until());
  }

  private static String condition(String state) {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "waiting" -> "started_at is null and finished_at is null";
      case "running" -> "started_at is not null and finished_at is null";
      case "failed" -> "error is not null";
      default -> "finished_at is not null and error is null";
    };
  }

  private ReconciliationView view(ResultSet row) throws SQLException {
    return new ReconciliationView(
        row.getObject("id", UUID.class),
        row.getString("product"),
        row.getString("subject"),
        BatchView.time(row, "window_from").format(Views.SECONDS)
            + "/"
            + BatchView.time(row, "window_to").format(Views.SECONDS),
        row.getString("requested_by"),
        BatchView.time(row, "created_at"),
        BatchView.time(row, "started_at"),
        BatchView.time(row, "finished_at"),
        row.getLong("fetched"),
        row.getLong("new"),
        row.getLong("changed"),
        row.getLong("differences"),
        masking.mask(row.getString("error")),
        row.getInt("tries"),
        BatchView.time(row, "try_at"));
  }
}
