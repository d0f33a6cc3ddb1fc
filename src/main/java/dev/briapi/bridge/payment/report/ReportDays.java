package dev.briapi.bridge.payment.report;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BridgeSettings;

/** How far the report of each day has been read, and which days are left alone for a while. */
@Singleton
class ReportDays {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_FAILURES_BY_TIME = 10;

  private final JdbcClient database;
  private final double every;

  @Inject
  ReportDays(JdbcClient database, BridgeSettings settings) {
    this.database = database;
    this.every = settings.reconciliation().briva().every().toMillis() / 1000.0;
  }

  /**
   * A window was read. What counts is the moment at which its reading began, since an answer may be
   * many minutes in coming; a part of a day that begins with the day is the whole of it so far. A
   * part that is read when its day is over only adds the transaction ids to the reading of the
   * whole, which is not done before.
   */
  void covered(Window window) {
    database
        .sql(
            """
            insert into report_day as d (briva_no, day, read_until, read_whole, on_demand, by_time_due)
            select subject, :day, case when not whole_day then window_to end,
              case when whole_day then started_at when window_from = wib_midnight(:day) then least(started_at, window_to) end,
              requested_by is not null, whole_day
            from reconciliation where id = :run and (whole_day or started_at < wib_midnight(:day + 1))
            on conflict (briva_no, day) do update set
              read_until = greatest(d.read_until, excluded.read_until),
              read_whole = greatest(d.read_whole, excluded.read_whole),
              failures = case when excluded.read_whole is null then d.failures else 0 end,
              retry_at = case when excluded.read_whole is null then d.retry_at end,
              on_demand = d.on_demand and excluded.on_demand,
              by_time_due = d.by_time_due or excluded.by_time_due
            """)
        .param("day", window.day())
        .param("run", window.run())
        .update();
    if (window.byTimeFromTheBeginning()) {
      database
          .sql(
              """
              update report_day set by_time_due = false, failures = 0, retry_at = null
              where briva_no = :number and day = :day and by_time_due
              """)
          .param("number", window.brivaNo())
          .param("day", window.day())
          .update();
    }
  }

  /**
   * A window could not be read. A day that fails from its beginning on is left alone for longer and
   * longer, up to an hour, so that it does not keep the others back; today's small parts go on. A
   * bank that has days as a whole and never by time is not asked for ever.
   */
  void failed(Window window) {
    database
        .sql(
            """
            insert into report_day as d (briva_no, day, failures, retry_at, on_demand)
            select subject, :day, 1, now() + least(:longest, :every) * interval '1 second', requested_by is not null
            from reconciliation where id = :run and (whole_day or window_from = wib_midnight(:day))
            on conflict (briva_no, day) do update set failures = d.failures + 1,
              by_time_due = d.by_time_due and d.failures + 1 < :most,
              retry_at = now() + least(:longest, :every * power(2, least(d.failures, 20))) * interval '1 second'
            """)
        .param("day", window.day())
        .param("run", window.run())
        .param("every", every)
        .param("most", MOST_FAILURES_BY_TIME)
        .param("longest", (double) LONGEST_PAUSE.toSeconds())
        .update();
  }
}
