package dev.briapi.bridge.payment;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;

/**
 * Keeps the list of differences true. Whatever there is news of is looked at: all that is seen of
 * it now is computed and merged into the list. What a look costs follows the news, not the size of
 * the day.
 */
@Named("differences")
@Singleton
public class Differences implements Scheduled {
  /** The version before this one holds this lock of the transaction when it looks. */
  private static final long ONE_AT_A_TIME = 0x6469666665726573L;

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 5;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final DifferenceScope scope;
  private final Matching matching;
  private final BrivaDifferences briva;
  private final CbmDifferences cbm;

  @Inject
  Differences(
      JdbcClient database,
      TransactionTemplate transaction,
      DifferenceScope scope,
      Matching matching,
      BrivaDifferences briva,
      CbmDifferences cbm) {
    this.database = database;
    this.transaction = transaction;
    this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.scope = scope;
    this.matching = matching;
    this.briva = briva;
    this.cbm = cbm;
  }

  @Override
  public List<Schedule> schedules() {
    return List.of(Schedule.every(PAUSE, "match-payments", null));
  }

  /**
   * Matches, looks and merges: what was committed before this call has been looked at when it
   * returns. Waits for a replica that is at it.
   */
  public void refreshNow() {
    boolean more = true;
    for (int tries = 1; more; ) {
      try {
        more = Boolean.TRUE.equals(transaction.execute(status -> look()));
        tries = 1;
      } catch (ConcurrencyFailureException | DuplicateKeyException e) {
        // somebody has resolved just now what was looked at, for example, or an older version
        // beside this one has written the same: it is looked at again
        if (++tries > MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * A look sees one moment: a notification and a row that come while it is at work are both news of
   * the next one, and neither is missing meanwhile.
   */
  private boolean look() {
    // before the moment is taken, which a lock of a table does not do, but any query does
    database.sql("lock table difference_recheck in exclusive mode").update();
    database
        .sql("select true from (select pg_advisory_xact_lock(:lock)) locked")
        .param("lock", ONE_AT_A_TIME)
        .query(Boolean.class)
        .single();
    if (!scope.take()) {
      return false;
    }
    matching.match();
    prepare();
    briva.see();
    cbm.see();
    database.sql("analyze difference_seen").update();
    merge();
    return scope.more();
  }

  /** It belongs to the connection, and is empty again when the transaction ends. */
  private void prepare() {
    database
        .sql(
            """
            create temp table if not exists difference_seen (
              kind text not null, product text not null, key text not null, subject text not null, ours text, theirs text, earlier_key text)
            on commit delete rows
            """)
        .update();
    // whatever the planner thinks of, nothing is compared with everything
    database
        .sql(
            "create index if not exists difference_seen_key on pg_temp.difference_seen (kind, key)")
        .update();
  }

  /**
   * What a person has resolved stays so while it looks the same; other values are news, and open
   * another one.
   */
  private void merge() {
    rename();
    database
        .sql(
            """
            update difference d set last_seen = now(), ours = s.ours, theirs = s.theirs
            from difference_seen s where s.kind = d.kind and s.key = d.key and d.state = 'open'
            """)
        .update();
    database
        .sql(
            """
            update difference d set last_seen = now()
            from difference_seen s where s.kind = d.kind and s.key = d.key and d.state = 'resolved'
              and s.ours is not distinct from d.ours and s.theirs is not distinct from d.theirs
            """)
        .update();
    database
        .sql(
            """
            update difference d set state = 'closed', ended_at = now()
            from difference_scope o
            where o.subject = d.subject and d.state = 'open'
              and not exists (select from difference_seen s where s.kind = d.kind and s.key = d.key)
            """)
        .update();
    database
        .sql(
            """
            insert into difference (kind, product, key, subject, ours, theirs)
            select distinct on (kind, key) kind, product, key, subject, ours, theirs from difference_seen s
            where not exists (select from difference d where d.kind = s.kind and d.key = s.key and d.state = 'open')
              and not exists (
                select from difference d where d.kind = s.kind and d.key = s.key and d.state = 'resolved'
                  and d.ours is not distinct from s.ours and d.theirs is not distinct from s.theirs)
            order by kind, key
            """)
        .update();
  }

  /** A payment that becomes known by more than before is the one that it was. */
  private void rename() {
    database
        .sql(
            """
            with renamed as materialized (
              select kind, key, earlier_key, theirs from difference_seen where earlier_key is not null
            ), known as materialized (
              select d.id, r.kind, r.key, r.earlier_key from renamed r join difference d on d.kind = r.kind and d.key = r.earlier_key
              where d.state = 'open' and d.theirs is not distinct from r.theirs
              union all
              select d.id, r.kind, r.key, r.earlier_key from renamed r join difference d on d.kind = r.kind and d.key = r.earlier_key
              where d.state = 'resolved' and d.theirs is not distinct from r.theirs
            )
            update difference d set key = k.key from known k
            where d.id = k.id
              and not exists (select from difference_seen o where o.kind = k.kind and o.key = k.earlier_key)
              and not exists (select from difference o where o.kind = k.kind and o.key = k.key and o.state = 'open')
              and not exists (select from difference o where o.kind = k.kind and o.key = k.key and o.state = 'resolved')
            """)
        .update();
  }
}
