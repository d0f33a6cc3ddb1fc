package dev.briapi.bridge.request;

import java.sql.Types;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends requests that need attention, by the word of a person. */
@Singleton
public class Resolutions {
  /** What became of a resolution. */
  public enum Result {
    DONE,
    UNKNOWN_REQUEST,
    NOT_WAITING,
    REFERENCE_TAKEN
  }

  private final JdbcClient database;
  private final TransactionTemplate transaction;

  @Inject
  Resolutions(JdbcClient database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /** Ends the request if, and only if, it waits for a person. */
  public Result resolve(UUID id, Resolution resolution) {
    return transaction.execute(
        status -> {
          if (resolution.reference() != null
              && createsInvoice(id)
              && taken(id, resolution.reference())) {
            return Result.REFERENCE_TAKEN;
          }
          return update(id, resolution) == 1 ? Result.DONE : whyNot(id);
        });
  }

  private boolean createsInvoice(UUID id) {
    return database
        .sql(
            """
            select exists (select from request where id = :id and product = 'cbm' and operation = 'create-invoice')
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /**
   * Two invoices with one reference would be one too many; the lock makes two resolutions with the
   * same reference wait for each other. Other products' references are their own business.
   */
  private boolean taken(UUID id, String reference) {
    database
        .sql(
            "select true from (select pg_advisory_xact_lock(hashtextextended(:reference, 1))) locked")
        .param("reference", reference)
        .query(Boolean.class)
        .single();
    return database
        .sql(
            """
            select exists (select from invoice where reference_number = :reference)
              or exists (
                select from line l join request r on r.id = l.request_id
                where l.outcome is null and r.bank_reference = :reference and r.id <> :id)
              or exists (
                select from request where product = 'cbm' and operation = 'create-invoice' and status = 'succeeded'
                  and bank_reference = :reference and id <> :id)
            """)
        .param("reference", reference)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private int update(UUID id, Resolution resolution) {
    return database
        .sql(
            """
            update request set status = :status, reason = :reason, message = :message,
              bank_reference = coalesce(:reference, bank_reference), next_at = null, claimed_by = null, updated_at = now()
            where id = :id and status = :waiting and status = any(:from)
            """)
        .param("status", resolution.status().word())
        .param("reason", resolution.succeeded() ? null : "resolved-by-person", Types.VARCHAR)
        .param("message", "resolved by " + resolution.caller() + ": " + resolution.reason())
        .param("reference", resolution.reference(), Types.VARCHAR)
        .param("id", id)
        .param("waiting", Status.NEEDS_ATTENTION.word())
        .param("from", resolution.status().fromWords())
        .update();
  }

  private Result whyNot(UUID id) {
    return database
            .sql("select exists (select from request where id = :id)")
            .param("id", id)
            .query(Boolean.class)
            .single()
        ? Result.NOT_WAITING
        : Result.UNKNOWN_REQUEST;
  }
}
