package dev.briapi.bridge.payment.report;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.Lease;

/** Runs, days and the lease of the number 77777, as the tests of this package need them. */
@Dependent
class Runs {
  static final String JOB = "reconcile-briva-report/77777";

  private final JdbcClient database;
  private final Jobs jobs;

  @Inject
  Runs(JdbcClient database, Jobs jobs) {
    this.database = database;
    this.jobs = jobs;
  }

  /** Nothing was ever read, and the job that reads is ours. */
  Lease begin() {
    jobs.claim();
    sql(
        "truncate payment, notification, virtual_account, difference, report_day, report_row, reconciliation cascade");
    sql(
        """
        update job set leased_by = null, leased_until = null,
          next_at = case when name = '%s' then now() - interval '1 second' else now() + interval '1 day' end
        """
            .formatted(JOB));
    return jobs.claim();
  }

  /** Another replica takes the job over, and dies. */
  void takenOver() {
    sql(
        "update job set fence = fence + 1, leased_by = gen_random_uuid() where name = '%s'"
            .formatted(JOB));
  }

  void day(String day, String readUntil, String readWhole) {
    database
        .sql(
            """
            insert into report_day (briva_no, day, read_until, read_whole)
            values ('77777', cast(:day as date), cast(:until as timestamptz), cast(:whole as timestamptz))
            on conflict (briva_no, day) do update set read_until = excluded.read_until, read_whole = excluded.read_whole
            """)
        .param("day", day)
        .param("until", readUntil, java.sql.Types.VARCHAR)
        .param("whole", readWhole, java.sql.Types.VARCHAR)
        .update();
  }

  /** There is nothing to read of the days before today. */
  void nothingIsLeftToRead() {
    sql(
        "insert into report_day (briva_no, day, read_whole) select '77777', wib_day(now()) - n, now() from generate_series(1, 3) n");
  }

  /** What somebody asked for. */
  UUID asked(String day) {
    return database
        .sql(
            """
            insert into reconciliation (product, subject, window_from, window_to, whole_day, requested_by)
            values ('briva', '77777', wib_midnight(cast(:day as date)), wib_midnight(cast(:day as date) + 1), true, 'alice')
            returning id
            """)
        .param("day", day)
        .query(UUID.class)
        .single();
  }

  static Window whole(Lease lease, String day) {
    return whole(lease, UUID.randomUUID(), day);
  }

  static Window whole(Lease lease, UUID run, String day) {
    return new Window(lease, run, "77777", LocalDate.parse(day), null, null);
  }

  static Window part(Lease lease, String day, String from, String to) {
    return new Window(
        lease,
        UUID.randomUUID(),
        "77777",
        LocalDate.parse(day),
        LocalTime.parse(from),
        LocalTime.parse(to));
  }

  Map<String, Object> run(Window window) {
    return row("select * from reconciliation where id = '%s'".formatted(window.run()));
  }

  boolean is(String condition) {
    return database.sql("select " + condition).query(Boolean.class).single();
  }

  Map<String, Object> row(String sql) {
    return database.sql(sql).query().singleRow();
  }

  List<Map<String, Object>> rows(String sql) {
    return database.sql(sql).query().listOfRows();
  }

  void sql(String sql) {
    database.sql(sql).update();
  }
}
