package dev.briapi.bridge.payment.report;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/**
 * Which parts of which days are to be read now: of today what has come since the last look and from
 * time to time all of it, of the days before whatever has not been read since it was final, and
 * what somebody has asked for.
 */
@Named("reportWindows")
@Singleton
public class ReportWindows implements Scheduled {
  /** A payment may reach the report minutes after its own time. */
  private static final Duration OVERLAP = Duration.ofMinutes(15);

  /** As much of a long gap as one run fills; today is looked at before the next one goes on. */
  private static final int DAYS_AT_ONCE = 5;

  /** No gap is looked for beyond that. */
  private static final int OLDEST = 400;

  private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

  private final JdbcClient database;
  private final Contracts contracts;
  private final BankSettings bank;
  private final BridgeSettings.BrivaReconciliation settings;
  private final int delays;
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
    this.delays = settings.recovery().delays().size();
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
    return due(lease, now());
  }

  List<Window> due(Lease lease, OffsetDateTime now) {
    List<Window> windows = new ArrayList<>(today(lease, now));
    List<Window> requested = requested(lease, now);
    Set<LocalDate> asked = requested.stream().map(Window::day).collect(Collectors.toSet());
    Stream.concat(
            requested.stream(),
            days(lease, now).stream()
                .filter(window -> !asked.contains(window.day()))
                .limit(DAYS_AT_ONCE))
        .flatMap(window -> Stream.of(window, byTime(window, now)))
        .filter(window -> window.whole() || window.from().isBefore(window.to()))
        .forEach(windows::add);
    Set<LocalDate> whole = windows.stream().map(Window::day).collect(Collectors.toSet());
    owed(lease, now).stream().filter(window -> !whole.contains(window.day())).forEach(windows::add);
    return windows;
  }

  /**
   * The report of a whole day has no transaction ids, and without them equal payments of one second
   * look like one (rulings 25): the report by time tells them apart.
   */
  private static Window byTime(Window whole, OffsetDateTime now) {
    LocalDateTime here = now.atZoneSameInstant(BankTime.WIB).toLocalDateTime();
    LocalTime end = whole.day().equals(here.toLocalDate()) ? here.toLocalTime() : LocalTime.MAX;
    return new Window(
        whole.lease(),
        UUID.randomUUID(),
        whole.brivaNo(),
        whole.day(),
        LocalTime.MIN,
        end.truncatedTo(ChronoUnit.MINUTES));
  }

  /**
   * After which time there is something to read that does not wait for the schedule: more of a gap,
   * or what somebody asked for.
   */
  Optional<Duration> pause(Lease lease) {
    if (!days(lease, now()).isEmpty() || !owed(lease, now()).isEmpty()) {
      return Optional.of(Duration.ZERO);
    }
    return database
        .sql(
            """
            select ceil(extract(epoch from greatest(min(coalesce(try_at, now())) - now(), interval '0')) * 1000)::bigint
            from reconciliation
            where product = 'briva' and subject = :number and requested_by is not null
              and read_at is null and finished_at is null and tries <= :delays
            having count(*) > 0
            """)
        .param("number", lease.subject())
        .param("delays", delays)
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis);
  }

  private OffsetDateTime now() {
    return database.sql("select now()").query(OffsetDateTime.class).single();
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

  /** What reached the report late is found when the day is read from its beginning on. */
  private List<Window> today(Lease lease, OffsetDateTime now) {
    return database
        .sql(
            """
            select today.day, date_trunc('minute', :now at time zone 'Asia/Jakarta') as ends,
              case when coalesce(read_whole, midnight) <= :now - :whole * interval '1 second' and coalesce(retry_at <= :now, true)
                then midnight
                else greatest(read_until - :overlap * interval '1 minute', midnight) end at time zone 'Asia/Jakarta' as begins
            from (select wib_day(:now) as day, wib_midnight(wib_day(:now)) as midnight) today
            left join report_day r on r.briva_no = :number and r.day = today.day
            """)
        .param("now", now)
        .param("whole", settings.wholeEvery().toMillis() / 1000.0)
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

  /**
   * What was asked for stays to be done, also when a replica died over it; not when it happened as
   * often as it is tried at all.
   */
  private List<Window> requested(Lease lease, OffsetDateTime now) {
    return database
        .sql(
            """
            select id, wib_day(window_from) as day from reconciliation
            where product = 'briva' and subject = :number and requested_by is not null
              and read_at is null and finished_at is null and tries <= :delays and coalesce(try_at <= :now, true)
            order by created_at limit :most
            """)
        .param("number", lease.subject())
        .param("now", now)
        .param("delays", delays)
        .param("most", DAYS_AT_ONCE)
        .query(
            (row, n) ->
                whole(
                    lease, row.getObject("id", UUID.class), row.getObject("day", LocalDate.class)))
        .list();
  }

  /**
   * Days that were not read since they were over, or since today began where they are looked back
   * at, and days that were read before they were final.
   */
  private List<Window> days(Lease lease, OffsetDateTime now) {
    return database
        .sql(
            """
            with gap as (
              select min(day) as day from report_day
              where briva_no = :number and (read_until is not null or read_whole is not null) and not on_demand
            ), past as (
              select today - n as day, today from (select wib_day(:now) as today) clock, gap,
                generate_series(1, least(:oldest, greatest(:lookback, 1, today - gap.day))) n)
            select past.day from past left join report_day r on r.briva_no = :number and r.day = past.day
            where coalesce(r.retry_at <= :now, true) and (
              r.read_whole is null
              or r.read_whole < wib_midnight(case when past.day >= today - :lookback then today else past.day + 1 end)
              or not report_final(past.day, r.read_whole) and report_final(past.day, :now))
            order by past.day desc limit :most
            """)
        .param("number", lease.subject())
        .param("now", now)
        .param("lookback", settings.lookbackDays())
        .param("oldest", OLDEST)
        .param("most", 2 * DAYS_AT_ONCE)
        .query((row, n) -> whole(lease, UUID.randomUUID(), row.getObject("day", LocalDate.class)))
        .list();
  }

  /** Days of which the reading by time failed, or a replica died before it. */
  private List<Window> owed(Lease lease, OffsetDateTime now) {
    return database
        .sql(
            """
            select day from report_day
            where briva_no = :number and by_time_due and day < wib_day(:now) and coalesce(retry_at <= :now, true)
            order by day desc limit :most
            """)
        .param("number", lease.subject())
        .param("now", now)
        .param("most", DAYS_AT_ONCE)
        .query((row, n) -> row.getObject("day", LocalDate.class))
        .list()
        .stream()
        .map(day -> byTime(whole(lease, UUID.randomUUID(), day), now))
        .toList();
  }

  private static Window whole(Lease lease, UUID run, LocalDate day) {
    return new Window(lease, run, lease.subject(), day, null, null);
  }
}
