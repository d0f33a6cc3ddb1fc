package dev.briapi.bridge.payment.report;

import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.job.LeaseLostException;
import dev.briapi.bridge.payment.report.ReportMerge.Merged;

/** Writes down every reading of a report, and has merged what it staged, under the lease. */
@Named("reportRuns")
@Singleton
public class ReportRuns {
  private static final Logger LOG = Logger.getLogger(ReportRuns.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Jobs jobs;
  private final ReportMerge merge;

  @Inject
  ReportRuns(JdbcClient database, TransactionTemplate transaction, Jobs jobs, ReportMerge merge) {
    this.database = database;
    this.transaction = transaction;
    this.jobs = jobs;
    this.merge = merge;
  }

  /** A reading begins; what one that died has left behind is forgotten. */
  public Window start(@Body Window window) {
    transaction.executeWithoutResult(
        status -> {
          jobs.hold(window.lease());
          database
              .sql(
                  """
                  delete from report_row where run_id in (
                    select id from reconciliation where product = 'briva' and subject = :number and finished_at is null)
                  """)
              .param("number", window.brivaNo())
              .update();
          database
              .sql(
                  """
                  update reconciliation set finished_at = now(), error = 'interrupted'
                  where product = 'briva' and subject = :number and finished_at is null and requested_by is null
                  """)
              .param("number", window.brivaNo())
              .update();
          database
              .sql(
                  """
                  insert into reconciliation (id, product, subject, window_from, window_to, whole_day, started_at)
                  values (:run, 'briva', :number, :from, :to, :whole, now())
                  on conflict (id) do update set started_at = now(), finished_at = null, error = null
                  """)
              .param("run", window.run())
              .param("number", window.brivaNo())
              .param("from", from(window))
              .param("to", to(window))
              .param("whole", window.whole())
              .update();
        });
    return window;
  }

  /**
   * Merges what was staged, if the bank's answer is a report to its end. A row that cannot be read
   * leaves its day unfinished, so that the day is read again, but does not keep the others back.
   */
  public void finish(@ExchangeProperty("window") Window window, @Body StagedReport report) {
    boolean read = report.verdict().outcome() == Outcome.SUCCEEDED;
    String error = error(report);
    transaction.executeWithoutResult(
        status -> {
          jobs.hold(window.lease());
          Merged merged =
              read
                  ? merge.merge(window.run(), report.rows() - report.unreadable())
                  : new Merged(0, 0);
          if (error == null) {
            covered(window);
          }
          end(window, report.rows(), merged, error);
        });
    if (error != null) {
      LOG.warnf("The report of %s: %s", window, error);
    }
  }

  /** The reading failed; nothing of it counts, and it is made again. */
  public void fail(
      @ExchangeProperty("window") Window window,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    LOG.warnf("The report of %s could not be read: %s", window, failure.toString());
    if (failure instanceof LeaseLostException) {
      return; // whoever has the lease writes the run's end
    }
    end(
        window,
        0,
        new Merged(0, 0),
        failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }

  /** The runs of a lease are told how many differences there are now that everything is matched. */
  public void conclude(@ExchangeProperty("lease") Lease lease) {
    database
        .sql(
            """
            update reconciliation set differences = (select count(*) from difference where product = 'briva' and state = 'open')
            where product = 'briva' and subject = :number and finished_at >= (select started_at from job where name = :job)
            """)
        .param("number", lease.subject())
        .param("job", lease.job())
        .update();
  }

  private static String error(StagedReport report) {
    if (report.verdict().outcome() != Outcome.SUCCEEDED) {
      return report.verdict().reason() + ": " + report.verdict().message();
    }
    return report.unreadable() == 0
        ? null
        : report.unreadable()
            + " of "
            + report.rows()
            + " rows cannot be read: "
            + String.join("; ", report.problems());
  }

  private void covered(Window window) {
    database
        .sql(
            """
            insert into report_day as d (briva_no, day, read_until, read_whole)
            values (:number, :day, :to, case when :whole then now() end)
            on conflict (briva_no, day) do update set
              read_until = greatest(d.read_until, excluded.read_until),
              read_whole = coalesce(excluded.read_whole, d.read_whole)
            """)
        .param("number", window.brivaNo())
        .param("day", window.day())
        .param("to", window.whole() ? null : to(window), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("whole", window.whole())
        .update();
  }

  private void end(Window window, long rows, Merged merged, String error) {
    database
        .sql(
            """
            update reconciliation set finished_at = now(), fetched = :rows, new = :added, changed = :changed, error = :error
            where id = :run
            """)
        .param("rows", rows)
        .param("added", merged.added())
        .param("changed", merged.changed())
        .param("error", error, Types.VARCHAR)
        .param("run", window.run())
        .update();
    database.sql("delete from report_row where run_id = :run").param("run", window.run()).update();
  }

  private static OffsetDateTime from(Window window) {
    return at(window, window.whole() ? LocalTime.MIN : window.from(), 0);
  }

  private static OffsetDateTime to(Window window) {
    return window.whole() ? at(window, LocalTime.MIN, 1) : at(window, window.to(), 0);
  }

  private static OffsetDateTime at(Window window, LocalTime time, int days) {
    return LocalDateTime.of(window.day().plusDays(days), time)
        .atZone(BankTime.WIB)
        .toOffsetDateTime();
  }
}
