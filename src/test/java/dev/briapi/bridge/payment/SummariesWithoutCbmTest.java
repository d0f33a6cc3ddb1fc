package dev.briapi.bridge.payment;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** A directory for files is set, and nothing is done with it, since CBM is off. */
@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.cbm.corporate-key", value = ""),
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777"),
      @ResourceArg(name = "bridge.test.routes", value = "false")
    })
class SummariesWithoutCbmTest {
  @Inject Summaries summaries;
  @Inject ReconciliationMetrics metrics;
  @Inject MeterRegistry registry;
  @Inject JdbcClient database;

  @Test
  void noDayIsSummarisedAndNothingFails() {
    summaries.write();

    assertThat(database.sql("select count(*) from summary").query(Long.class).single()).isZero();
  }

  @Test
  void theLastRunOfAProductThatWasSwitchedOffDoesNotGrowOld() {
    database
        .sql(
            """
            insert into reconciliation (product, window_from, window_to, started_at, finished_at)
            select product, now(), now(), now(), now() - interval '1 hour' from unnest(array['briva', 'cbm']) product
            """)
        .update();
    metrics.refresh();

    assertThat(registry.get("bridge.reconciliation.age").tag("product", "briva").gauge().value())
        .isGreaterThanOrEqualTo(3600);
    assertThat(registry.find("bridge.reconciliation.age").tag("product", "cbm").gauge()).isNull();
  }
}
