package dev.briapi.bridge.payment;

import jakarta.inject.Inject;

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
  @Inject JdbcClient database;

  @Test
  void noDayIsSummarisedAndNothingFails() {
    summaries.write();

    assertThat(database.sql("select count(*) from summary").query(Long.class).single()).isZero();
  }
}
