package dev.briapi.bridge.payment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.invoice.Drop;
import dev.briapi.bridge.invoice.DropFolder;
import dev.briapi.bridge.platform.BridgeSettings;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@PaymentEnvironment
class SummariesTest {
  @Inject Books books;
  @Inject JdbcClient database;
  @Inject TransactionTemplate transaction;
  @Inject Instance<Drop> drop;
  @Inject DropFolder folder;
  @Inject DayFigures figures;
  @Inject ObjectMapper json;
  @Inject BridgeSettings settings;
  @Inject ReconciliationMetrics metrics;
  @Inject MeterRegistry registry;

  @BeforeEach
  void nothingIsThere() throws IOException {
    books.empty();
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  private Summaries at(String instant) {
    return new Summaries(
        database,
        transaction,
        drop,
        figures,
        json,
        Clock.fixed(Instant.parse(instant), ZoneOffset.UTC),
        settings);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.outbox())) {
      return files.sorted().toList();
    }
  }

  private List<String> names() throws IOException {
    return files().stream().map(file -> file.getFileName().toString()).toList();
  }

  private void aDay() {
    // 00:30 and 23:30 of the 19th in WIB, and one of each neighbour
    books.reported("1", "100.10", "2026-11-18T17:30:00Z");
    books.reported("2", "200", "2026-11-19T16:30:00Z");
    books.reported("3", "7", "2026-11-18T16:59:59Z");
    books.reported("4", "9", "2026-11-19T17:00:00Z");
    books.notified("1", "100.10", "2026-11-18T17:30:00Z");
    books.run(
        "update notification set payment_id = (select id from payment where cust_code = '1')");
    books.notified("5", "55", "2026-11-19T03:00:00Z");
    books.account("1", "100.10");
    books.run("update virtual_account set created_at = '2026-11-01'");
    books.run(
        """
        insert into reconciliation (product, subject, window_from, window_to, started_at, finished_at, error)
        values ('briva', '77777', now(), now(), '2026-11-19T03:00:00Z', '2026-11-19T03:00:01Z', 'no connection')
        """);
    books.run(
        "insert into difference (kind, product, key, subject) values ('overdue', 'cbm', 'R', 'R')");
  }

  @Test
  void the_summary_counts_the_wib_day_before_and_appears_at_its_time() throws IOException {
    aDay();
    // 05:59 of the 20th in WIB: the 18th is due, the 19th is not
    at("2026-11-19T22:59:59Z").write();
    assertThat(names())
        .containsExactly("reconciliation-2026-11-18.csv", "reconciliation-2026-11-18.json");

    at("2026-11-19T23:00:00Z").write();

    Path outbox = folder.outbox();
    assertThat(Files.readString(outbox.resolve("reconciliation-2026-11-19.csv")).lines())
        .containsExactly(
            "Section,Subject,Count,Amount",
            "invoices-created,,0,0.00",
            "notified-not-reported,77777,1,55.00",
            "payments,77777,2,300.10",
            "payments-not-notified,77777,1,200.00",
            "payments-notified,77777,1,100.10",
            "runs,briva,1,",
            "runs-failed,briva,1,",
            "accounts,active,1,100.10",
            "differences-open,overdue,1,");
    JsonNode document = json.readTree(outbox.resolve("reconciliation-2026-11-19.json").toFile());
    assertThat(document.path("day").asText()).isEqualTo("2026-11-19");
    assertThat(document.path("writtenAt").asText()).startsWith("2026-11-20T06:00");
    assertThat(document.path("figures").get(2).path("amount").asText()).isEqualTo("300.10");
    assertThat(document.path("errors").get(0).asText())
        .isEqualTo("briva 77777 2026-11-19T10:00:00+07:00: no connection");
    assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void several_replicas_write_it_once_and_a_later_look_only_when_numbers_have_changed()
      throws IOException {
    aDay();
    Summaries summaries = at("2026-11-20T00:00:00Z");
    Stream.generate(() -> CompletableFuture.runAsync(summaries::write))
        .limit(4)
        .toList()
        .forEach(CompletableFuture::join);
    assertThat(names()).hasSize(2);
    Path file = folder.outbox().resolve("reconciliation-2026-11-19.csv");
    Files.writeString(file, "read and kept");

    summaries.write();
    books.run("update summary set looked_at = looked_at - interval '2 hours'");
    summaries.write();
    assertThat(Files.readString(file)).isEqualTo("read and kept");

    books.reported("8", "1", "2026-11-19T16:30:00Z");
    summaries.write();
    assertThat(Files.readString(file)).isEqualTo("read and kept");
    books.run("update summary set looked_at = looked_at - interval '2 hours'");
    summaries.write();
    assertThat(Files.readString(file)).contains("payments,77777,3,301.10");
  }

  @Test
  void days_that_were_missed_are_made_up_for() throws IOException {
    at("2026-11-20T00:00:00Z").write();
    at("2026-11-23T00:00:00Z").write();
    assertThat(names())
        .filteredOn(name -> name.endsWith(".csv"))
        .containsExactly(
            "reconciliation-2026-11-19.csv",
            "reconciliation-2026-11-20.csv",
            "reconciliation-2026-11-21.csv",
            "reconciliation-2026-11-22.csv");
  }

  @Test
  void the_metrics_count_open_differences_payments_of_today_and_the_age_of_a_run() {
    aDay();
    books.run(
        "insert into reconciliation (product, window_from, window_to, started_at, finished_at) values ('cbm', now(), now(), now(), now() - interval '100 seconds')");
    books.run(
        "insert into payment (briva_no, cust_code, payment_date, amount) values ('88888', '1', now(), 12.5)");

    metrics.refresh();

    assertThat(registry.get("bridge.differences.open").tag("kind", "overdue").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("bridge.differences.open").tag("kind", "not-notified").gauge().value())
        .isZero();
    assertThat(registry.get("bridge.payments.day").tag("briva_no", "88888").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("bridge.payments.day.amount").tag("briva_no", "88888").gauge().value())
        .isEqualTo(12.5);
    assertThat(registry.get("bridge.reconciliation.age").tag("product", "cbm").gauge().value())
        .isBetween(100.0, 200.0);
    assertThat(registry.find("bridge.reconciliation.age").tag("product", "briva").gauge()).isNull();
  }
}
