package dev.briapi.bridge.invoice;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.deadletter.ReplayRefusedException;

/**
 * The invoice numbers that requests of the API take, among those of the lines of files: whichever
 * way an invoice came, its number is taken once.
 */
@Singleton
public class InvoiceNumbers {
  /**
   * Who has a number already.
   *
   * @param request the request for it; null when it is a line that was not sent yet
   * @param file the line's file, or null
   * @param line its number in there, from 1; 0 where there is none
   * @param body the line's body, or null
   * @param attachment the SHA-256 of the line's attachment, or null
   */
  public record Holder(UUID request, String file, int line, String body, String attachment) {}

  private final JdbcClient database;

  @Inject
  InvoiceNumbers(JdbcClient database) {
    this.database = database;
  }

  /**
   * Takes a number for a request, within the transaction in which the request is written. A refused
   * request does not hold its number any more.
   *
   * @return who has it, or empty when it is taken now
   */
  public Optional<Holder> take(
      UUID request, String anchor, String partner, String number, BigDecimal amount) {
    int taken =
        database
            .sql(
                """
                insert into invoice (anchor_code, partner_code, invoice_number, request_id, amount)
                values (:anchor, :partner, :number, :request, :amount)
                on conflict (anchor_code, partner_code, invoice_number) do update
                  set request_id = excluded.request_id, amount = excluded.amount
                  where invoice.request_id is not null and invoice.created_at is null
                    and not exists (select from request r where r.id = invoice.request_id and r.status <> 'refused')
                """)
            .param("anchor", anchor)
            .param("partner", partner)
            .param("number", number)
            .param("request", request)
            .param("amount", amount)
            .update();
    return taken == 1 ? Optional.empty() : Optional.of(holder(anchor, partner, number));
  }

  private Holder holder(String anchor, String partner, String number) {
    return database
        .sql(
            """
            select coalesce(l.request_id, i.request_id) as request_id, b.file, l.line, l.body, l.attachment_sha256
            from invoice i left join batch b on b.id = i.batch_id
              left join line l on l.batch_id = i.batch_id and l.line = i.line
            where i.anchor_code = :anchor and i.partner_code = :partner and i.invoice_number = :number
            """)
        .param("anchor", anchor)
        .param("partner", partner)
        .param("number", number)
        .query(
            (row, n) ->
                new Holder(
                    row.getObject("request_id", UUID.class),
                    row.getString("file"),
                    row.getInt("line"),
                    row.getString("body"),
                    row.getString("attachment_sha256")))
        .optional()
        // given back between the two statements
        .orElse(new Holder(null, null, 0, null, null));
  }

  /** Carries the outcome of that request over to its invoice, should it be final. */
  public void settle(UUID request) {
    database
        .sql(SETTLE.formatted("and i.request_id = :request"))
        .param("request", request)
        .update();
  }

  /** The same for all whose outcome came by another way: an inquiry, another replica, a person. */
  void settleAll() {
    database.sql(SETTLE.formatted("")).update();
  }

  /**
   * The successor of a request that was replayed takes its number again, within the transaction of
   * the replay.
   *
   * @throws ReplayRefusedException when somebody else has the number by now
   */
  public void restart(UUID old, UUID successor) {
    database
        .sql(
            """
            select split_part(natural_key, chr(31), 1) as anchor, split_part(natural_key, chr(31), 2) as partner, reference,
              cast(body as jsonb) ->> 'Amount' as amount
            from request
            where id = :successor and product = 'cbm' and operation = 'create-invoice' and key_held is not null
              and cast(body as jsonb) ->> 'Amount' is not null
            """)
        .param("successor", successor)
        .query(
            (row, n) ->
                take(
                    successor,
                    row.getString("anchor"),
                    row.getString("partner"),
                    row.getString("reference"),
                    new BigDecimal(row.getString("amount"))))
        .optional()
        .flatMap(taken -> taken)
        .ifPresent(
            holder -> {
              throw new ReplayRefusedException(
                  "The invoice number of " + old + " has been taken by another one meanwhile.");
            });
  }

  /**
   * A refused invoice gives its number back, and so does one whose request is forgotten. A
   * reference that another invoice has already stays with that one.
   */
  private static final String SETTLE =
      """
      with final as materialized (
        select i.anchor_code, i.partner_code, i.invoice_number, i.request_id, coalesce(r.status, 'refused') as status,
          r.bank_reference, r.bank_status_code, r.bank_status_desc
        from invoice i left join request r on r.id = i.request_id
        where i.request_id is not null and i.created_at is null and coalesce(r.status, 'refused') in ('succeeded', 'refused') %s
        limit 5000
      ), numbered as (
        select *, row_number() over (partition by bank_reference order by anchor_code, partner_code, invoice_number) as turn
        from final where status = 'succeeded'
      ), created as (
        update invoice i set created_at = now(), status_code = n.bank_status_code, status_desc = n.bank_status_desc,
          reference_number = case
            when n.turn = 1 and not exists (select from invoice o where o.reference_number = n.bank_reference)
            then n.bank_reference end
        from numbered n
        where i.anchor_code = n.anchor_code and i.partner_code = n.partner_code and i.invoice_number = n.invoice_number
          and i.request_id = n.request_id and i.created_at is null
        returning i.reference_number, i.status_code, i.status_desc
      ), history as (
        insert into invoice_status (reference_number, status_code, status_desc)
        select reference_number, status_code, status_desc from created where status_code is not null and reference_number is not null
        on conflict do nothing
      )
      delete from invoice i using final f
      where f.status = 'refused' and i.request_id = f.request_id and i.created_at is null
        and i.anchor_code = f.anchor_code and i.partner_code = f.partner_code and i.invoice_number = f.invoice_number
      """;
}
