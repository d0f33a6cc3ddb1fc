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

/**
 * Writes down every reading of a report, and merges what it staged: set by set, under the lease.
 */
@Named("reportRuns")
@Singleton
public class ReportRuns {
  private static final Logger LOG = Logger.getLogger(ReportRuns.class);

  private record Merged(long added, long changed) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Jobs jobs;

  @Inject
  ReportRuns(JdbcClient database, TransactionTemplate transaction, Jobs jobs) {
    this.database = database;
    this.transaction = transaction;
    this.jobs = jobs;
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
          Merged merged = read ? merge(window) : new Merged(0, 0);
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

  /**
   * A row is the payment that has the same account, time and teller (rulings 25). The transaction
   * id comes only with the report by time: a row without one is the payment that has one, and a
   * payment without one is given it.
   */
  private Merged merge(Window window) {
    database
        .sql(
            """
            update payment p set trx_id = s.trx_id
            from (select distinct on (briva_no, cust_code, payment_date, teller_id) * from report_row
                  where run_id = :run and trx_id is not null
                  order by briva_no, cust_code, payment_date, teller_id, trx_id) s
            where p.briva_no = s.briva_no and p.cust_code = s.cust_code and p.payment_date = s.payment_date
              and p.teller_id = s.teller_id and p.trx_id is null
              and not exists (select from payment o where o.briva_no = s.briva_no and o.cust_code = s.cust_code
                and o.payment_date = s.payment_date and o.teller_id = s.teller_id and o.trx_id = s.trx_id)
            """)
        .param("run", window.run())
        .update();
    return database
        .sql(
            """
            with seen as (
              select *, row_number() over () as place,
                min(trx_id) over (partition by briva_no, cust_code, payment_date, teller_id) as other_trx_id
              from report_row where run_id = :run
            ), known as (
              select s.*, coalesce(s.trx_id, s.other_trx_id, p.trx_id) as known_trx_id
              from seen s left join lateral (
                select min(p.trx_id) as trx_id from payment p
                where p.briva_no = s.briva_no and p.cust_code = s.cust_code and p.payment_date = s.payment_date
                  and p.teller_id = s.teller_id) p on s.other_trx_id is null
            ), single as (
              select distinct on (briva_no, cust_code, payment_date, teller_id, coalesce(known_trx_id, '')) * from known
              order by briva_no, cust_code, payment_date, teller_id, coalesce(known_trx_id, ''), place desc
            ), merged as (
              insert into payment as p
                (briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description, account_no, channel)
              select briva_no, cust_code, payment_date, teller_id, known_trx_id, amount, name, description, account_no, channel
              from single
              on conflict (briva_no, cust_code, payment_date, teller_id, coalesce(trx_id, '')) do update set
                amount = excluded.amount,
                changed_at = case when p.amount <> excluded.amount then now() else p.changed_at end,
                channel = coalesce(p.channel, excluded.channel)
              where p.amount <> excluded.amount or p.channel is null and excluded.channel is not null
              returning briva_no, cust_code, xmax = 0 as added, changed_at is not distinct from now() as changed
            ), asked as (
              update virtual_account v set check_at = now() from merged m
              where m.added and v.briva_no = m.briva_no and v.cust_code = m.cust_code
            )
            select count(*) filter (where added) as added, count(*) filter (where not added and changed) as changed from merged
            """)
        .param("run", window.run())
        .query((row, n) -> new Merged(row.getLong("added"), row.getLong("changed")))
        .single();
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
