package dev.briapi.bridge.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What was packaged, as a process: how it starts, how it dies, and who goes on then. */
class PackagedApplicationIT {
  private static final int PACE = 60;
  private static final int LINES = 300;

  @TempDir Path directory;
  private final List<PackagedApplication> started = new ArrayList<>();

  private PackagedApplication start(Map<String, String> settings) {
    PackagedApplication application = new PackagedApplication(directory, settings);
    started.add(application);
    return application;
  }

  @AfterEach
  void everyProcessIsEndedAndNoneHasToldASecret() {
    started.forEach(PackagedApplication::close);
    assertThat(started)
        .isNotEmpty()
        .allSatisfy(
            application ->
                assertThat(application.output())
                    .doesNotContain(Bank.CLIENT_SECRET)
                    .doesNotContain(Bank.CORPORATE_KEY)
                    .doesNotContain("access_token")
                    .doesNotContainPattern("Bearer [A-Za-z0-9]{20}"));
  }

  @Test
  void withoutSettingsItSaysWhatIsMissingAndEnds() {
    PackagedApplication application = start(Map.of());
    assertThat(application.ended()).isNotZero();
    for (String setting :
        List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "briapi.base-url",
            "briapi.client-id",
            "briapi.client-secret",
            "briapi.cbm.corporate-key",
            "bridge.drop.directory")) {
      assertThat(application.output())
          .contains(setting)
          .contains(PackagedApplication.variable(setting));
    }
  }

  @Test
  void plainHttpToAnotherMachineAndNumbersThatStopEverythingAreRefused() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none");
    settings.put("quarkus.datasource.username", "nobody");
    settings.put("briapi.base-url", "http://192.0.2.1");
    settings.put("briapi.client-id", Bank.CLIENT_ID);
    settings.put("briapi.client-secret", Bank.CLIENT_SECRET);
    settings.put("briapi.cbm.corporate-key", Bank.CORPORATE_KEY);
    settings.put("bridge.drop.directory", directory.resolve("drop").toString());
    settings.put("bridge.invoices.concurrency", "0");
    PackagedApplication application = start(settings);
    assertThat(application.ended()).isNotZero();
    assertThat(application.output())
        .contains("http://192.0.2.1")
        .contains("bridge.invoices.concurrency is not a whole number from 1 on")
        .contains("use https")
        .doesNotContain("is not set");
  }

  @Test
  void aDemoInAnEmptyDirectoryAcknowledgesItsSampleAndStopsWhenItIsTold() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("bridge.demo", "true");
    settings.put("bridge.sandbox.port", Integer.toString(freePort()));
    PackagedApplication application = start(settings);
    Path outbox = directory.resolve("data/drop/outbox");
    String name =
        await("acknowledgement of the sample")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(200))
            .until(
                () ->
                    Files.isDirectory(outbox)
                        ? DropBox.files(outbox).stream()
                            .filter(file -> file.matches("sample-.*\\.ack\\.json"))
                            .findFirst()
                            .orElse("")
                        : "",
                file -> !file.isEmpty())
            .replace(".ack.json", "");
    Acknowledgement ack = new DropBox(directory.resolve("data/drop")).completed(name);
    assertThat(ack.column("Outcome")).contains("created", "refused", "invalid", "duplicate");
    await("payment of the sample account")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(directory.resolve("data/sandbox/sample-account")));
    application.terminate();
    assertThat(application.ended()).isIn(0, 143);
    await("end of its database")
        .atMost(Duration.ofSeconds(20))
        .until(() -> !Files.exists(directory.resolve("data/postgres/postmaster.pid")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Nested
  class InProduction {
    private TestDatabase database;
    private Bank bank;
    private DropBox drop;

    @BeforeEach
    void surroundings() {
      database = new TestDatabase();
      bank = new Bank(database);
      drop = new DropBox(directory.resolve("drop"));
    }

    @AfterEach
    void noSurroundingsAreLeft() {
      started.forEach(PackagedApplication::close);
      bank.close();
      database.close();
    }

    private Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>();
      settings.put("quarkus.datasource.jdbc.url", database.url());
      settings.put("quarkus.datasource.username", database.user());
      settings.put("briapi.base-url", bank.sandbox().baseUrl());
      settings.put("briapi.client-id", Bank.CLIENT_ID);
      settings.put("briapi.client-secret", Bank.CLIENT_SECRET);
      settings.put("briapi.cbm.corporate-key", Bank.CORPORATE_KEY);
      settings.put("briapi.cbm.requests-per-second", Integer.toString(PACE));
      settings.put("bridge.drop.directory", drop.root().toString());
      settings.put("bridge.drop.settle-time", "300ms");
      settings.put("bridge.replica.timeout", "2s");
      settings.put("bridge.recovery.delays", "500ms,1s,2s,4s");
      return settings;
    }

    private void dropLines(String name, String prefix) {
      drop.drop(name, TestInvoice.csv(TestInvoice.many(prefix, LINES)));
    }

    private void untilTheBankHas(int creates) {
      await("invoices at the bank")
          .atMost(DropBox.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> bank.sandbox().calls().count("create-invoice") >= creates);
    }

    private void everyLineIsCreatedOnce(String name) {
      Acknowledgement ack = drop.completed(name, Duration.ofSeconds(90));
      assertThat(ack.lines()).hasSize(LINES);
      assertThat(ack.count("created")).isEqualTo(LINES);
      bank.hasExactlyOnce(ack);
      assertThat(bank.sandbox().cbm().creates().repeated(10)).as("sent more than once").isEmpty();
      assertThat(bank.sandbox().cbm().invoices().size()).isEqualTo(LINES);
      bank.sawNothingStrange();
    }

    @Test
    void afterAKillInTheMiddleOfAFileEveryLineIsAcknowledgedAndNoneIsSentTwice() {
      PackagedApplication first = start(settings()).started();
      dropLines("killed.csv", "KILL-");
      untilTheBankHas(LINES / 3);
      first.kill();
      assertThat(bank.sandbox().calls().count("create-invoice")).isLessThan(LINES);
      assertThat(drop.outbox().resolve("killed.csv.ack.csv")).doesNotExist();

      start(settings()).started();
      everyLineIsCreatedOnce("killed.csv");
    }

    @Test
    void twoShareABatchAndThePaceAndTheOneThatIsLeftFinishesIt() {
      PackagedApplication first = start(settings());
      PackagedApplication second = start(settings());
      first.started();
      second.started();
      dropLines("shared.csv", "SHARE-");
      await("work for both")
          .atMost(DropBox.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> database.single("select count(distinct claimed_by) from request").equals(2L));
      untilTheBankHas(LINES / 2);
      first.kill();
      everyLineIsCreatedOnce("shared.csv");
      assertThat(Bank.perSecond(bank.sandbox().calls().arrivals("cbm").subList(0, LINES / 2)))
          .as("calls of both per second, of %s that are allowed", PACE)
          .isLessThanOrEqualTo(PACE * 1.1);
      assertThat(database.single("select count(*) from batch")).isEqualTo(1L);
    }
  }
}
