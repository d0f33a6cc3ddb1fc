package dev.briapi.bridge.payment;

import java.time.LocalDate;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts a WIB day, exactly. */
@Singleton
class DayFigures {
  private static final int MOST_ERRORS = 100;

  private final JdbcClient database;

  @Inject
  DayFigures(JdbcClient database) {
    this.database = database;
  }

  /** What happened on that day: it changes only when something about the day becomes known. */
  List<Figure> facts(LocalDate day) {
    return read(
        """
        with period as (select wib_midnight(:day) as began, wib_midnight(:day + 1) as ended), paid as materialized (
          select p.briva_no, p.amount, exists (select from notification n where n.payment_id = p.id) as notified
          from payment p, period where p.payment_date >= began and p.payment_date < ended)
        select 'payments' as section, briva_no as subject, count(*) as count, sum(amount) as amount from paid group by briva_no
        union all
        select 'payments-notified', briva_no, count(*), sum(amount) from paid where notified group by briva_no
        union all
        select 'payments-not-notified', briva_no, count(*), sum(amount) from paid where not notified group by briva_no
        union all
        select 'notified-not-reported', briva_no, count(*), sum(amount) from notification, period
        where payment_id is null and trx_date_time >= began and trx_date_time < ended group by briva_no
        union all
        select 'invoices-created', '', count(*), coalesce(sum(amount), 0) from invoice, period where created_at >= began and created_at < ended
        union all
        select 'runs', product, count(*), null from reconciliation, period where started_at >= began and started_at < ended group by product
        union all
        select 'runs-failed', product, count(*), null from reconciliation, period
        where started_at >= began and started_at < ended and error is not null group by product
        """,
        day);
  }

  /** What there is when the summary is written. */
  List<Figure> standing(LocalDate day) {
    return read(
        """
        select 'accounts' as section, state as subject, count(*) as count, sum(amount) as amount from virtual_account
        where created_at < wib_midnight(:day + 1) group by state
        union all
        select 'invoices', concat_ws(' ', status_code, status_desc), count(*), sum(amount) from invoice
        where created_at < wib_midnight(:day + 1) group by 2
        union all
        select 'differences-open', kind, count(*), null from difference where state = 'open' group by kind
        """,
        day);
  }

  /** What the runs of that day failed of. */
  List<String> errors(LocalDate day) {
    return database
        .sql(
            """
            select concat_ws(' ', product, subject, wib_text(started_at)) || ': ' || error from reconciliation
            where started_at >= wib_midnight(:day) and started_at < wib_midnight(:day + 1) and error is not null
            order by started_at, id limit :most
            """)
        .param("day", day)
        .param("most", MOST_ERRORS)
        .query(String.class)
        .list();
  }

  private List<Figure> read(String sql, LocalDate day) {
    return database
        .sql("select * from (" + sql + ") figures order by section, subject")
        .param("day", day)
        .query(
            (row, n) ->
                new Figure(
                    row.getString("section"),
                    row.getString("subject"),
                    row.getLong("count"),
                    row.getBigDecimal("amount")))
        .list();
  }
}
