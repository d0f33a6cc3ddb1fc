package dev.briapi.bridge.payment.report;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.briapi.bridge.benchmark.HeapWatch;

/**
 * How long reading BRIVA's report of a day takes, for the first time and again, next to storing the
 * same rows with COPY and one insert, and whether its memory grows with the report. Run by {@code
 * ./mvnw verify -Pbench}; it asserts nothing about time.
 */
public final class ReportBenchmark {
  private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);

  private final DataSource pool;
  private final ReportSetup setup;
  private final ReportServer bank;
  private final ReportBaseline baseline;
  private final HeapWatch heap = new HeapWatch();
  private long mostHeap;

  private ReportBenchmark(
      DataSource pool, ReportSetup setup, ReportServer bank, ReportBaseline baseline) {
    this.pool = pool;
    this.setup = setup;
    this.bank = bank;
    this.baseline = baseline;
  }

  public static void main(String... arguments) throws Exception {
    Path rows = Files.createTempFile("report-benchmark", ".tsv");
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      DataSource pool = server.getPostgresDatabase();
      ReportSetup setup = new ReportSetup(pool);
      try (ReportServer bank = new ReportServer(setup.whole())) {
        new ReportBenchmark(pool, setup, bank, new ReportBaseline(pool, rows)).run();
      }
    } finally {
      Files.delete(rows);
    }
  }

  private void run() throws Exception {
    System.out.printf(
        "%,d rows of %,d accounts; heap of at most %d MiB; %d processors%n",
        ROWS,
        ReportServer.accounts(ROWS),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.getRuntime().availableProcessors());
    readings(0, ROWS / 10, 0); // the first one pays for loading classes
    mostHeap = 0;
    readings(0, ROWS / 10, 0);
    long smallHeap = mostHeap;
    mostHeap = 0;
    setup.stage(setup.whole(), bank.report("get-report", ROWS));
    baseline.prepare();
    for (int round = 1; round <= ROUNDS; round++) {
      empty(ROWS);
      baseline.createTables();
      double least = seconds(baseline::run);
      baseline.dropTables();
      System.out.printf("round %d: COPY and one insert %.1f s%n", round, least);
      readings(round, ROWS, least);
    }
    System.out.printf(
        "heap in use after collections: at most %d MiB for %,d rows, %d MiB for %,d rows%n",
        smallHeap, ROWS / 10, mostHeap, ROWS);
  }

  /** As a day is read: whole, which is done again later, and then by time for the ids. */
  private void readings(int round, int rows, double least) throws Exception {
    empty(rows);
    URI whole = bank.report("get-report", rows);
    reading(round, "first reading", setup.whole(), whole, least);
    reading(round, "second reading", setup.whole(), whole, least);
    URI byTime = bank.report("get-report-time", rows);
    reading(round, "first reading by time", setup.byTime(), byTime, least);
    reading(round, "second reading by time", setup.byTime(), byTime, least);
  }

  private void reading(int round, String name, Window window, URI report, double least)
      throws Exception {
    heap.reset();
    ReportSetup.Reading[] came = new ReportSetup.Reading[1];
    double took = seconds(() -> came[0] = setup.read(window, report));
    mostHeap = Math.max(mostHeap, heap.mebibytes());
    if (round > 0) {
      System.out.printf(
          "round %d: %s %.1f s, %,d rows, %,d new, %,d changed, %.2f times COPY and one insert%n",
          round, name, took, came[0].fetched(), came[0].added(), came[0].changed(), took / least);
    }
  }

  /** Nothing was read yet; the accounts of the payments are known. */
  private void empty(int rows) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate payment, payment_day, report_row, report_day, reconciliation, virtual_account, difference, difference_news cascade");
      statement.execute(
          "insert into virtual_account (briva_no, cust_code, origin) select '%s', n, 'import' from generate_series(0, %d) n"
              .formatted(setup.whole().brivaNo(), ReportServer.accounts(rows) - 1));
      statement.execute("truncate difference_news");
      statement.execute("analyze virtual_account");
      statement.execute("checkpoint");
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }
}
