package dev.briapi.bridge.payment.report;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.platform.CopyRows;

/**
 * Reads a report from the wire into the staging table as it comes, so that its length does not
 * matter.
 */
@Named("reportReader")
@Singleton
public class ReportReader {
  /** What is no report is looked at up to here. */
  private static final int LONGEST_REFUSAL = 64 * 1024;

  private final DataSource database;
  private final Contracts contracts;
  private final Jobs jobs;
  private final Clock clock;

  @Inject
  ReportReader(DataSource database, Contracts contracts, Jobs jobs, Clock clock) {
    this.database = database;
    this.contracts = contracts;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Stages the rows of an answer, all of them or none.
   *
   * @throws IOException when the answer breaks off, or is no report
   */
  public StagedReport stage(
      @ExchangeProperty("window") Window window,
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Body InputStream body)
      throws IOException, SQLException {
    try (InputStream answer =
        new LeasedStream(
            body == null ? InputStream.nullInputStream() : body,
            clock,
            () -> jobs.hold(window.lease()))) {
      return status == 200
          ? report(window, answer)
          : StagedReport.none(verdict(window, status, answer.readNBytes(LONGEST_REFUSAL)));
    }
  }

  private StagedReport report(Window window, InputStream answer) throws IOException, SQLException {
    ReportParser parser = new ReportParser();
    try (Connection connection = database.getConnection();
        CopyRows rows =
            new CopyRows(
                connection,
                """
                copy report_row (run_id, briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description,
                  account_no, channel) from stdin
                """)) {
      parser.read(answer, row -> add(window, row, rows));
      rows.finish();
      count(connection, parser.count());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "the report is cut off, or is no JSON, after " + parser.count() + " rows", e);
    }
    Verdict verdict = verdict(window, 200, parser.envelope());
    return new StagedReport(verdict, parser.count(), parser.unreadable(), parser.problems());
  }

  /**
   * What was staged is nothing like what was staged before it: a merge that is planned by the
   * figures of the last report, which had no ids for example, would go on for hours.
   */
  private static void count(Connection connection, long rows) throws SQLException {
    if (rows > 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("analyze report_row");
      }
    }
  }

  private Verdict verdict(Window window, int status, byte[] answer) {
    return contracts.operation("briva", window.operation()).classify(status, answer, false);
  }

  private static void add(Window window, ReportRow row, CopyRows rows) throws IOException {
    try {
      rows.field(window.run().toString())
          .field(row.brivaNo())
          .field(row.custCode())
          .field(row.paymentDate())
          .field(row.tellerId())
          .field(row.trxId())
          .field(row.amount())
          .field(row.name())
          .field(row.description())
          .field(row.accountNo())
          .field(row.channel())
          .endRow();
    } catch (SQLException e) {
      throw new IOException("the row could not be staged: " + e.getMessage(), e);
    }
  }
}
