package dev.briapi.bridge.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * What is looked at: the accounts and invoices that there is news of, those whose time has come,
 * and those whose open differences were seen longest ago. What is taken is gone when the look is
 * committed, and there again when it is not.
 */
@Singleton
class DifferenceScope {
  private static final int AT_ONCE = 50_000;
  private static final int OPEN_AT_ONCE = 5_000;

  private final JdbcClient database;
  private final double tolerance;

  @Inject
  DifferenceScope(JdbcClient database, BridgeSettings settings) {
    this.database = database;
    this.tolerance = settings.reconciliation().briva().matchTolerance().toMillis() / 1000.0;
  }

  /**
   * Fills {@code difference_scope}, which belongs to the connection and is empty again when the
   * transaction ends.
   *
   * @return whether there is anything to look at
   */
  boolean take() {
    database
        .sql(
            """
            create temp table if not exists difference_scope (
              subject text primary key, product text not null, briva_no text, cust_code text) on commit delete rows
            """)
        .update();
    int taken = news();
    if (taken > 0) {
      database.sql("analyze difference_scope").update();
      database
          .sql(
              """
              delete from difference_recheck r using difference_scope s
              where r.briva_no = s.briva_no and r.cust_code = s.cust_code
              """)
          .update();
    }
    return taken > 0;
  }

  /** A day whose report is final tells of the notifications that nothing was reported for. */
  private int news() {
    return database
        .sql(
            """
            with taken as (
              delete from difference_news where id in (select id from difference_news order by id limit :most)
              returning briva_no, cust_code, day, reference
            ), due as (
              delete from difference_recheck where (briva_no, cust_code) in (
                select briva_no, cust_code from difference_recheck where check_at <= now() order by check_at limit :most)
              returning briva_no, cust_code
            ), stale as (
              select product, subject, strpos(subject, '/') as slash from difference
              where state = 'open' and last_seen < now() - interval '10 minutes' order by last_seen limit :stale
            ), account as (
              select briva_no, cust_code from taken where cust_code is not null
              union
              select briva_no, cust_code from due
              union
              select left(subject, slash - 1), substr(subject, slash + 1) from stale where product = 'briva'
              union
              select n.briva_no, n.cust_code from taken t join notification n on n.briva_no = t.briva_no and n.payment_id is null
                and n.trx_date_time between wib_midnight(t.day) - :tolerance * interval '1 second'
                  and wib_midnight(t.day + 1) + :tolerance * interval '1 second'
              where t.day is not null
            )
            insert into difference_scope (subject, product, briva_no, cust_code)
            select briva_no || '/' || cust_code, 'briva', briva_no, cust_code from account
            union
            select reference, 'cbm', null, null from taken where reference is not null
            union
            select subject, 'cbm', null, null from stale where product = 'cbm'
            """)
        .param("most", AT_ONCE)
        .param("stale", OPEN_AT_ONCE)
        .param("tolerance", tolerance)
        .update();
  }

  /** Whether there was more than one look takes. */
  boolean more() {
    return database
        .sql(
            """
            select exists (select from difference_news) or exists (select from difference_recheck where check_at <= now())
            """)
        .query(Boolean.class)
        .single();
  }
}
