package dev.briapi.bridge.payment.report;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

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

  /** After so many rows the lease is renewed. */
  private static final int STRETCH = 50_000;

  private final DataSource database;
  private final Contracts contracts;
  private final Jobs jobs;

  @Inject
  ReportReader(DataSource database, Contracts contracts, Jobs jobs) {
    this.database = database;
    this.contracts = contracts;
    this.jobs = jobs;
  }

  /**
   * Stages the rows of an answer.
   *
   * @throws IOException when the answer breaks off, or is no report
   */
  public StagedReport stage(
      @ExchangeProperty("window") Window window,
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Body InputStream body)
      throws IOException, SQLException {
    if (status != 200) {
      try (InputStream refusal = body == null ? InputStream.nullInputStream() : body) {
        return StagedReport.none(verdict(window, status, refusal.readNBytes(LONGEST_REFUSAL)));
      }
    }
    ReportParser parser = new ReportParser();
    try (Connection connection = database.getConnection();
        CopyRows rows =
            new CopyRows(
                connection,
                """
                copy report_row (run_id, briva_no, cust_code, payment_date, teller_id, trx_id, amount, name, description,
                  account_no, channel) from stdin
                """)) {
      parser.read(body, row -> add(window, row, rows, parser.count()));
      rows.finish();
    }
    Verdict verdict = verdict(window, status, parser.envelope());
    return new StagedReport(verdict, parser.count(), parser.unreadable(), parser.problems());
  }

  private Verdict verdict(Window window, int status, byte[] answer) {
    return contracts.operation("briva", window.operation()).classify(status, answer, false);
  }

  private void add(Window window, ReportRow row, CopyRows rows, long number) throws IOException {
    if (number % STRETCH == 0) {
      jobs.hold(window.lease());
    }
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
