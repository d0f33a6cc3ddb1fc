package dev.briapi.bridge.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.Products;
import dev.briapi.bridge.request.Status;

/**
 * How much waits and for how long, as metrics: read by one statement on a timer, never when
 * somebody scrapes, and the same on every replica. It looks at what is open and at what came today,
 * by indexes of just that, so that a large ledger costs no more than a small one.
 */
@Named("backlog")
@Singleton
public class Backlog {
  private static final List<Status> WAITING =
      List.of(Status.PENDING, Status.NOT_SENT, Status.NEEDS_ATTENTION);

  /** What was left unsent for its caller to decide does not wait for us. */
  private static final String MEASURE =
      """
      with waiting as materialized (
        select product, status, count(*) as requests, extract(epoch from now() - min(created_at)) as oldest
        from request
        where status not in ('succeeded', 'refused', 'invalid') and status = any(:waiting)
          and (status <> 'not-sent' or next_at is not null)
        group by product, status
      ), open as materialized (
        select state, received_at, lines - created - refused - invalid - duplicate - valid as lines
        from batch where state in ('staging', 'sending')
      ), unsettled as materialized (
        select count(*) as lines from line where outcome is null and request_id is not null
      ), today as materialized (
        select state, count(*) as batches, sum(created) as created, sum(refused) as refused, sum(invalid) as invalid,
          sum(duplicate) as duplicate, sum(lines - created - refused - invalid - duplicate) as open
        from batch where received_at >= wib_midnight(wib_day(now())) and not dry_run group by state
      ), jobs as materialized (
        select split_part(name, '/', 1) as job,
          max(case when leased_until > now() and not replica_is_gone(leased_by) then 0
            else greatest(0, extract(epoch from now() - next_at)) end) as lag,
          max(extract(epoch from now() - coalesce(good_at, (select min(started_at) from replica where expires_at > now())))) as age,
          count(error) as failing
        from job where name = any(:jobs) group by 1
      )
      select 'bridge.requests.waiting' as metric, product as one, status as two, requests as value from waiting
      union all select 'bridge.requests.oldest.pending.seconds', product, null, oldest from waiting where status = 'pending'
      union all select 'bridge.batches.open', state, null, count(*) from open group by state
      union all select 'bridge.batches.oldest.open.seconds', null, null, extract(epoch from now() - min(received_at)) from open
      union all select 'bridge.lines.open', 'unsettled', null, lines from unsettled
      union all select 'bridge.lines.open', 'unsent', null,
        greatest(0, (select sum(lines) from open where state = 'sending') - (select lines from unsettled))
      union all select 'bridge.batches.day', state, null, batches from today
      union all select 'bridge.lines.day', outcome, null, sum(lines) from today, lateral (values ('created', created),
        ('refused', refused), ('invalid', invalid), ('duplicate', duplicate), ('open', open)) as counts (outcome, lines)
        group by outcome
      union all select 'bridge.dead.letters.open', null, null, count(*) from dead_letter where state = 'open'
      union all select 'bridge.job.lag.seconds', job, null, lag from jobs
      union all select 'bridge.job.age.seconds', job, null, age from jobs
      union all select 'bridge.job.failing', job, null, failing from jobs
      """;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Levels levels;
  private final MeterRegistry registry;
  private final Gauge age;
  private final List<String> jobs;
  private volatile long measured = System.nanoTime();

  @Inject
  Backlog(
      JdbcClient database,
      TransactionTemplate transaction,
      Products products,
      Instance<Scheduled> scheduled,
      MeterRegistry registry) {
    this(
        database,
        transaction,
        products,
        scheduled.stream().flatMap(some -> some.schedules().stream()).map(Schedule::job).toList(),
        registry);
  }

  /**
   * Measures for some jobs.
   *
   * @param jobs full names; the database may know others that are not run any more
   */
  Backlog(
      JdbcClient database,
      TransactionTemplate transaction,
      Products products,
      List<String> jobs,
      MeterRegistry registry) {
    this.database = database;
    this.transaction = transaction;
    this.registry = registry;
    this.jobs = jobs;
    this.levels = new Levels(registry);
    for (String product : new TreeSet<>(products.called())) {
      for (Status state : WAITING) {
        levels.add(
            "bridge.requests.waiting",
            "Requests that wait for BRI, for a delay or for a person",
            "product",
            product,
            "state",
            state.word());
      }
      levels.add(
          "bridge.requests.oldest.pending.seconds",
          "Age of the oldest pending request",
          "product",
          product);
    }
    addFiles();
    levels.add("bridge.dead.letters.open", "Dead letters that nobody has replayed");
    jobs.stream().map(job -> job.split("/", 2)[0]).distinct().forEach(this::addJob);
    this.age =
        Gauge.builder("bridge.measured.age.seconds", this, Backlog::secondsOld)
            .description("How long ago the database was measured")
            .register(registry);
  }

  private void addFiles() {
    for (String state : List.of("staging", "sending")) {
      levels.add("bridge.batches.open", "Files under way", "state", state);
    }
    levels.add("bridge.batches.oldest.open.seconds", "Age of the oldest file under way");
    for (String state : List.of("staging", "sending", "completed", "rejected")) {
      levels.add("bridge.batches.day", "Files that came in today, in WIB", "state", state);
    }
    for (String state : List.of("unsent", "unsettled")) {
      levels.add("bridge.lines.open", "Lines of files under way", "state", state);
    }
    Stream.of("created", "refused", "invalid", "duplicate", "open")
        .forEach(
            outcome ->
                levels.add(
                    "bridge.lines.day",
                    "Lines of the files that came in today, in WIB",
                    "outcome",
                    outcome));
  }

  private void addJob(String job) {
    levels.add("bridge.job.lag.seconds", "How long a job's time is past without a run", "job", job);
    levels.add("bridge.job.age.seconds", "How long ago a job's last good run ended", "job", job);
    levels.add("bridge.job.failing", "How many of a job's last runs failed", "job", job);
  }

  @PreDestroy
  void leave() {
    levels.remove();
    registry.remove(age);
  }

  /**
   * Measures anew. The planner cannot know that of a million lines few are unsettled, and would
   * read the table whole: it must not.
   */
  public void measure() {
    levels.set(
        transaction.execute(
            status -> {
              database
                  .sql("select set_config('enable_seqscan', 'off', true)")
                  .query(String.class)
                  .single();
              return values();
            }));
    measured = System.nanoTime();
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new HashMap<>();
    database
        .sql(MEASURE)
        .param("waiting", WAITING.stream().map(Status::word).toArray(String[]::new))
        .param("jobs", jobs.toArray(String[]::new))
        .query(
            row -> {
              values.put(
                  Levels.key(
                      row.getString("metric"),
                      Stream.of(row.getString("one"), row.getString("two"))
                          .filter(label -> label != null)
                          .toList()),
                  row.getDouble("value"));
            });
    return values;
  }

  private double secondsOld() {
    return (System.nanoTime() - measured) / 1e9;
  }
}
