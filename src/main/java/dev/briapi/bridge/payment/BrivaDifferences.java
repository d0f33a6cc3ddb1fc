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
  private final double tolerance;

  @Inject
  BrivaDifferences(JdbcClient database, BridgeSettings settings, Products products) {
    this.database = database;
    this.notifications = products.on("notification");
    this.grace = settings.reconciliation().briva().notificationGrace().toMillis() / 1000.0;
    this.tolerance = settings.reconciliation().briva().matchTolerance().toMillis() / 1000.0;
  }

  /** The accounts to look at: of whose payments, notifications, reports or amount there is news. */
  void scope(String since) {
    database
        .sql(
            """
            with moment as (select cast(:since as timestamptz) as since), final as (
              select briva_no, wib_midnight(day) as began, wib_midnight(day + 1) as ended
              from report_day, moment where read_whole >= since and read_whole >= wib_midnight(day + 1)
            ), touched as (
              select briva_no, cust_code from payment, moment where reported_at >= since - :grace * interval '1 second'
              union
              select briva_no, cust_code from payment, moment where changed_at >= since
              union
              select briva_no, cust_code from notification, moment where received_at >= since
              union
              select briva_no, cust_code from virtual_account, moment where updated_at >= since
              union
              select n.briva_no, n.cust_code from final f join notification n on n.briva_no = f.briva_no and n.payment_id is null
                and n.trx_date_time between f.began - :tolerance * interval '1 second' and f.ended + :tolerance * interval '1 second'
              union
              select a.briva_no, a.cust_code from final f join virtual_account a on a.briva_no = f.briva_no and a.bank_status = 'Y'
                and a.bank_status_at >= f.began and a.bank_status_at < f.ended)
            insert into difference_scope (subject, product, briva_no, cust_code)
            select briva_no || '/' || cust_code, 'briva', briva_no, cust_code from touched
            on conflict do nothing
            """)
        .param("since", since)
        .param("grace", grace)
        .param("tolerance", tolerance)
        .update();
  }

  /**
   * All that is seen of them now. A payment is for what was expected when it was made: one after
   * the account's deletion is for nothing that we know of, one before its amount was changed is
   * history.
   */
  void see() {
    database
        .sql(
            """
            with paid as materialized (
              select s.subject, p.id, p.amount, p.payment_date, p.teller_id, p.trx_id, a.amount as expected,
                a.briva_no is null or a.state = 'deleted' and p.payment_date > a.deleted_at as unknown,
                a.expected_since is null or p.payment_date >= a.expected_since as current
              from difference_scope s join payment p using (briva_no, cust_code) left join virtual_account a using (briva_no, cust_code)
            ), total as materialized (
              select subject, expected, count(*) as payments, sum(amount) as amount, max(payment_date) as latest,
                bool_or(amount <> expected) as wrong
              from paid where current and not unknown and expected > 0 group by subject, expected
            ), account as materialized (
              select s.subject, a.bank_status, a.bank_status_at,
                exists (select from report_day d where d.briva_no = a.briva_no and d.day = wib_day(a.bank_status_at)
                  and d.read_whole >= wib_midnight(d.day + 1)) as final
              from difference_scope s join virtual_account a using (briva_no, cust_code)
              where a.state = 'active' and a.bank_status is not null
            ), silent as (
              select s.subject, n.payment_request_id, n.amount, n.trx_date_time
              from difference_scope s join notification n using (briva_no, cust_code)
              where n.payment_id is null and (
                select count(*) from generate_series(
                  wib_day(n.trx_date_time - :tolerance * interval '1 second')::timestamp,
                  wib_day(n.trx_date_time + :tolerance * interval '1 second')::timestamp, interval '1 day') covered
                where not exists (
                  select from report_day d where d.briva_no = n.briva_no and d.day = covered::date
                    and d.read_whole >= wib_midnight(d.day + 1))) = 0
            )
            insert into difference_seen (product, kind, key, subject, ours, theirs)
            select 'briva', * from (
              select 'unknown-account', subject, subject, null, payments_text(count(*), sum(amount), max(payment_date))
              from paid where unknown group by subject
              union all
              select 'amount-mismatch', subject, subject, money_text(expected), payments_text(payments, amount, latest)
              from total where wrong and amount <> expected
              union all
              select 'duplicate-payment', subject, subject, money_text(expected) || ' once', payments_text(payments, amount, latest)
              from total where payments > 1
              union all
              select 'status-mismatch', t.subject, t.subject, payments_text(payments, amount, latest), 'N'
              from total t join account a using (subject) where a.bank_status = 'N' and a.bank_status_at > t.latest
              union all
              select 'status-mismatch', a.subject, a.subject, null, 'Y'
              from account a where a.bank_status = 'Y' and a.final
                and not exists (select from paid p where p.subject = a.subject and p.current and not p.unknown)
              union all
              select 'not-notified', concat_ws(' ', subject, wib_text(payment_date), teller_id, trx_id), subject, null,
                money_text(amount) || ' at ' || wib_text(payment_date)
              from paid p where :notifications and payment_date < now() - :grace * interval '1 second'
                and not exists (select from notification n where n.payment_id = p.id)
              union all
              select 'not-reported', subject || ' ' || payment_request_id, subject, money_text(amount) || ' at ' || wib_text(trx_date_time), null
              from silent) seen
            """)
        .param("notifications", notifications)
        .param("grace", grace)
        .param("tolerance", tolerance)
        .update();
  }
}
