package dev.briapi.bridge.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.inbox.RemoteEnvironment;
import dev.briapi.bridge.inbox.S3Server;
import dev.briapi.bridge.inbox.SftpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Replicas that share a bucket or a server, and no folder. */
class RemoteReplicasIT {
  private static final int FILES = 12;
  private static final int LINES = 25;

  @TempDir Path directory;
  private final List<PackagedApplication> started = new ArrayList<>();
  private final RemoteEnvironment elsewhere = new RemoteEnvironment();
  private TestDatabase database;
  private Bank bank;

  @BeforeEach
  void surroundings() {
    database = new TestDatabase();
    bank = new Bank(database);
  }

  @AfterEach
  void noSurroundingsAreLeftAndNoSecretWasTold() {
    started.forEach(PackagedApplication::close);
    bank.close();
    database.close();
    elsewhere.stop();
    assertThat(started)
        .allSatisfy(
            application ->
                assertThat(application.output())
                    .doesNotContain(SftpServer.PASSWORD)
                    .doesNotContain(S3Server.SECRET_KEY));
  }

  private PackagedApplication start(String name, Map<String, String> remote) {
    Map<String, String> settings = new HashMap<>(remote);
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("briapi.base-url", bank.sandbox().baseUrl());
    settings.put("briapi.client-id", Bank.CLIENT_ID);
    settings.put("briapi.client-secret", Bank.CLIENT_SECRET);
    settings.put("briapi.cbm.corporate-key", Bank.CORPORATE_KEY);
    settings.put("briapi.cbm.requests-per-second", "60");
    settings.put("bridge.drop.directory", directory.resolve(name).toString());
    settings.put("bridge.drop.settle-time", "100ms");
    settings.put("bridge.replica.timeout", "2s");
    settings.put("bridge.recovery.delays", "500ms,1s,2s,4s");
    PackagedApplication application = new PackagedApplication(directory, settings);
    started.add(application);
    return application;
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "sftp"})
  void whoeverDiesWheneverEveryFileIsTakenOnceAndAcknowledgedOverThere(String kind) {
    elsewhere.init(Map.of("kind", kind));
    Map<String, String> settings = elsewhere.start();
    DropBox there = elsewhere.remote().box();
    PackagedApplication first = start("first", settings);
    PackagedApplication second = start("second", settings);
    first.started();
    second.started();
    for (int i = 1; i <= FILES; i++) {
      there.drop("file-" + i + ".csv", TestInvoice.csv(TestInvoice.many("R" + i + "-", LINES)));
      if (i == FILES / 3) {
        untilTheBankHas(LINES);
        first.kill();
        first = start("third", settings);
      } else if (i == 2 * FILES / 3) {
        first.started();
        second.kill();
      }
    }
    for (int i = 1; i <= FILES; i++) {
      bank.hasExactlyOnce(there.completed("file-" + i + ".csv", Duration.ofSeconds(120)));
    }
    assertThat(bank.sandbox().cbm().creates().repeated(10)).as("sent more than once").isEmpty();
    bank.sawNothingStrange();
    assertThat(database.single("select count(*) from batch")).isEqualTo((long) FILES);
    await("empty inbox")
        .atMost(DropBox.PATIENCE)
        .untilAsserted(() -> assertThat(DropBox.files(there.inbox())).isEmpty());
    assertThat(DropBox.files(there.root().resolve("archive")))
        .hasSize(FILES)
        .allMatch(name -> name.endsWith(".csv"));
    assertThat(database.single("select count(*) from batch where state = 'rejected'"))
        .isEqualTo(0L);
  }

  private void untilTheBankHas(int creates) {
    await("invoices at the bank")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> bank.sandbox().calls().count("create-invoice") >= creates);
  }
}
