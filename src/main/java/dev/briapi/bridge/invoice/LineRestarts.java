package dev.briapi.bridge.invoice;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.deadletter.ReplayRefusedException;

/** Opens a line again whose request was given up, within the transaction of a replay. */
@Singleton
public class LineRestarts {
  private record Closed(UUID batch, int line, String outcome, String invoiceNumber) {}

  private final JdbcClient database;

  @Inject
  LineRestarts(JdbcClient database) {
    this.database = database;
  }

  /**
   * The line of the old request, if it has one, waits for the new one: it takes its invoice number
   * again, and its batch is under way and will be acknowledged again.
   *
   * @throws ReplayRefusedException when somebody else has the invoice number by now
   */
  public void restart(UUID old, UUID successor) {
    Optional<Closed> line = lock(old);
    if (line.isPresent()) {
      Closed closed = line.get();
      if (closed.outcome() != null) {
        takeNumber(closed);
      }
      open(closed, successor);
    }
  }

  private Optional<Closed> lock(UUID request) {
    return database
        .sql(
            "select batch_id, line, outcome, invoice_number from line where request_id = :request for update")
        .param("request", request)
        .query(
            (row, n) ->
                new Closed(
                    row.getObject("batch_id", UUID.class),
                    row.getInt("line"),
                    row.getString("outcome"),
                    row.getString("invoice_number")))
        .optional();
  }

  private void takeNumber(Closed closed) {
    int taken =
        database
            .sql(
                """
                insert into invoice (anchor_code, partner_code, invoice_number, batch_id, line, amount)
                select anchor_code, partner_code, invoice_number, batch_id, line, amount
                from line where batch_id = :batch and line = :line
                on conflict do nothing
                """)
            .param("batch", closed.batch())
            .param("line", closed.line())
            .update();
    if (taken == 0) {
      throw new ReplayRefusedException(
          "InvoiceNumber " + closed.invoiceNumber() + " has been taken by another line meanwhile.");
    }
  }

  /** Counters follow what the line had counted as; one that was not collected yet had not. */
  private void open(Closed closed, UUID successor) {
    database
        .sql(
            """
            with opened as (
              update line set outcome = null, reference_number = null, response_code = null, message = null, request_id = :successor
              where batch_id = :batch and line = :line)
            update batch set state = 'sending', completed_at = null, refused = refused - :counted,
              acknowledged = least(acknowledged, created + refused + invalid + duplicate + valid - :counted)
            where id = :batch
            """)
        .param("successor", successor)
        .param("batch", closed.batch())
        .param("line", closed.line())
        .param("counted", closed.outcome() == null ? 0 : 1)
        .update();
  }
}
