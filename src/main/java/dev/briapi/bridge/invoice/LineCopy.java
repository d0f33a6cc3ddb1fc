package dev.briapi.bridge.invoice;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes lines with COPY, in chunks, so that neither a file's size nor a round trip per row
 * matters.
 */
final class LineCopy implements AutoCloseable {
  private static final int CHUNK = 256 * 1024;

  private final CopyIn copy;
  private final String batch;
  private final StringBuilder rows = new StringBuilder(CHUNK + 8_192);

  LineCopy(Connection connection, UUID batch) throws SQLException {
    this.batch = batch.toString();
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                """
                copy line (batch_id, line, anchor_code, partner_code, invoice_number, amount, body, attachment_sha256,
                  outcome, message, warning) from stdin
                """);
  }

  void add(StagedLine line) throws SQLException {
    rows.append(batch).append('\t').append(line.line());
    field(line.anchorCode());
    field(line.partnerCode());
    field(line.invoiceNumber());
    field(line.amount() == null ? null : line.amount().toPlainString());
    field(line.body());
    field(line.attachment());
    field(line.valid() ? null : "invalid");
    field(line.problems());
    field(line.warning());
    rows.append('\n');
    if (rows.length() >= CHUNK) {
      flush();
    }
  }

  /** Ends the copy; the rows are there. */
  void finish() throws SQLException {
    flush();
    copy.endCopy();
  }

  /** Gives up a copy that was not finished. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void flush() throws SQLException {
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }

  private void field(String value) {
    rows.append('\t');
    if (value == null) {
      rows.append("\\N");
      return;
    }
    int plain = 0;
    for (int i = 0; i < value.length(); i++) {
      String escaped = escaped(value.charAt(i));
      if (escaped != null) {
        rows.append(value, plain, i).append(escaped);
        plain = i + 1;
      }
    }
    rows.append(value, plain, value.length());
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\0' -> "\uFFFD"; // PostgreSQL's text cannot hold it
      default -> null;
    };
  }
}
