package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import org.postgresql.PGConnection;

/**
 * The least that storing the same rows can cost: COPY from a prepared file into a plain table with
 * the columns and the primary key of {@code line}, through the driver or with psql.
 */
final class CopyBaseline {
  private static final String COLUMNS =
      "(batch_id, line, anchor_code, partner_code, invoice_number, amount, body, attachment_sha256, outcome, message, warning)";
  private static final String COPY = "copy baseline " + COLUMNS + " from stdin";

  private final DataSource pool;
  private final int port;
  private final Path rows;

  CopyBaseline(DataSource pool, int port, Path rows) {
    this.pool = pool;
    this.port = port;
    this.rows = rows;
  }

  /** Keeps the rows that are in {@code line} now as the prepared file. */
  void prepare() throws SQLException, IOException {
    try (Connection connection = pool.getConnection();
        OutputStream out = Files.newOutputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy line " + COLUMNS + " to stdout", out);
    }
  }

  /** Through the PostgreSQL driver, in one transaction. */
  void throughDriver() throws SQLException, IOException {
    createTable();
    try (Connection connection = pool.getConnection();
        InputStream in = Files.newInputStream(rows)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, in, 256 * 1024);
    }
  }

  /** With {@code psql}; false where there is none. */
  boolean withPsql() throws SQLException, IOException, InterruptedException {
    createTable();
    try {
      Process psql =
          new ProcessBuilder(
                  "psql",
                  "-X",
                  "-q",
                  "-v",
                  "ON_ERROR_STOP=1",
                  "postgresql://postgres@127.0.0.1:" + port + "/postgres",
                  "-c",
                  "\\copy baseline " + COLUMNS + " from '" + rows + "'")
              .inheritIO()
              .start();
      return psql.waitFor() == 0;
    } catch (IOException e) {
      return false; // not on the PATH
    }
  }

  private void createTable() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists baseline");
      statement.execute("create table baseline (like line including defaults)");
      statement.execute("alter table baseline add primary key (batch_id, line)");
      statement.execute("checkpoint");
    }
  }
}
