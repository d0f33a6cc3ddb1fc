package dev.briapi.bridge.payment.notification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.flow.PackagedApplication;
import dev.briapi.bridge.flow.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas of what was packaged take what BRI tells, and one of them is killed over it. */
class NotifiedReplicasIT {
  private static final int PAYMENTS = 200;

  /** How many requests one replica has under way in the database. */
  private static final int WORKERS = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final Bri bri = new Bri();
  private final List<PackagedApplication> started = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void surroundings() throws IOException {
    database = new TestDatabase();
    Files.writeString(directory.resolve("bri.pem"), bri.publicKeyPem());
  }

  @AfterEach
  void nothingIsLeft() {
    started.forEach(PackagedApplication::close);
    database.close();
    assertThat(started)
        .allSatisfy(
            application ->
                assertThat(application.output())
                    .doesNotContain(Bri.CLIENT_SECRET)
                    .doesNotContain("354324134"));
  }

  private PackagedApplication start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("briapi.base-url", "http://127.0.0.1:1");
    settings.put("briapi.client-id", "consumer-key");
    settings.put("briapi.client-secret", "consumer-secret");
    settings.put("briapi.notification.client-id", Bri.CLIENT_ID);
    settings.put("briapi.notification.client-secret", Bri.CLIENT_SECRET);
    settings.put("briapi.notification.public-key-file", directory.resolve("bri.pem").toString());
    settings.put("briapi.notification.requests-per-second", "1000");
    // a machine that is busy is not what is looked at here
    settings.put("briapi.notification.answer-within", "1m");
    PackagedApplication application = new PackagedApplication(directory, settings);
    started.add(application);
    return application;
  }

  /** The payments from one to another, each to both replicas. */
  private static List<Sent> eachToBoth(Bri first, Bri second, String token, int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .flatMap(i -> Stream.of(push(first, token, "P" + i), push(second, token, "P" + i)))
        .toList();
  }

  private record Sent(String id, CompletableFuture<Bri.Answered> answer) {
    boolean acknowledged() {
      return !answer.isCompletedExceptionally() && answer.join().code().equals("2003400");
    }
  }

  private static Sent push(Bri from, String token, String id) {
    String body = Bri.payment(id, "08577508881", "650000");
    return new Sent(id, from.send("POST", Bri.PAYMENT, Bri.pushHeaders(token, body), body));
  }

  /** A token, once the replica is ready; until then it answers that nothing was done. */
  private static String token(Bri from) {
    return await("a token").atMost(PATIENCE).until(from::token, token -> !token.isBlank());
  }

  private static void isAcknowledged(Sent one) {
    assertThat(one.answer()).succeedsWithin(PATIENCE);
    assertThat(one.answer().join().code()).isEqualTo("2003400");
  }

  private long stored() {
    return (Long) database.single("select count(*) from notification");
  }

  @Test
  void whatWasAcknowledgedIsStoredOnceAlsoWhenOneOfTwoIsKilledInTheMiddle() throws SQLException {
    start();
    start();
    started.forEach(PackagedApplication::started);
    Bri first = bri.calling(started.get(0).port());
    Bri second = bri.calling(started.get(1).port());
    String token = token(first);
    assertThat(token(second)).isNotEqualTo(token);

    List<Sent> sent = new ArrayList<>(eachToBoth(first, second, token, 0, PAYMENTS / 2));
    assertThat(sent).allSatisfy(NotifiedReplicasIT::isAcknowledged);
    try (Connection holder = DriverManager.getConnection(database.url(), database.user(), "");
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table notification in share mode");
      sent.addAll(eachToBoth(first, second, token, PAYMENTS / 2, PAYMENTS));
      await("both are in the middle of it")
          .atMost(PATIENCE)
          .until(
              () ->
                  database
                          .rows(
                              "select 1 from pg_locks where not granted and mode = 'RowExclusiveLock'")
                          .size()
                      > WORKERS);
      started.get(0).kill();
      holder.rollback();
    }
    await("an end of every request")
        .atMost(PATIENCE)
        .until(() -> sent.stream().allMatch(one -> one.answer().isDone()));

    Set<String> acknowledged =
        sent.stream().filter(Sent::acknowledged).map(Sent::id).collect(Collectors.toSet());
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(PAYMENTS / 2);
    assertThat(sent)
        .as("what the one that was killed has not answered")
        .anyMatch(one -> one.answer().isCompletedExceptionally());
    assertThat(storedIds()).containsAll(acknowledged).doesNotHaveDuplicates();

    // BRI asks again for what it has no answer to, with the token of the one that is gone
    List<Sent> again =
        IntStream.range(0, PAYMENTS).mapToObj(i -> push(second, token, "P" + i)).toList();
    assertThat(again).allSatisfy(NotifiedReplicasIT::isAcknowledged);
    assertThat(storedIds())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, PAYMENTS)
                .mapToObj(i -> "P" + i)
                .collect(Collectors.toCollection(TreeSet::new)));
    PackagedApplication restarted = start().started();
    Bri third = bri.calling(restarted.port());
    assertThat(token(third)).isNotBlank();
    isAcknowledged(push(third, token, "P0"));
    assertThat(stored()).isEqualTo(PAYMENTS);
  }

  private List<String> storedIds() {
    return database.rows("select payment_request_id from notification").stream()
        .map(row -> row.get("payment_request_id").toString())
        .toList();
  }
}
