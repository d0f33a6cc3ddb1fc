package dev.briapi.bridge.metrics;

import java.util.List;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.platform.Products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = @ResourceArg(name = "bridge.test.routes", value = "false"))
class BacklogTest {
  private static final List<String> JOBS =
      List.of("match-payments", "reconcile-briva-report/11111", "reconcile-briva-report/22222");

  @Inject JdbcClient database;
  @Inject Products products;
  @Inject TransactionTemplate transaction;

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private Backlog backlog;

  @BeforeEach
  void begin() {
    database.sql("truncate request, batch, line, dead_letter, job cascade").update();
    backlog = new Backlog(database, transaction, products, JOBS, metrics);
  }

  @AfterEach
  void leave() {
    backlog.leave();
  }

  private void requests(int count, String product, String status, boolean goesOn, String age) {
    database
        .sql(
            """
            insert into request (id, product, operation, status, created_at, next_at)
            select gen_random_uuid(), :product, 'some', :status, now() - cast(:age as interval), case when :goesOn then now() end
            from generate_series(1, :count)
            """)
        .param("count", count)
        .param("product", product)
        .param("status", status)
        .param("age", age)
        .param("goesOn", goesOn)
        .update();
  }

  private void batch(String id, String state, String received, String counts) {
    database
        .sql(
            """
            insert into batch (id, file, sha256, state, received_at, lines, created, refused, invalid, duplicate)
            values (cast(:id as uuid), 'f', :id, :state, now() - cast(:received as interval), %s)
            """
                .formatted(counts))
        .param("id", "00000000-0000-0000-0000-00000000000" + id)
        .param("state", state)
        .param("received", received)
        .update();
  }

  private double value(String metric, String... labels) {
    return metrics.get(metric).tags(labels).gauge().value();
  }

  @Test
  void whatWaitsIsCountedByProductAndWhatIsOverIsNot() {
    requests(3, "cbm", "pending", true, "1 hour");
    requests(1, "cbm", "pending", true, "1 minute");
    requests(1, "snap", "pending", true, "2 minutes");
    requests(2, "cbm", "not-sent", true, "2 hours");
    requests(4, "cbm", "not-sent", false, "2 hours");
    requests(5, "valas", "needs-attention", false, "3 hours");
    requests(6, "cbm", "succeeded", false, "4 hours");

    backlog.measure();

    assertThat(value("bridge.requests.waiting", "product", "cbm", "state", "pending")).isEqualTo(4);
    assertThat(value("bridge.requests.waiting", "product", "cbm", "state", "not-sent"))
        .as("that will be sent again")
        .isEqualTo(2);
    assertThat(value("bridge.requests.waiting", "product", "valas", "state", "needs-attention"))
        .isEqualTo(5);
    assertThat(value("bridge.requests.waiting", "product", "briva", "state", "pending")).isZero();
    assertThat(value("bridge.requests.oldest.pending.seconds", "product", "cbm"))
        .isBetween(3600.0, 3660.0);
    assertThat(value("bridge.requests.oldest.pending.seconds", "product", "snap"))
        .isBetween(120.0, 180.0);

    database.sql("delete from request").update();
    backlog.measure();

    assertThat(value("bridge.requests.waiting", "product", "cbm", "state", "pending")).isZero();
    assertThat(value("bridge.requests.oldest.pending.seconds", "product", "cbm")).isZero();
  }

  @Test
  void filesAndLinesAreCountedByState() {
    batch("1", "sending", "0 seconds", "10, 2, 1, 1, 0");
    batch("2", "completed", "0 seconds", "5, 3, 1, 0, 1");
    batch("3", "rejected", "0 seconds", "0, 0, 0, 0, 0");
    batch("4", "sending", "3 days", "100, 90, 0, 0, 0");
    batch("5", "completed", "3 days", "7, 7, 0, 0, 0");
    database
        .sql(
            """
            insert into line (batch_id, line, request_id)
            select '00000000-0000-0000-0000-000000000001', n, gen_random_uuid() from generate_series(1, 4) n
            """)
        .update();

    backlog.measure();

    assertThat(value("bridge.batches.open", "state", "sending")).isEqualTo(2);
    assertThat(value("bridge.batches.open", "state", "staging")).isZero();
    assertThat(value("bridge.batches.oldest.open.seconds")).isCloseTo(3 * 86_400.0, offset(60.0));
    assertThat(value("bridge.lines.open", "state", "unsettled")).isEqualTo(4);
    assertThat(value("bridge.lines.open", "state", "unsent")).isEqualTo(6 + 10 - 4);
    assertThat(value("bridge.batches.day", "state", "sending")).isEqualTo(1);
    assertThat(value("bridge.batches.day", "state", "completed")).isEqualTo(1);
    assertThat(value("bridge.batches.day", "state", "rejected")).isEqualTo(1);
    assertThat(value("bridge.lines.day", "outcome", "created")).isEqualTo(5);
    assertThat(value("bridge.lines.day", "outcome", "refused")).isEqualTo(2);
    assertThat(value("bridge.lines.day", "outcome", "invalid")).isEqualTo(1);
    assertThat(value("bridge.lines.day", "outcome", "duplicate")).isEqualTo(1);
    assertThat(value("bridge.lines.day", "outcome", "open")).isEqualTo(6);
  }

  @Test
  void aJobIsLateOnceItsTimeIsPastAndNobodyRunsIt() {
    database
        .sql(
            """
            insert into replica (id, started_at, expires_at)
            values ('00000000-0000-0000-0000-00000000000a', now(), now() + interval '1 hour')
            """)
        .update();
    database
        .sql(
            """
            insert into job (name, next_at, good_at, error, leased_by, leased_until) values
              ('reconcile-briva-report/11111', now() - interval '5 minutes', now() - interval '1 hour', 'no answer', null, null),
              ('reconcile-briva-report/22222', now() - interval '9 minutes', now() - interval '2 hours', null,
                '00000000-0000-0000-0000-00000000000a', now() + interval '10 minutes'),
              ('reconcile-briva-report/33333', now() - interval '1 year', now() - interval '1 year', 'gone', null, null),
              ('match-payments', now() + interval '1 minute', now() - interval '10 seconds', null, null, null)
            """)
        .update();

    backlog.measure();

    assertThat(value("bridge.job.lag.seconds", "job", "reconcile-briva-report"))
        .as("the one that runs is not late, and the one that is not ours does not count")
        .isCloseTo(300, offset(60.0));
    assertThat(value("bridge.job.age.seconds", "job", "reconcile-briva-report"))
        .isCloseTo(7200, offset(60.0));
    assertThat(value("bridge.job.failing", "job", "reconcile-briva-report")).isEqualTo(1);
    assertThat(value("bridge.job.lag.seconds", "job", "match-payments")).isZero();
    assertThat(value("bridge.job.failing", "job", "match-payments")).isZero();
    database.sql("delete from replica where id = '00000000-0000-0000-0000-00000000000a'").update();

    backlog.measure();

    assertThat(value("bridge.job.lag.seconds", "job", "reconcile-briva-report"))
        .as("the one whose replica is gone is late as well")
        .isCloseTo(540, offset(60.0));
  }

  @Test
  void aJobThatNeverEndedWellGrowsOldAllTheSame() {
    database
        .sql(
            """
            insert into replica (id, started_at, expires_at)
            values ('00000000-0000-0000-0000-00000000000a', now() - interval '2 hours', now() + interval '1 hour')
            """)
        .update();
    database.sql("insert into job (name) values ('match-payments')").update();

    backlog.measure();

    assertThat(value("bridge.job.age.seconds", "job", "match-payments"))
        .isCloseTo(7200, offset(60.0));
    database.sql("delete from replica where id = '00000000-0000-0000-0000-00000000000a'").update();
  }

  @Test
  void onlyDeadLettersThatNobodyHasReplayedCount() {
    database
        .sql(
            """
            insert into dead_letter (route, state) values ('send-invoice', 'open'), ('send-invoice', 'open'), ('stage-file', 'replayed')
            """)
        .update();

    backlog.measure();

    assertThat(value("bridge.dead.letters.open")).isEqualTo(2);
    assertThat(value("bridge.measured.age.seconds")).isBetween(0.0, 60.0);
  }

  @Test
  void aLargeLedgerIsNotReadWhole() {
    batch("1", "sending", "0 seconds", "100000, 50000, 0, 0, 0");
    database
        .sql(
            """
            insert into line (batch_id, line, request_id, outcome)
            select '00000000-0000-0000-0000-000000000001', n, case when n <= 50003 then gen_random_uuid() end,
              case when n <= 50000 then 'created' end
            from generate_series(1, 100000) n
            """)
        .update();
    requests(50_000, "cbm", "succeeded", false, "1 hour");
    database.sql("analyze line, request").update();

    List<Long> whole =
        transaction.execute(
            status -> {
              backlog.measure();
              return database
                  .sql(
                      "select seq_tup_read from pg_stat_xact_user_tables where relname in ('line', 'request')")
                  .query(Long.class)
                  .list();
            });

    assertThat(whole).hasSize(2).containsOnly(0L);
    assertThat(value("bridge.lines.open", "state", "unsettled")).isEqualTo(3);
    assertThat(value("bridge.lines.open", "state", "unsent")).isEqualTo(50_000 - 3);
  }

  @Test
  void nothingIsLeftInTheRegistry() {
    backlog.leave();

    assertThat(metrics.getMeters()).isEmpty();
  }
}
