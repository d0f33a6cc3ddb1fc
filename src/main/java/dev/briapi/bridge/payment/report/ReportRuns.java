package dev.briapi.bridge.payment.report;

import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;

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
import dev.briapi.bridge.job.IncompleteRunException;
import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.payment.report.ReportMerge.Merged;
import dev.briapi.bridge.platform.BridgeSettings;

/** Writes down every reading of a report, and has merged what it staged, under the lease. */
@Named("reportRuns")
@Singleton
public class ReportRuns {
  private static final Logger LOG = Logger.getLogger(ReportRuns.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Jobs jobs;
  private final ReportMerge merge;
  private final ReportDays days;
  private final ReportWindows windows;
  private final Double[] delays;

  @Inject
  ReportRuns(
      JdbcClient database,
      TransactionTemplate transaction,
      Jobs jobs,
      ReportMerge merge,
      ReportDays days,
      ReportWindows windows,
      BridgeSettings settings) {
    this.database = database;
    this.transaction = transaction;
    this.jobs = jobs;
    this.merge = merge;
    this.days = days;
    this.windows = windows;
    this.delays =
        settings.recovery().delays().stream()
            .map(delay -> delay.toMillis() / 1000.0)
            .toArray(Double[]::new);
  }

  /**
   * A reading begins; what one that died has left behind is forgotten. What somebody asked for is
   * begun again, but not for ever: it may be what kills whoever reads it.
   */
  public Window start(@Body Window window) {
    transaction.executeWithoutResult(
        status -> {
          jobs.hold(window.lease());
          database
              .sql(
                  """
                  delete from report_row where run_id in (
                    select id from reconciliation where product = 'briva' and subject = :number)
                  """)
              .param("number", window.brivaNo())
              .update();
          database
              .sql(
                  """
                  update reconciliation set finished_at = now(), error = 'the bridge stopped while it was reading'
                  where product = 'briva' and subject = :number and read_at is null and finished_at is null
                    and (requested_by is null or tries > :most)
                  """)
              .param("number", window.brivaNo())
              .param("most", delays.length)
              .update();
          database
              .sql(
                  """
                  insert into reconciliation as r
                    (id, product, subject, window_from, window_to, whole_day, started_at, tries)
                  values (:run, 'briva', :number, :from, :to, :whole, now(), 1)
                  on conflict (id) do update set started_at = now(), tries = r.tries + 1, try_at = null, error = null
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
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String error = message.replace('\0', '?');
    transaction.executeWithoutResult(
        status -> {
          jobs.hold(window.lease());
          end(window, 0, new Merged(0, 0), error);
        });
  }

  /**
   * The readings of a number are over, now that what they brought has been matched, and are told
   * how many differences there are. What is left of a gap, has to be tried again, or was asked for
   * meanwhile, brings the next run forward.
   *
   * @throws IncompleteRunException when not all of them could be read
   */
  public void conclude(@ExchangeProperty("lease") Lease lease) {
    List<String> errors =
        transaction.execute(
            status -> {
              jobs.hold(lease);
              return concluded(lease);
            });
    // after the commit: whoever asked before it could not wake a job whose lease was locked
    windows.pause(lease).ifPresent(pause -> jobs.again(lease, pause));
    if (!errors.isEmpty()) {
      throw new IncompleteRunException(
          errors.size() + " of its readings failed, the last one: " + errors.get(0));
    }
  }

  /** What went wrong in them, the newest first. */
  private List<String> concluded(Lease lease) {
    return database
        .sql(
            """
            with concluded as (
              update reconciliation set finished_at = now(), differences = (
                select count(*) from difference where product = 'briva' and state = 'open' and subject like :number || '/%')
              where product = 'briva' and subject = :number and read_at is not null and finished_at is null
              returning error, read_at)
            select error from concluded where error is not null order by read_at desc
            """)
        .param("number", lease.subject())
        .query(String.class)
        .list();
  }

  private static String error(StagedReport report) {
    if (report.verdict().outcome() != Outcome.SUCCEEDED) {
      return (report.verdict().reason() + ": " + report.verdict().message()).replace('\0', '?');
    }
    return report.unreadable() == 0
        ? null
        : report.unreadable()
            + " of "
            + report.rows()
            + " rows cannot be read: "
            + String.join("; ", report.problems());
  }

  /** What somebody asked for and failed is tried again, as often as there are delays. */
  private void end(Window window, long rows, Merged merged, String error) {
    if (error == null) {
      days.covered(window);
    } else {
      days.failed(window);
    }
    database
        .sql(
            """
            update reconciliation set fetched = :rows, new = new + :added, changed = changed + :changed, error = :error,
              started_at = case when pause is null then started_at end,
              read_at = case when pause is null then now() end,
              try_at = now() + pause * interval '1 second'
            from (select case when requested_by is not null and :error::text is not null then (:delays)[tries] end as pause
                  from reconciliation where id = :run) again
            where id = :run
            """)
        .param("rows", rows)
        .param("added", merged.added())
        .param("changed", merged.changed())
        .param("error", error, Types.VARCHAR)
        .param("delays", delays)
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
