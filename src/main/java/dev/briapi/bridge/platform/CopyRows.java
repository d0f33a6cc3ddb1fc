package dev.briapi.bridge.platform;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows with COPY, in chunks, so that neither their number nor a round trip per row matters.
 * Not safe for several threads.
 */
public final class CopyRows implements AutoCloseable {
  private static final int CHUNK = 256 * 1024;

  private final CopyIn copy;
  private final StringBuilder rows = new StringBuilder(CHUNK + 8_192);
  private boolean started;

  /**
   * Begins to copy.
   *
   * @param connection of the pool, in a transaction
   * @param statement such as {@code copy t (a, b) from stdin}
   */
  public CopyRows(Connection connection, String statement) throws SQLException {
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
  }

  /** The next field of the row; null is SQL's null. */
  public CopyRows field(String value) {
    if (started) {
      rows.append('\t');
    }
    started = true;
    if (value == null) {
      rows.append("\\N");
      return this;
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
    return this;
  }

  /** The row has all its fields. */
  public void endRow() throws SQLException {
    rows.append('\n');
    started = false;
    if (rows.length() >= CHUNK) {
      flush();
    }
  }

  /** Ends the copy; the rows are there. */
  public void finish() throws SQLException {
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
