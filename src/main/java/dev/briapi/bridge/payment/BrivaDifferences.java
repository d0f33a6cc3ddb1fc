package dev.briapi.bridge.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/** Where BRI's report of payments, its notifications and our virtual accounts differ. */
@Singleton
class BrivaDifferences {
  private final JdbcClient database;
  private final boolean notifications;
  private final double grace;
  private final double every;
  private final double tolerance;

  @Inject
  BrivaDifferences(JdbcClient database, BridgeSettings settings, Products products) {
    this.database = database;
    this.notifications = products.on("notification");
    this.grace = settings.reconciliation().briva().notificationGrace().toMillis() / 1000.0;
    this.every = settings.reconciliation().briva().every().toMillis() / 1000.0;
    this.tolerance = settings.reconciliation().briva().matchTolerance().toMillis() / 1000.0;
  }

  /**
   * All that is seen now of the accounts that are looked at, and when to look again at those of
   * which time alone will tell. A payment is for what was expected when it was made: one after the
   * account's deletion is for nothing that we know of, one before its amount was changed is
   * history.
   *
   * <p>That an account is paid, and its payment in no report, can be said when the report of that
   * day is final, or has been read beyond that moment and the time that a payment takes to reach
   * it. The day before has to be final too: an account is asked for once a day.
   */
  void see() {
    database
        .sql(
            """
            with paid as materialized (
              select s.subject, s.briva_no, s.cust_code, p.id, p.amount, p.payment_date, p.teller_id, bank_trx_id(p.trx_id) as trx_id, a.amount as expected,
                a.briva_no is null or a.state = 'deleted' and p.payment_date > a.deleted_at as unknown,
                a.expected_since is null or p.payment_date >= a.expected_since as current
              from difference_scope s join payment p using (briva_no, cust_code) left join virtual_account a using (briva_no, cust_code)
            ), total as materialized (
              select subject, expected, count(*) as payments, sum(amount) as amount, max(payment_date) as latest,
                bool_or(amount <> expected) as wrong
              from paid where current and not unknown and expected > 0 group by subject, expected
            ), account as materialized (
              select s.subject, s.briva_no, s.cust_code, a.bank_status, a.bank_status_at, wib_day(a.bank_status_at) as day
              from difference_scope s join virtual_account a using (briva_no, cust_code)
              where a.state = 'active' and a.bank_status is not null
            ), missing as materialized (
              select a.*,
                exists (select from report_day d where d.briva_no = a.briva_no and d.day = a.day
                  and (report_final(d.day, d.read_whole) or d.read_until >= a.bank_status_at + :grace * interval '1 second'))
                and exists (select from report_day d where d.briva_no = a.briva_no and d.day = a.day - 1
                  and report_final(d.day, d.read_whole)) as covered
              from account a where a.bank_status = 'Y'
                and not exists (select from paid p where p.subject = a.subject and p.current and not p.unknown)
            ), unnotified as materialized (
              select * from paid p where :notifications and not exists (select from notification n where n.payment_id = p.id)
            ), again as (
              insert into difference_recheck (briva_no, cust_code, check_at)
              select briva_no, cust_code, min(check_at) from (
                select briva_no, cust_code, payment_date + :grace * interval '1 second' as check_at from unnotified
                where payment_date >= now() - :grace * interval '1 second'
                union all
                select briva_no, cust_code,
                  greatest(bank_status_at + :grace * interval '1 second',
                    now() + greatest(:every * interval '1 second', least((now() - bank_status_at) / 8, interval '1 day'))) from missing
                where not covered) due
              group by briva_no, cust_code
            ), silent as (
              select s.subject, n.payment_request_id, n.amount, n.trx_date_time
              from difference_scope s join notification n using (briva_no, cust_code)
              where n.payment_id is null and (
                select count(*) from generate_series(
                  wib_day(n.trx_date_time - :tolerance * interval '1 second')::timestamp,
                  wib_day(n.trx_date_time + :tolerance * interval '1 second')::timestamp, interval '1 day') covered
                where not exists (
                  select from report_day d where d.briva_no = n.briva_no and d.day = covered::date
                    and report_final(d.day, d.read_whole))) = 0
            )
            insert into difference_seen (product, kind, key, subject, ours, theirs, earlier_key)
            select 'briva', * from (
              select 'unknown-account', subject, subject, null, payments_text(count(*), sum(amount), max(payment_date)), null
              from paid where unknown group by subject
              union all
              select 'amount-mismatch', subject, subject, money_text(expected), payments_text(payments, amount, latest), null
              from total where wrong and amount <> expected
              union all
              select 'duplicate-payment', subject, subject, money_text(expected) || ' once', payments_text(payments, amount, latest), null
              from total where payments > 1
              union all
              select 'status-mismatch', t.subject, t.subject, payments_text(payments, amount, latest), 'N', null
              from total t join account a using (subject) where a.bank_status = 'N' and a.bank_status_at > t.latest
              union all
              select 'status-mismatch', subject, subject, null, 'Y', null from missing where covered
              union all
              select 'not-notified', concat_ws(' ', subject, wib_text(payment_date), teller_id, trx_id), subject, null,
                payments_text(count(*), sum(amount), payment_date),
                case when trx_id is not null then concat_ws(' ', subject, wib_text(payment_date), teller_id) end
              from unnotified where payment_date < now() - :grace * interval '1 second'
              group by subject, payment_date, teller_id, trx_id
              union all
              select 'not-reported', subject || ' ' || payment_request_id, subject, money_text(amount) || ' at ' || wib_text(trx_date_time), null, null
              from silent) seen
            """)
        .param("notifications", notifications)
        .param("grace", grace)
        .param("every", every)
        .param("tolerance", tolerance)
        .update();
  }
}
