package dev.briapi.bridge.job;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jboss.logging.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Replica;

/**
 * Runs every job once at a time over all replicas: a guarded update on the database's clock gives
 * the lease, with a number that fences off whoever lost it.
 */
@Named("jobs")
@Singleton
public class Jobs {
  private static final Logger LOG = Logger.getLogger(Jobs.class);

  /** A run that has not shown itself for so long is taken for hung. */
  private static final Duration SHORTEST_LEASE = Duration.ofMinutes(10);

  /**
   * As often the read timeout passes at most between two signs of life: a token, the pace, a
   * connection and the first byte of an answer are each waited for.
   */
  private static final int WAITS = 8;

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final Duration WARN_AGAIN = Duration.ofMinutes(5);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Replica replica;
  private final long leaseSeconds;
  private final Map<String, Schedule> schedules;

  /** When a job has complained last. */
  private final Map<String, Long> warned = new ConcurrentHashMap<>();

  private volatile boolean listed;

  @Inject
  Jobs(
      JdbcClient database,
      TransactionTemplate transaction,
      Replica replica,
      BankSettings bank,
      Instance<Scheduled> scheduled) {
    this.database = database;
    this.transaction = transaction;
    this.replica = replica;
    this.leaseSeconds =
        Math.max(SHORTEST_LEASE.toSeconds(), bank.readTimeout().multipliedBy(WAITS).toSeconds());
    this.schedules =
        scheduled.stream()
            .flatMap(some -> some.schedules().stream())
            .collect(Collectors.toMap(Schedule::job, Function.identity()));
  }

  /**
   * A job whose time has come and that nobody runs, or null. One that was being run by a replica
   * that is gone or hangs does not wait for its time.
   */
  public Lease claim() {
    list();
    return database
        .sql(
            """
            update job set fence = fence + 1, leased_by = :replica, leased_until = now() + :lease * interval '1 second',
              started_at = now()
            where name = (
              select name from job
              where name = any(:mine)
                and case when leased_by is null then next_at <= now()
                  else replica_is_gone(leased_by) or leased_until < now() end
              order by next_at limit 1
              for update skip locked)
            returning name, fence
            """)
        .param("replica", replica.id())
        .param("lease", leaseSeconds)
        .param("mine", schedules.keySet().toArray(String[]::new))
        .query((row, n) -> Lease.of(row.getString("name"), row.getLong("fence")))
        .optional()
        .orElse(null);
  }

  /**
   * Says that the run goes on, and locks the lease until the transaction, if there is one, ends:
   * nobody can take the job over between this and the commit of what is written with it.
   *
   * @throws LeaseLostException when somebody has taken it over already
   */
  public void hold(@ExchangeProperty("lease") Lease lease) {
    int held =
        database
            .sql(
                """
                update job set leased_until = now() + :lease * interval '1 second'
                where name = :job and fence = :fence and leased_by = :replica
                """)
            .param("lease", leaseSeconds)
            .param("job", lease.job())
            .param("fence", lease.fence())
            .param("replica", replica.id())
            .update();
    if (held == 0) {
      throw new LeaseLostException(lease);
    }
  }

  /**
   * Says that the run goes on, before each of its parts.
   *
   * @throws LeaseLostException when it does not: somebody has taken it over already, or this
   *     replica stops
   */
  public void proceed(@ExchangeProperty("lease") Lease lease) {
    if (replica.stopping()) {
      throw new StoppingException(lease);
    }
    hold(lease);
  }

  /** The run is over. */
  public void finish(@ExchangeProperty("lease") Lease lease) {
    warned.remove(lease.job());
    end(lease, null);
  }

  /** The run has failed; it is made again before long, here or where it is run by now. */
  public void fail(
      @ExchangeProperty("lease") Lease lease,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    if (failure instanceof StoppingException) {
      LOG.info(failure.getMessage());
      leave(lease);
      return;
    }
    if (failure instanceof LeaseLostException || failure instanceof IncompleteRunException) {
      warn(lease.job(), failure.getMessage());
    } else {
      LOG.errorf(failure, "%s failed and will be run again", lease.job());
    }
    end(
        lease,
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
  }

  /** What runs every few seconds would say the same as often. */
  private void warn(String job, String message) {
    Long before = warned.get(job);
    if (before == null || System.nanoTime() - before > WARN_AGAIN.toNanos()) {
      warned.put(job, System.nanoTime());
      LOG.warnf("%s: %s", job, message);
    }
  }

  /** The run has neither failed nor come off well: whoever takes the job next goes on with it. */
  private void leave(Lease lease) {
    database
        .sql(
            """
            update job set leased_by = null, leased_until = null, next_at = now()
            where name = :job and fence = :fence and leased_by = :replica
            """)
        .param("job", lease.job())
        .param("fence", lease.fence())
        .param("replica", replica.id())
        .update();
  }

  /** Has the run that is under way followed by another one after that time at the latest. */
  public void again(Lease lease, Duration pause) {
    database
        .sql(
            """
            update job set next_at = least(case when next_at > started_at then next_at end, now() + :pause * interval '1 second')
            where name = :job and fence = :fence and leased_by = :replica
            """)
        .param("pause", pause.toMillis() / 1000.0)
        .param("job", lease.job())
        .param("fence", lease.fence())
        .param("replica", replica.id())
        .update();
  }

  /**
   * Has a job run as soon as possible. A run that is writing down much at this moment is not waited
   * for: before it ends, it has to look for what has come meanwhile.
   */
  public void wake(String job) {
    try {
      transaction.executeWithoutResult(
          status -> {
            database.sql("set local lock_timeout = '2s'").update();
            database
                .sql(
                    """
                    update job set next_at = now() where name = :job and (next_at > now() or leased_by is not null)
                    """)
                .param("job", job)
                .update();
          });
    } catch (DataAccessException e) {
      if (!(e.getMostSpecificCause() instanceof SQLException cause)
          || !LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        throw e;
      }
    }
  }

  /**
   * A job that was woken while it ran, or wants to go on, has had its next moment moved meanwhile:
   * it does not wait for longer than that.
   */
  private void end(Lease lease, String error) {
    Schedule schedule = schedules.get(lease.job());
    database
        .sql(
            """
            update job set leased_by = null, leased_until = null, finished_at = now(), error = :error,
              good_at = case when :error::text is null then now() else good_at end,
              next_at = least(case when next_at > started_at then next_at end, case
                when :error::text is not null then now() + :retry * interval '1 second'
                when :every::float8 is not null then now() + :every::float8 * interval '1 second'
                else ((now() at time zone 'Asia/Jakarta')::date + :at::time
                  + case when (now() at time zone 'Asia/Jakarta')::time >= :at::time then interval '1 day' else interval '0' end)
                  at time zone 'Asia/Jakarta' end)
            where name = :job and fence = :fence and leased_by = :replica
            """)
        .param("error", error, Types.VARCHAR)
        .param("retry", retry(schedule))
        .param(
            "every",
            schedule.every() == null ? null : schedule.every().toMillis() / 1000.0,
            Types.DOUBLE)
        .param("at", schedule.at() == null ? null : schedule.at().toString(), Types.VARCHAR)
        .param("job", lease.job())
        .param("fence", lease.fence())
        .param("replica", replica.id())
        .update();
  }

  private static double retry(Schedule schedule) {
    Duration retry =
        schedule.every() != null && schedule.every().compareTo(AFTER_FAILURE) < 0
            ? schedule.every()
            : AFTER_FAILURE;
    return retry.toMillis() / 1000.0;
  }

  /** New jobs get their row; one that runs daily waits for its time. */
  private void list() {
    if (listed) {
      return;
    }
    for (Schedule schedule : schedules.values()) {
      database
          .sql(
              """
              insert into job (name, next_at) values (:job, case when :at::text is null then now()
                else ((now() at time zone 'Asia/Jakarta')::date + :at::time) at time zone 'Asia/Jakarta' end)
              on conflict (name) do nothing
              """)
          .param("job", schedule.job())
          .param("at", schedule.at() == null ? null : schedule.at().toString(), Types.VARCHAR)
          .update();
    }
    listed = true;
  }
}
