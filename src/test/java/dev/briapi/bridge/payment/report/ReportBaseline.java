package dev.briapi.bridge.payment.report;

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
 * The least that bringing the same rows to the same place can cost: COPY from a prepared file into
 * a table like {@code report_row}, and one insert of all of them into an empty table like {@code
 * payment}, with its indexes and without its triggers.
 */
final class ReportBaseline {
  private static final String PAYMENT =
      "briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description, account_no, channel";
  private static final String ROW = "run_id, " + PAYMENT;

  private final DataSource pool;
  private final Path rows;

  ReportBaseline(DataSource pool, Path rows) {
    this.pool = pool;
    this.rows = rows;
  }

  /** Keeps the rows that are in {@code report_row} now as the prepared file. */
  void prepare() throws SQLException, IOException {
    try (Connection connection = pool.getConnection();
        OutputStream out = Files.newOutputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy report_row (" + ROW + ") to stdout", out);
    }
  }

  void createTables() throws SQLException {
    execute(
        "create unlogged table baseline_row (like report_row including all)",
        "create table baseline_payment (like payment including all)",
        "checkpoint");
  }

  /** Both statements, each in a transaction of its own. */
  void run() throws SQLException, IOException {
    try (Connection connection = pool.getConnection();
        InputStream in = Files.newInputStream(rows);
        Statement statement = connection.createStatement()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy baseline_row (" + ROW + ") from stdin", in, 256 * 1024);
      statement.execute(
          "insert into baseline_payment ("
              + PAYMENT
              + ") select "
              + PAYMENT
              + " from baseline_row order by place");
    }
  }

  void dropTables() throws SQLException {
    execute("drop table if exists baseline_row, baseline_payment");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
