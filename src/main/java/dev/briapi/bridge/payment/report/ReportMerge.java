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
 * nothing. Rows meet their payments by the index, one place each, and each other by sorting, so
 * that no guess of the planner about a table that was empty a moment ago makes it slow.
 */
@Singleton
class ReportMerge {
  /** How many payments a reading has brought, and how many have another amount since. */
  record Merged(long added, long changed) {}

  private record Staged(long rows, long identified) {}

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
    Staged staged = staged(run);
    if (staged.rows() != rows) {
      throw new IllegalStateException(
          rows + " rows were staged, and " + staged.rows() + " are there");
    }
    prepare();
    long changed = 0;
    long added = 0;
    // first what needs no guess
    if (staged.identified() > 0 && newsWithId(run) > 0) {
      changed += identify() + change();
      added += add();
    }
    if (staged.identified() < rows && newsWithoutId(run) > 0) {
      changed += pair();
      added += add();
    }
    return new Merged(added, changed);
  }

  private Staged staged(UUID run) {
    return database
        .sql(
            "select count(*) as rows, count(trx_id) as identified from report_row where run_id = :run")
        .param("run", run)
        .query((row, n) -> new Staged(row.getLong("rows"), row.getLong("identified")))
        .single();
  }

  /** Belongs to the connection, and is empty again when the transaction ends. */
  private void prepare() {
    database
        .sql(
            """
            create temp table if not exists report_news (
              place bigint primary key, briva_no text not null, cust_code text not null, payment_date timestamptz not null,
              teller_id text not null, trx_id text, amount numeric not null, name text, description text, account_no text,
              channel text, payment_id bigint, copies bigint not null, candidates bigint not null) on commit delete rows
            """)
        .update();
  }

  /**
   * Rows whose id is new or whose payment is told otherwise now; candidates are the payments of
   * that place that have no id.
   */
  private long newsWithId(UUID run) {
    return analyzed(
        database
            .sql(
                """
                insert into report_news
                select r.place, r.briva_no, r.cust_code, r.payment_date, r.teller_id, r.trx_id, r.amount, r.name, r.description,
                  r.account_no, r.channel, p.id, 1, nameless.candidates
                from (
                  select distinct on (briva_no, cust_code, payment_date, teller_id, trx_id) * from report_row
                  where run_id = :run and trx_id is not null
                  order by briva_no, cust_code, payment_date, teller_id, trx_id, place desc) r
                left join payment p on p.briva_no = r.briva_no and p.cust_code = r.cust_code and p.payment_date = r.payment_date
                    and p.teller_id = r.teller_id and coalesce(p.trx_id, '') = r.trx_id
                cross join lateral (
                  select count(*) as candidates from payment o where o.briva_no = r.briva_no and o.cust_code = r.cust_code and o.payment_date = r.payment_date
                    and o.teller_id = r.teller_id
                    and bank_trx_id(o.trx_id) is null) nameless
                where p.id is null or p.amount <> r.amount or p.channel is null and r.channel is not null
                """)
            .param("run", run)
            .update());
  }

  /**
   * All rows of the places where an amount has more rows than payments; those that have one have 0
   * in place of its id. Candidates are the payments of that place, if the reading itself does not
   * say which is which.
   */
  private long newsWithoutId(UUID run) {
    return analyzed(
        database
            .sql(
                """
                insert into report_news
                select place, briva_no, cust_code, payment_date, teller_id,
                  case when had = 0 and (nameless or nth > 1) then '~' || nextval(pg_get_serial_sequence('payment', 'id')) end,
                  amount, name, description, account_no, channel, case when had > 0 then 0 end, copies,
                  case when identified = 0 then payments else 0 end
                from (
                  select r.*, p.*, bool_or(copies > had) over (partition by briva_no, cust_code, payment_date, teller_id) as news,
                    row_number() over (partition by briva_no, cust_code, payment_date, teller_id order by had > 0, amount) as nth
                  from (
                    select *,
                      row_number() over (partition by briva_no, cust_code, payment_date, teller_id, amount order by trx_id nulls first, place desc) as turn,
                      count(*) filter (where trx_id is null) over (partition by briva_no, cust_code, payment_date, teller_id, amount) as copies,
                      count(trx_id) over (partition by briva_no, cust_code, payment_date, teller_id) as identified
                    from report_row where run_id = :run) r
                  cross join lateral (
                    select count(*) as payments, count(*) filter (where p.amount = r.amount) as had, coalesce(bool_or(p.trx_id is null), false) as nameless
                    from payment p where p.briva_no = r.briva_no and p.cust_code = r.cust_code and p.payment_date = r.payment_date
                    and p.teller_id = r.teller_id) p
                  where r.trx_id is null and r.turn = 1) told
                where news
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

  /**
   * Ids that are new go to the payments of their place that have none yet: of the same amount, or
   * else of another one, which was changed then.
   */
  private long identify() {
    return database
        .sql(
            """
            with element as (
              select briva_no, cust_code, payment_date, teller_id, amount, place, null::bigint as id, trx_id, channel
              from report_news where payment_id is null and candidates > 0
              union all
              select briva_no, cust_code, payment_date, teller_id, p.amount, null, p.id, null, null
              from payment p join (
                select distinct briva_no, cust_code, payment_date, teller_id from report_news where payment_id is null and candidates > 0) n
              using (briva_no, cust_code, payment_date, teller_id)
              where bank_trx_id(p.trx_id) is null
            ), ranked as (
              select *, row_number() over (partition by briva_no, cust_code, payment_date, teller_id, amount, id is null order by trx_id, id) as turn
              from element
            ), met as (
              select *, count(*) over (partition by briva_no, cust_code, payment_date, teller_id, amount, turn) = 2 as same from ranked
            ), numbered as (
              select *, row_number() over (partition by briva_no, cust_code, payment_date, teller_id, id is null, same order by amount, turn) as nth from met
            ), pair as (
              select max(id) as id, max(place) as place, max(trx_id) as trx_id, max(channel) as channel,
                max(amount) filter (where place is not null) as amount, not same as changes
              from numbered group by briva_no, cust_code, payment_date, teller_id, same, nth having count(*) = 2
            ), identified as (
              update payment p set trx_id = n.trx_id, amount = n.amount, channel = coalesce(p.channel, n.channel),
                changed_at = case when n.changes then now() else p.changed_at end
              from pair n where p.id = n.id
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
              returning p.changed_at is not distinct from now() as changes)
            select count(*) filter (where changes) from changed
            """)
        .query(Long.class)
        .single();
  }

  /**
   * An amount that lacks a payment, and a payment that lacks its row, are one payment whose amount
   * was changed. What is left of the rows then is new, unless it only repeats another one.
   */
  private long pair() {
    return database
        .sql(
            """
            with element as (
              select briva_no, cust_code, payment_date, teller_id, amount, place, null::bigint as id, copy
              from report_news, generate_series(1, copies) copy where candidates > 0
              union all
              select briva_no, cust_code, payment_date, teller_id, p.amount, null, p.id, 1
              from payment p join (select distinct briva_no, cust_code, payment_date, teller_id from report_news where candidates > 0) n
              using (briva_no, cust_code, payment_date, teller_id)
            ), ranked as (
              select *, row_number() over (partition by briva_no, cust_code, payment_date, teller_id, amount, id is null order by id, copy) as turn
              from element
            ), met as (
              select *, count(*) over (partition by briva_no, cust_code, payment_date, teller_id, amount, turn) = 2 as same from ranked
            ), numbered as (
              select *, row_number() over (partition by briva_no, cust_code, payment_date, teller_id, id is null order by turn > 1, amount, turn) as nth
              from met where not same
            ), pair as (
              select max(id) as id, max(place) as place, max(amount) filter (where place is not null) as amount
              from numbered group by briva_no, cust_code, payment_date, teller_id, nth having count(*) = 2
            ), changed as (
              update payment p set amount = n.amount, changed_at = now() from pair n where p.id = n.id
              returning n.place
            ), done as (
              update report_news r set payment_id = 0 from changed c where r.place = c.place)
            select count(*) from changed
            """)
        .query(Long.class)
        .single();
  }

  /**
   * The rest are payments that are new, and whose accounts may have another status now. What an
   * import holds at this moment is left to it: waiting for it could be waiting in a circle.
   */
  private long add() {
    long added =
        database
            .sql(
                """
                with added as (
                  insert into payment
                    (briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description, account_no, channel)
                  select briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description, account_no, channel
                  from report_news where payment_id is null order by place
                  on conflict do nothing
                  returning briva_no, cust_code
                ), asked as (
                  update virtual_account set check_at = now() where (briva_no, cust_code) in (
                    select v.briva_no, v.cust_code from virtual_account v
                    join added a on v.briva_no = a.briva_no and v.cust_code = a.cust_code
                    where v.state = 'active' and (v.check_at is null or v.check_at > now())
                    for update of v skip locked))
                select count(*) from added
                """)
            .query(Long.class)
            .single();
    database.sql("truncate report_news").update();
    return added;
  }
}
