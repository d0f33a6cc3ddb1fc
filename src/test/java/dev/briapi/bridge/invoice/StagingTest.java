package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class StagingTest {
  private static final int LINES = 3_000;

  private static EmbeddedPostgres server;

  @TempDir private Path home;
  private JdbcClient database;
  private StagingSetup staging;

  @BeforeAll
  static void startDatabase() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    server.close();
  }

  @BeforeEach
  void empty() {
    staging = new StagingSetup(server.getPostgresDatabase(), home.resolve("drop"));
    database = JdbcClient.create(server.getPostgresDatabase());
    database.sql("truncate batch, line, invoice, file_claim").update();
  }

  @Test
  void linesThatAreCheckedSideBySideKeepTheirOrder() throws IOException, SQLException {
    UUID batch = staging.stage(BenchmarkFile.write(home.resolve("a.csv"), LINES));

    List<String> numbers =
        database
            .sql("select invoice_number from line where batch_id = ? order by line")
            .param(batch)
            .query(String.class)
            .list();
    assertThat(numbers)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, LINES)
                .mapToObj(i -> String.format("INV-2026-%08d", i))
                .toList());
    assertThat(taken(batch)).isEqualTo(LINES);
  }

  @Test
  void aNumberThatAnEarlierFileHasTakenCostsOnlyItsOwnLine() throws IOException, SQLException {
    UUID first = staging.stage(BenchmarkFile.write(home.resolve("a.csv"), 5));
    Path more = BenchmarkFile.write(home.resolve("b.csv"), 8);

    UUID second = staging.stage(more);

    assertThat(taken(first)).isEqualTo(5);
    assertThat(taken(second)).isEqualTo(3);
    assertThat(outcomes(second))
        .containsExactly(
            "duplicate", "duplicate", "duplicate", "duplicate", "duplicate", "-", "-", "-");
  }

  @Test
  void aBrokenLineAmongManyIsInvalidAlone() throws IOException, SQLException {
    Path file = BenchmarkFile.write(home.resolve("a.csv"), 200);
    Files.writeString(
        file, Files.readString(file).replace("INV-2026-00000100,IDR", "INV-2026-00000100,USD"));

    UUID batch = staging.stage(file);

    List<String> outcomes = outcomes(batch);
    assertThat(outcomes).hasSize(200);
    assertThat(outcomes.get(99)).isEqualTo("invalid");
    assertThat(outcomes).filteredOn(outcome -> !outcome.equals("-")).hasSize(1);
  }

  @Test
  void aClaimThatAnEarlierFileLeftBehindDoesNotSwallowTheNextOne()
      throws IOException, SQLException {
    UUID left = UUID.randomUUID();
    database
        .sql(
            """
            with claim as (insert into file_claim (folder, name, id) values ('inbox', 'a.csv', :id))
            insert into batch (id, file, sha256, state) values (:id, 'a.csv', 'of the earlier file', 'completed')
            """)
        .param("id", left)
        .update();

    staging.stage(BenchmarkFile.write(home.resolve("a.csv"), 3), left);

    UUID batch =
        database
            .sql("select id from batch where file = 'a.csv' and lines = 3")
            .query(UUID.class)
            .single();
    assertThat(batch).isNotEqualTo(left);
    assertThat(database.sql("select id from file_claim").query(UUID.class).single())
        .isEqualTo(batch);
  }

  @Test
  void aTryThatWasInterruptedAfterItsCommitIsOnlyTidiedUp() throws IOException, SQLException {
    Path file = BenchmarkFile.write(home.resolve("a.csv"), 3);
    UUID batch = staging.stage(file);

    staging.stage(file, batch);

    assertThat(taken(batch)).isEqualTo(3);
    assertThat(database.sql("select count(*) from batch").query(Integer.class).single()).isOne();
    assertThat(home.resolve("drop/inbox/a.csv")).doesNotExist();
  }

  private int taken(UUID batch) {
    return database
        .sql("select count(*) from invoice where batch_id = ?")
        .param(batch)
        .query(Integer.class)
        .single();
  }

  private List<String> outcomes(UUID batch) {
    return database
        .sql("select coalesce(outcome, '-') from line where batch_id = ? order by line")
        .param(batch)
        .query(String.class)
        .list();
  }
}
