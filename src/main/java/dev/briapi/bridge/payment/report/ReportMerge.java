package dev.briapi.bridge.payment.report;

import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Merges the staged rows of one reading into the payments, set by set.
 *
 * <p>A row is the payment that has the same account, time and teller (rulings 25), of which there
 * may be several. The transaction id tells those apart, but only the report by time has it. Without
 * it, rows and payments of one such place are paired by their amount first and then by their
 * number: another amount is a change of the payment that lacks its row, and a new payment where
 * none does. The same row twice in one reading is one payment, unless the bank gives each an id.
 *
 * <p>What is known already is dropped before anything is written: a second reading of a day writes
 * nothing.
 */
@Singleton
class ReportMerge {
  /** How many payments a reading has brought, and how many have another amount since. */
  record Merged(long added, long changed) {}

  private final JdbcClient database;

  @Inject
  ReportMerge(JdbcClient database) {
    this.database = database;
  }

  /**
   * Inside a transaction, and alone with its BRIVA number.
   *
   * @param rows how many were staged
   * @throws IllegalStateException when these are not the rows that are there: staging does not
   *     outlive a crash of the database, and two that stage the same run are one too many
   */
  Merged merge(UUID run, long rows) {
    long staged = staged(run);
    if (staged != rows) {
      throw new IllegalStateException(rows + " rows were staged, and " + staged + " are there");
    }
    prepare();
    // first what needs no guess
    long changed = 0;
    long added = 0;
    if (newsWithId(run) > 0) {
      changed += identify() + change();
      added += add();
      forget();
    }
    if (newsWithoutId(run) > 0) {
      changed += pair(run);
      tellApart();
      added += add();
      forget();
    }
    return new Merged(added, changed);
  }

  private long staged(UUID run) {
    return database
        .sql("select count(*) from report_row where run_id = :run")
        .param("run", run)
        .query(Long.class)
        .single();
  }

  /** Belongs to the connection, and is empty again when the transaction ends. */
  private void prepare() {
    database
        .sql(
            """
            create temp table if not exists report_news (
              place bigint not null, briva_no text not null, cust_code text not null, payment_date timestamptz not null,
              teller_id text not null, trx_id text, amount numeric not null, name text, description text, account_no text,
              channel text, payment_id bigint, copies bigint not null, had bigint not null) on commit delete rows
            """)
        .update();
  }

  private void forget() {
    database.sql("delete from report_news").update();
  }

  private long newsWithId(UUID run) {
    return analyzed(
        database
            .sql(
                """
                insert into report_news
                select r.place, r.briva_no, r.cust_code, r.payment_date, r.teller_id, r.trx_id, r.amount, r.name, r.description,
                  r.account_no, r.channel, p.id, 1, 0
                from (
                  select distinct on (briva_no, cust_code, payment_date, teller_id, trx_id) * from report_row
                  where run_id = :run and trx_id is not null
                  order by briva_no, cust_code, payment_date, teller_id, trx_id, place desc) r
                left join payment p on p.briva_no = r.briva_no and p.cust_code = r.cust_code
                  and p.payment_date = r.payment_date and p.teller_id = r.teller_id and coalesce(p.trx_id, '') = r.trx_id
                where p.id is null or p.amount <> r.amount or p.channel is null and r.channel is not null
                """)
            .param("run", run)
            .update());
  }

  /** Amounts of which there are more rows than payments. */
  private long newsWithoutId(UUID run) {
    return analyzed(
        database
            .sql(
                """
                insert into report_news
                select r.place, r.briva_no, r.cust_code, r.payment_date, r.teller_id, null, r.amount, r.name, r.description,
                  r.account_no, r.channel, null, r.copies, p.had
                from (
                  select distinct on (briva_no, cust_code, payment_date, teller_id, amount) *,
                    count(*) over (partition by briva_no, cust_code, payment_date, teller_id, amount) as copies
                  from report_row where run_id = :run and trx_id is null
                  order by briva_no, cust_code, payment_date, teller_id, amount, place desc) r
                cross join lateral (
                  select count(*) as had from payment p where p.briva_no = r.briva_no and p.cust_code = r.cust_code
                    and p.payment_date = r.payment_date and p.teller_id = r.teller_id and p.amount = r.amount) p
                where r.copies > p.had
                """)
            .param("run", run)
            .update());
  }

  private long analyzed(long rows) {
    if (rows > 0) {
      database.sql("analyze report_news").update();
    }
    return rows;
  }

  /** Ids that are new go to the payments of their place that have none yet. */
  private long identify() {
    return database
        .sql(
            """
            with fresh as materialized (
              select place, briva_no, cust_code, payment_date, teller_id, trx_id, amount, channel,
                row_number() over (partition by briva_no, cust_code, payment_date, teller_id, amount order by trx_id) as turn
              from report_news where payment_id is null
            ), nameless as materialized (
              select p.id, briva_no, cust_code, payment_date, teller_id, p.amount,
                row_number() over (partition by briva_no, cust_code, payment_date, teller_id, p.amount order by p.id) as turn
              from payment p
              join (select distinct briva_no, cust_code, payment_date, teller_id from fresh) f
                using (briva_no, cust_code, payment_date, teller_id)
              where bank_trx_id(p.trx_id) is null
            ), same as materialized (
              select n.id, f.place, f.trx_id, f.amount, f.channel
              from nameless n join fresh f using (briva_no, cust_code, payment_date, teller_id, amount, turn)
            ), other as (
              select n.id, f.place, f.trx_id, f.amount, f.channel
              from (
                select *, row_number() over (partition by briva_no, cust_code, payment_date, teller_id order by id) as nth
                from nameless where not exists (select from same where same.id = nameless.id)) n
              join (
                select *, row_number() over (partition by briva_no, cust_code, payment_date, teller_id order by trx_id) as nth
                from fresh where not exists (select from same where same.place = fresh.place)) f
              using (briva_no, cust_code, payment_date, teller_id, nth)
            ), identified as (
              update payment p set trx_id = n.trx_id, amount = n.amount, channel = coalesce(p.channel, n.channel),
                changed_at = case when n.changes then now() else p.changed_at end
              from (select *, false as changes from same union all select *, true from other) n
              where p.id = n.id
              returning n.place, n.changes
            ), done as (
              delete from report_news r using identified i where r.place = i.place)
            select count(*) filter (where changes) from identified
            """)
        .query(Long.class)
        .single();
  }

  /** Payments that are known by their id, and of which the bank says something else now. */
  private long change() {
    return database
        .sql(
            """
            with changed as (
              update payment p set amount = n.amount, channel = coalesce(p.channel, n.channel),
                changed_at = case when p.amount <> n.amount then now() else p.changed_at end
              from report_news n where p.id = n.payment_id
              returning n.place, p.changed_at is not distinct from now() as changes
            ), done as (
              delete from report_news r using changed c where r.place = c.place)
            select count(*) filter (where changes) from changed
            """)
        .query(Long.class)
        .single();
  }

  /**
   * An amount that lacks a payment, and a payment that lacks its row, are one payment whose amount
   * was changed. What is left then are payments that are new, unless it only repeats another row.
   */
  private long pair(UUID run) {
    return database
        .sql(
            """
            with known as materialized (
              select p.id, briva_no, cust_code, payment_date, teller_id, p.amount, p.trx_id,
                row_number() over (partition by briva_no, cust_code, payment_date, teller_id, p.amount order by p.id) as turn
              from payment p
              join (select distinct briva_no, cust_code, payment_date, teller_id from report_news) n
                using (briva_no, cust_code, payment_date, teller_id)
            ), seen as materialized (
              select briva_no, cust_code, payment_date, teller_id, r.amount, r.trx_id, count(*) as copies from report_row r
              join (select distinct briva_no, cust_code, payment_date, teller_id from known) k
                using (briva_no, cust_code, payment_date, teller_id)
              where r.run_id = :run group by briva_no, cust_code, payment_date, teller_id, r.amount, r.trx_id
            ), spare as (
              select k.*, row_number() over (partition by briva_no, cust_code, payment_date, teller_id order by id) as nth
              from known k
              where not exists (
                select from seen s
                where s.briva_no = k.briva_no and s.cust_code = k.cust_code and s.payment_date = k.payment_date
                  and s.teller_id = k.teller_id and (s.trx_id = k.trx_id or s.trx_id is null and s.amount = k.amount and s.copies >= k.turn))
            ), lacking as (
              select n.*, row_number() over (partition by briva_no, cust_code, payment_date, teller_id order by had + copy > 1, place, copy) as nth
              from report_news n, generate_series(1, copies - had) copy
            ), changed as (
              update payment p set amount = l.amount, changed_at = now()
              from spare s join lacking l using (briva_no, cust_code, payment_date, teller_id, nth)
              where p.id = s.id
              returning l.place, l.had
            ), done as (
              delete from report_news n where had > 0 or exists (select from changed c where c.place = n.place))
            select count(*) from changed
            """)
        .param("run", run)
        .query(Long.class)
        .single();
  }

  /** The identity of a payment wants something in place of the id, where there are several. */
  private void tellApart() {
    database
        .sql(
            """
            update report_news n set trx_id = '~' || payments + nth
            from (
              select place, row_number() over (partition by briva_no, cust_code, payment_date, teller_id order by place) as nth,
                coalesce(payments, 0) as payments, coalesce(nameless, false) as nameless
              from report_news left join (
                select briva_no, cust_code, payment_date, teller_id, count(*) as payments, bool_or(p.trx_id is null) as nameless
                from payment p
                join (select distinct briva_no, cust_code, payment_date, teller_id from report_news) r
                  using (briva_no, cust_code, payment_date, teller_id)
                group by briva_no, cust_code, payment_date, teller_id) there
              using (briva_no, cust_code, payment_date, teller_id)) t
            where t.place = n.place and (nth > 1 or nameless)
            """)
        .update();
  }

  private long add() {
    return database
        .sql(
            """
            with added as (
              insert into payment
                (briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description, account_no, channel)
              select briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description, account_no, channel
              from report_news order by place
              on conflict do nothing
              returning briva_no, cust_code
            ), asked as (
              update virtual_account v set check_at = now() from added a
              where v.briva_no = a.briva_no and v.cust_code = a.cust_code)
            select count(*) from added
            """)
        .query(Long.class)
        .single();
  }
}
