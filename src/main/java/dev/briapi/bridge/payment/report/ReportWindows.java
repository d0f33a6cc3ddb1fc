package dev.briapi.bridge.payment.report;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/**
 * Which parts of which days are to be read now: of today what has come since the last look, of the
 * days before whatever has not been read since it was over, and what somebody has asked for.
 */
@Named("reportWindows")
@Singleton
public class ReportWindows implements Scheduled {
  /** A payment may reach the report minutes after its own time. */
  private static final Duration OVERLAP = Duration.ofMinutes(15);

  /** As much of a long gap as one run fills; the next one goes on. */
  private static final int DAYS_AT_ONCE = 31;

  /** No gap is looked for beyond that. */
  private static final int OLDEST = 400;

  private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

  private final JdbcClient database;
  private final Contracts contracts;
  private final BankSettings bank;
  private final BridgeSettings.BrivaReconciliation settings;
  private final Products products;

  @Inject
  ReportWindows(
      JdbcClient database,
      Contracts contracts,
      BankSettings bank,
      BridgeSettings settings,
      Products products) {
    this.database = database;
    this.contracts = contracts;
    this.bank = bank;
    this.settings = settings.reconciliation().briva();
    this.products = products;
  }

  @Override
  public List<Schedule> schedules() {
    return products.on("briva")
        ? bank.briva().numbers().orElse(List.of()).stream()
            .map(number -> Schedule.every(settings.every(), "reconcile-briva-report", number))
            .toList()
        : List.of();
  }

  /** Today first, so that an old day that cannot be read does not keep the present back. */
  public List<Window> due(@Body Lease lease) {
    List<Window> windows = new ArrayList<>(today(lease));
    windows.addAll(requested(lease));
    windows.addAll(days(lease));
    return windows;
  }

  /** The call that reads a window. */
  public Outgoing outgoing(@Body Window window) {
    String institution = bank.briva().institutionCode().orElseThrow();
    Map<String, String> parameters =
        window.whole()
            ? Map.of(
                "institutionCode", institution,
                "brivaNo", window.brivaNo(),
                "startDate", COMPACT.format(window.day()),
                "endDate", COMPACT.format(window.day()))
            : Map.of(
                "institutionCode", institution,
                "brivaNo", window.brivaNo(),
                "startDate", window.day().toString(),
                "startTime", MINUTES.format(window.from()),
                "endDate", window.day().toString(),
                "endTime", MINUTES.format(window.to()));
    return new Outgoing(
        contracts.operation("briva", window.operation()),
        parameters,
        new byte[0],
        window.run().toString(),
        false);
  }

  private List<Window> today(Lease lease) {
    return database
        .sql(
            """
            select today.day, date_trunc('minute', wib) as ends,
              coalesce(greatest(read_until - :overlap * interval '1 minute', midnight), midnight) at time zone 'Asia/Jakarta' as begins
            from (select wib, wib::date as day, wib::date::timestamp at time zone 'Asia/Jakarta' as midnight
                  from (select now() at time zone 'Asia/Jakarta' as wib) clock) today
            left join report_day r on r.briva_no = :number and r.day = today.day
            """)
        .param("overlap", OVERLAP.toMinutes())
        .param("number", lease.subject())
        .query(
            (row, n) ->
                new Window(
                    lease,
                    UUID.randomUUID(),
                    lease.subject(),
                    row.getObject("day", LocalDate.class),
                    row.getObject("begins", LocalDateTime.class).toLocalTime(),
                    row.getObject("ends", LocalDateTime.class).toLocalTime()))
        .list()
        .stream()
        .filter(window -> window.from().isBefore(window.to()))
        .toList();
  }

  /** What was asked for stays to be done, also when a replica died over it. */
  private List<Window> requested(Lease lease) {
    return database
        .sql(
            """
            select id, (window_from at time zone 'Asia/Jakarta')::date as day from reconciliation
            where product = 'briva' and subject = :number and requested_by is not null and finished_at is null
            order by created_at limit :most
            """)
        .param("number", lease.subject())
        .param("most", DAYS_AT_ONCE)
        .query(
            (row, n) ->
                whole(
                    lease, row.getObject("id", UUID.class), row.getObject("day", LocalDate.class)))
        .list();
  }

  private List<Window> days(Lease lease) {
    return database
        .sql(
            """
            with today as (select (now() at time zone 'Asia/Jakarta')::date as today),
            past as (
              select g::date as day, today from today, generate_series(
                greatest(least((select min(day) from report_day where briva_no = :number), today - :lookback), today - :oldest),
                today - 1, interval '1 day') g)
            select past.day from past left join report_day r on r.briva_no = :number and r.day = past.day
            where r.read_whole is null
              or r.read_whole < (past.day + 1)::timestamp at time zone 'Asia/Jakarta'
              or past.day >= today - :lookback and r.read_whole < today::timestamp at time zone 'Asia/Jakarta'
            order by past.day desc limit :most
            """)
        .param("number", lease.subject())
        .param("lookback", settings.lookbackDays())
        .param("oldest", OLDEST)
        .param("most", DAYS_AT_ONCE)
        .query((row, n) -> whole(lease, UUID.randomUUID(), row.getObject("day", LocalDate.class)))
        .list();
  }

  private static Window whole(Lease lease, UUID run, LocalDate day) {
    return new Window(lease, run, lease.subject(), day, null, null);
  }
}
