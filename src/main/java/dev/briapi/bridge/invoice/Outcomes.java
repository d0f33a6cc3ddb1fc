package dev.briapi.bridge.invoice;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the outcomes of requests over to their lines, invoices and batches: set by set, so that
 * neither a kill between the bank's answer and the line nor the number of lines matters. A refused
 * invoice gives its number back.
 */
@Named("outcomes")
@Singleton
public class Outcomes {
  private static final long ONE_AT_A_TIME = 0x6f7574636f6d6573L;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final InvoiceNumbers numbers;

  @Inject
  Outcomes(JdbcClient database, TransactionTemplate transaction, InvoiceNumbers numbers) {
    this.database = database;
    this.transaction = transaction;
    this.numbers = numbers;
  }

  /**
   * Collects whatever has become final; another replica that is at it already leaves nothing to do.
   */
  public void collect() {
    transaction.executeWithoutResult(
        status -> {
          boolean alone =
              database
                  .sql("select pg_try_advisory_xact_lock(:key)")
                  .param("key", ONE_AT_A_TIME)
                  .query(Boolean.class)
                  .single();
          if (alone) {
            database.sql(COLLECT).update();
            numbers.settleAll();
          }
        });
  }

  /**
   * Few lines at once, looked up one by one: the planner cannot know that unsettled lines are few,
   * and would read both tables whole. A reference that another invoice has already stays with that
   * one; it must not keep everybody else's outcome back.
   */
  private static final String COLLECT =
      """
      with final as materialized (
        select l.batch_id, l.line, r.* from line l cross join lateral (
          select status, response_code, message, bank_reference, bank_status_code, bank_status_desc from request
          where id = l.request_id and status in ('succeeded', 'refused') limit 1) r
        where l.outcome is null and l.request_id is not null
        order by l.request_id limit 5000
      ), settled as (
        update line l set
          outcome = case r.status when 'succeeded' then 'created' else 'refused' end,
          reference_number = case r.status when 'succeeded' then r.bank_reference end,
          response_code = r.response_code,
          message = concat_ws('; ', r.message, 'warning: ' || l.warning)
        from final r
        where l.batch_id = r.batch_id and l.line = r.line and l.outcome is null
        returning l.batch_id, l.line, l.outcome, l.amount, l.reference_number, r.bank_status_code, r.bank_status_desc
      ), numbered as (
        select *, row_number() over (partition by reference_number order by batch_id, line) as turn from settled where outcome = 'created'
      ), created as (
        update invoice i set created_at = now(), status_code = s.bank_status_code, status_desc = s.bank_status_desc,
          reference_number = case
            when s.turn = 1 and not exists (select from invoice o where o.reference_number = s.reference_number)
            then s.reference_number end
        from numbered s where i.batch_id = s.batch_id and i.line = s.line
        returning i.reference_number, i.status_code, i.status_desc
      ), history as (
        insert into invoice_status (reference_number, status_code, status_desc)
        select reference_number, status_code, status_desc from created where status_code is not null and reference_number is not null
        on conflict do nothing
      ), freed as (
        delete from invoice i using settled s where i.batch_id = s.batch_id and i.line = s.line and s.outcome = 'refused'
      ), counted as (
        select batch_id, count(*) filter (where outcome = 'created') as created, count(*) filter (where outcome = 'refused') as refused,
          coalesce(sum(amount) filter (where outcome = 'created'), 0) as amount
        from settled group by batch_id
      )
      update batch b set created = b.created + c.created, refused = b.refused + c.refused, amount_created = b.amount_created + c.amount
      from counted c where b.id = c.batch_id
      """;
}
