package dev.briapi.bridge.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas that start together on an empty database, and are replaced while they are used. */
class RollingUpdateIT {
  private static final int CALLERS = 4;
  private static final int LINES = 200;

  @TempDir Path directory;
  private final List<PackagedApplication> started = new ArrayList<>();
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

  private PackagedApplication start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("briapi.base-url", bank.sandbox().baseUrl());
    settings.put("briapi.client-id", Bank.CLIENT_ID);
    settings.put("briapi.client-secret", Bank.CLIENT_SECRET);
    settings.put("briapi.cbm.corporate-key", Bank.CORPORATE_KEY);
    settings.put("bridge.drop.directory", drop.root().toString());
    settings.put("bridge.drop.settle-time", "300ms");
    settings.put("quarkus.shutdown.delay", "4s");
    FrontDoor.callers(settings);
    PackagedApplication application = new PackagedApplication(directory, settings);
    started.add(application);
    return application;
  }

  /** One call of a back office, and the one that answered it. */
  private record Made(String number, PackagedApplication by, boolean whileItStopped) {}

  @Test
  void noRequestIsLostWhenTwoReplicasThatStartedTogetherAreReplacedUnderLoad() throws Exception {
    PackagedApplication first = start();
    PackagedApplication second = start();
    first.ready();
    second.ready();
    eachMigrationHasRunOnce();

    // the bank takes its time over every eighth invoice, so that some are there at any moment
    bank.fault(Fault.late("create-invoice", Duration.ofSeconds(2)).every(8));
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (Ingress ingress = new Ingress()) {
      ingress.add(first);
      ingress.add(second);
      drop.drop("rolled.csv", TestInvoice.csv(TestInvoice.many("FILE-", LINES)));
      Load load = new Load(ingress);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        ends.add(callers.submit(load));
      }
      for (PackagedApplication old : List.of(first, second)) {
        old.terminate();
        load.stopping = old;
        assertThat(old.ended()).isIn(0, 143);
        ingress.remove(old);
        ingress.add(start().ready());
      }
      load.enough.set(true);
      for (Future<?> end : ends) {
        end.get();
      }
      assertThat(load.lost).as("calls without their answer").isEmpty();
      assertThat(load.made)
          .as("calls that a replica answered after it was told to stop")
          .anyMatch(call -> call.whileItStopped() && call.by() == first)
          .anyMatch(call -> call.whileItStopped() && call.by() == second);
      nothingIsLostOrDoubled(load);
    } finally {
      callers.shutdownNow();
    }
  }

  private void eachMigrationHasRunOnce() {
    assertThat(database.rows("select version from flyway_schema_history where not success"))
        .isEmpty();
    assertThat(
            database.single("select count(*) - count(distinct version) from flyway_schema_history"))
        .isEqualTo(0L);
    assertThat((Long) database.single("select count(*) from flyway_schema_history"))
        .isGreaterThanOrEqualTo(4L);
  }

  private void nothingIsLostOrDoubled(Load load) {
    Acknowledgement file = drop.completed("rolled.csv", Duration.ofSeconds(90));
    assertThat(file.lines()).hasSize(LINES);
    bank.hasExactlyOnce(file);
    assertThat(load.made).hasSizeGreaterThan(50);
    assertThat(load.made)
        .allSatisfy(
            call -> assertThat(bank.creates(call.number()).created()).as(call.number()).isOne());
    assertThat(bank.sandbox().cbm().creates().repeated(10)).as("sent more than once").isEmpty();
    assertThat(bank.sandbox().cbm().invoices().size()).isEqualTo(LINES + load.made.size());
    await("nothing is open")
        .atMost(DropBox.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        database.rows(
                            "select reference, status from request where status <> 'succeeded'"))
                    .isEmpty());
    assertThat(database.rows("select id from dead_letter")).isEmpty();
    bank.sawNothingStrange();
  }

  /** A back office that makes one invoice after the other. */
  private static final class Load implements Runnable {
    private final Ingress ingress;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Made> made = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private volatile PackagedApplication stopping;

    private Load(Ingress ingress) {
      this.ingress = ingress;
    }

    @Override
    public void run() {
      while (!enough.get()) {
        String number = "CALL-" + numbers.incrementAndGet();
        try {
          Ingress.Answer answer =
              ingress.send("/bri" + FrontDoor.CREATE, FrontDoor.invoice(number, "1000.00"));
          if (answer.response().statusCode() == 200) {
            made.add(new Made(number, answer.replica(), answer.replica() == stopping));
          } else {
            lost.add(
                number + ": " + answer.response().statusCode() + " " + answer.response().body());
          }
        } catch (Exception e) {
          lost.add(number + ": " + e);
        }
      }
    }
  }
}
