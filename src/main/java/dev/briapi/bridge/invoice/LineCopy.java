package dev.briapi.bridge.invoice;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import dev.briapi.bridge.platform.CopyRows;

/** Writes the lines of a batch. */
final class LineCopy implements AutoCloseable {
  private final CopyRows rows;
  private final String batch;

  LineCopy(Connection connection, UUID batch) throws SQLException {
    this.batch = batch.toString();
    this.rows =
        new CopyRows(
            connection,
            """
            copy line (batch_id, line, anchor_code, partner_code, invoice_number, amount, body, attachment_sha256,
              outcome, message, warning) from stdin
            """);
  }

  void add(StagedLine line) throws SQLException {
    rows.field(batch)
        .field(Long.toString(line.line()))
        .field(line.anchorCode())
        .field(line.partnerCode())
        .field(line.invoiceNumber())
        .field(line.amount() == null ? null : line.amount().toPlainString())
        .field(line.body())
        .field(line.attachment())
        .field(line.valid() ? null : "invalid")
        .field(line.problems())
        .field(line.warning())
        .endRow();
  }

  /** Ends the copy; the rows are there. */
  void finish() throws SQLException {
    rows.finish();
  }

  /** Gives up a copy that was not finished. */
  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
