package dev.briapi.bridge.payment.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import javax.sql.DataSource;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.JobsSetup;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;
import dev.briapi.bridge.platform.ReplicaSetup;

/** Reading reports with a database and over HTTP, and without the rest of the application. */
final class ReportSetup {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ReportReader reader;
  private final ReportRuns runs;
  private final JdbcClient database;
  private final Lease lease;

  /** What a reading has brought. */
  record Reading(long fetched, long added, long changed) {}

  ReportSetup(DataSource pool) {
    Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(BridgeSettings.class)
            .withMapping(BankSettings.class)
            .withDefaultValue("briapi.briva.institution-code", "J104408")
            .withDefaultValue("briapi.briva.numbers", "77777")
            .build();
    BridgeSettings settings = config.getConfigMapping(BridgeSettings.class);
    BankSettings bank = config.getConfigMapping(BankSettings.class);
    Contracts contracts = new Contracts();
    database = JdbcClient.create(pool);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    ReportWindows windows =
        new ReportWindows(database, contracts, bank, settings, new Products(config, bank));
    Jobs jobs =
        JobsSetup.jobs(
            database, transaction, ReplicaSetup.replica(database, settings), bank, windows);
    reader = new ReportReader(pool, contracts, jobs, Clock.systemUTC());
    runs =
        new ReportRuns(
            database,
            transaction,
            jobs,
            new ReportMerge(database),
            new ReportDays(database, settings),
            windows,
            settings);
    lease = jobs.claim();
  }

  /** The whole of the day. */
  Window whole() {
    return new Window(lease, UUID.randomUUID(), lease.subject(), DAY, null, null);
  }

  /** The same day by time. */
  Window byTime() {
    return new Window(
        lease, UUID.randomUUID(), lease.subject(), DAY, LocalTime.MIN, LocalTime.of(23, 59));
  }

  /** Reads a report from where it is, and merges it. */
  Reading read(Window window, URI report) throws Exception {
    runs.start(window);
    runs.finish(window, stage(window, report));
    return database
        .sql("select fetched, new, changed from reconciliation where id = :run and error is null")
        .param("run", window.run())
        .query(
            (row, n) ->
                new Reading(row.getLong("fetched"), row.getLong("new"), row.getLong("changed")))
        .single();
  }

  /** Reads it into the staging table, and leaves it there. */
  StagedReport stage(Window window, URI report)
      throws IOException, InterruptedException, SQLException {
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(report).build(), HttpResponse.BodyHandlers.ofInputStream());
    return reader.stage(window, answer.statusCode(), answer.body());
  }
}
