package dev.briapi.bridge.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where BRI's record of an invoice differs from what was sent, or from what should have happened.
 */
@Singleton
class CbmDifferences {
  private final JdbcClient database;

  @Inject
  CbmDifferences(JdbcClient database) {
    this.database = database;
  }

  /**
   * All that is seen now of the invoices that are looked at. BRI names companies where we send
   * codes: a name that is neither the code itself nor what BRI calls the same company on its other
   * invoices is another company. Overdue counts from what BRI said after the day was over, so that
   * a completion which nobody has asked for yet is not missed.
   */
  void see() {
    database
        .sql(
            """
            with record as materialized (
              select i.reference_number as subject, i.anchor_code, i.partner_code, i.invoice_number, i.amount, i.missing, i.checked_at,
                i.terminal or coalesce(i.status_desc, '') ilike 'cancel%' as over,
                coalesce(plain_object(i.bank::text), '{}') as bank,
                coalesce(plain_object(coalesce(l.body, r.body)), '{}') as sent
              from difference_scope s join invoice i on i.reference_number = s.subject and s.product = 'cbm'
              left join line l on l.batch_id = i.batch_id and l.line = i.line
              left join lateral (
                select body from request
                where product = 'cbm' and operation = 'create-invoice' and status = 'succeeded'
                  and natural_key = concat_ws(chr(31), i.anchor_code, i.partner_code, i.invoice_number)
                order by updated_at desc limit 1) r on l.body is null
            ), day as (
              select subject, name, left(nullif(sent ->> lower(name), ''), 10) as ours, left(nullif(bank ->> lower(name), ''), 10) as theirs
              from record, unnest(array['InvoiceDate', 'DisbursementDate', 'SettlementDate']) name where not missing
            ), party as (
              select subject, 'InvoiceFrom' as name, anchor_code as ours, bank ->> 'invoicefrom' as theirs, (
                select mode() within group (order by plain_name(other.name)) from (
                  select o.bank ->> 'InvoiceFrom' as name from invoice o
                  where o.anchor_code = record.anchor_code and o.bank is not null and o.reference_number <> record.subject
                  order by o.reference_number limit 100) other) as usual
              from record
              where not missing and plain_name(bank ->> 'invoicefrom') <> plain_name(anchor_code)
              union all
              select subject, 'InvoiceTo', partner_code, bank ->> 'invoiceto', (
                select mode() within group (order by plain_name(other.name)) from (
                  select o.bank ->> 'InvoiceTo' as name from invoice o
                  where o.partner_code = record.partner_code and o.bank is not null and o.reference_number <> record.subject
                  order by o.reference_number limit 100) other)
              from record
              where not missing and plain_name(bank ->> 'invoiceto') <> plain_name(partner_code)
            ), drift as (
              select subject, 1 as turn, 'Amount' as name, money_text(amount) as ours, amount_text(bank ->> 'amount') as theirs
              from record where not missing and nullif(bank ->> 'amount', '') is not null
              union all
              select subject, 2, name, ours, theirs from day
              union all
              select subject, 3, name, ours, theirs from party where plain_name(theirs) <> usual
            ), late as (
              select d.subject, d.name, coalesce(d.theirs, d.ours) as due
              from day d join record r using (subject)
              where not r.over and d.name in ('DisbursementDate', 'SettlementDate')
                and coalesce(d.theirs, d.ours) < wib_day(r.checked_at)::text
                and coalesce(
                  nullif(r.bank ->> replace(lower(d.name), 'date', 'completedate'), ''),
                  nullif(r.bank ->> replace(lower(d.name), 'date', 'completeddate'), '')) is null
                and r.bank <> '{}'
            )
            insert into difference_seen (product, kind, key, subject, ours, theirs)
            select 'cbm', * from (
              select 'invoice-drift', subject, subject, string_agg(name || ' ' || ours, '; ' order by turn, name),
                string_agg(name || ' ' || theirs, '; ' order by turn, name)
              from drift where ours <> theirs group by subject
              union all
              select 'invoice-missing', subject, subject, invoice_number || ' of ' || money_text(amount), null from record where missing
              union all
              select 'overdue', subject, subject, string_agg(name || ' ' || due, '; ' order by name), 'not completed'
              from late group by subject) seen
            """)
        .update();
  }
}
