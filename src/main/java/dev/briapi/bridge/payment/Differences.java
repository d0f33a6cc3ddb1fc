package dev.briapi.bridge.payment;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;

/**
 * Keeps the list of differences true. Looked at again are the virtual accounts and invoices that
 * something became known of since the last time, and those whose open differences were looked at
 * longest ago; for each of them all that is seen now is computed and merged into the list.
 */
@Named("differences")
@Singleton
public class Differences implements Scheduled {
  private static final long ONE_AT_A_TIME = 0x6469666665726573L;

  /**
   * A row counts from the start of its transaction on, and is seen from its end on; none takes
   * longer than that.
   */
  private static final String OVERLAP = "interval '20 minutes'";

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int OPEN_AT_ONCE = 5_000;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Matching matching;
  private final BrivaDifferences briva;
  private final CbmDifferences cbm;

  @Inject
  Differences(
      JdbcClient database,
      TransactionTemplate transaction,
      Matching matching,
      BrivaDifferences briva,
      CbmDifferences cbm) {
    this.database = database;
    this.transaction = transaction;
    this.matching = matching;
    this.briva = briva;
    this.cbm = cbm;
  }

  @Override
  public List<Schedule> schedules() {
    return List.of(Schedule.every(PAUSE, "match-payments", null));
  }

  /**
   * Matches, looks and merges, unless another replica is at it, or it took so long the last time
   * that the database deserves a rest.
   */
  public void refresh() {
    transaction.executeWithoutResult(
        status -> {
          if (due()) {
            look();
          }
        });
  }

  /**
   * The same without fail: what was committed before this call has been matched and looked at when
   * it returns. Waits for a replica that is at it, and takes no rest.
   */
  public void refreshNow() {
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("select true from (select pg_advisory_xact_lock(:lock)) locked")
              .param("lock", ONE_AT_A_TIME)
              .query(Boolean.class)
              .single();
          look();
        });
  }

  private boolean due() {
    return database
            .sql("select pg_try_advisory_xact_lock(:lock)")
            .param("lock", ONE_AT_A_TIME)
            .query(Boolean.class)
            .single()
        && database
            .sql(
                """
                select not exists (
                  select from difference_search where finished_at + least(4 * (finished_at - started_at), interval '5 minutes') > clock_timestamp())
                """)
            .query(Boolean.class)
            .single();
  }

  private void look() {
    String since = since();
    matching.match(since);
    prepare();
    briva.scope(since);
    cbm.scope(since);
    database.sql("analyze difference_scope").update();
    briva.see();
    cbm.see();
    database.sql("analyze difference_seen").update();
    merge();
    database
        .sql(
            """
            insert into difference_search (name, started_at, finished_at) values ('all', now(), clock_timestamp())
            on conflict (name) do update set started_at = excluded.started_at, finished_at = excluded.finished_at
            """)
        .update();
  }

  private String since() {
    return database
        .sql(
            """
            select coalesce((select (started_at - %s)::text from difference_search where name = 'all'), '-infinity')
            """
                .formatted(OVERLAP))
        .query(String.class)
        .single();
  }

  /** Both tables belong to the connection, and are empty again when the transaction ends. */
  private void prepare() {
    database
        .sql(
            """
            create temp table if not exists difference_scope (
              subject text primary key, product text not null, briva_no text, cust_code text) on commit delete rows
            """)
        .update();
    database
        .sql(
            """
            create temp table if not exists difference_seen (
              kind text not null, product text not null, key text not null, subject text not null, ours text, theirs text)
            on commit delete rows
            """)
        .update();
    database
        .sql(
            """
            insert into difference_scope (subject, product, briva_no, cust_code)
            select distinct on (subject) subject, product,
              case product when 'briva' then split_part(subject, '/', 1) end,
              case product when 'briva' then substr(subject, strpos(subject, '/') + 1) end
            from (select subject, product from difference where state = 'open' order by last_seen limit :most) stale
            """)
        .param("most", OPEN_AT_ONCE)
        .update();
  }

  /**
   * What a person has resolved stays so while it looks the same; other values are news, and open
   * another one.
   */
  private void merge() {
    database
        .sql(
            """
            update difference d set last_seen = now(), ours = s.ours, theirs = s.theirs
            from difference_seen s
            where s.kind = d.kind and s.key = d.key
              and (d.state = 'open'
                or d.state = 'resolved' and s.ours is not distinct from d.ours and s.theirs is not distinct from d.theirs)
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
            where not exists (
              select from difference d where d.kind = s.kind and d.key = s.key
                and (d.state = 'open'
                  or d.state = 'resolved' and d.ours is not distinct from s.ours and d.theirs is not distinct from s.theirs))
            order by kind, key
            """)
        .update();
  }
}
