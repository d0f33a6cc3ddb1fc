package dev.briapi.bridge.flow;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a bridge of an earlier schema left behind is read and worked on. */
@QuarkusTest
@WithTestResource(
    value = PreviousSchemaEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777"),
      @ResourceArg(name = "bridge.replica.timeout", value = "2s")
    })
class PreviousSchemaTest {
  Bank bank;
  DropBox drop;
  TestDatabase database;
  @Inject Flyway flyway;

  @Test
  void aReplicaWaitsForTheOneThatMigratesForAsLongAsThatTakes() {
    assertThat(flyway.getConfiguration().getLockRetryCount()).isGreaterThanOrEqualTo(3_600);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "batches, done.csv",
    "batches/00000000-0000-4000-8000-00000000b001, done.csv",
    "batches/00000000-0000-4000-8000-00000000b001/lines, DONE-1",
    "invoices, DONE-1",
    "invoices/DF4453326000000901, Disbursement On Progress",
    "payments, TRX9900",
    "accounts, Former customer",
    "differences?state=resolved, known by telephone",
    "reconciliations, 00000000-0000-4000-8000-00000000f001",
    "requests, 00000000-0000-4000-8000-00000000c001",
    "requests/00000000-0000-4000-8000-00000000c004, Proceed time is not allowed",
    "requests?outcome=needs-attention, LOST-1",
    "dead-letters, 00000000-0000-4000-8000-00000000d001",
    "dead-letters/00000000-0000-4000-8000-00000000d001, settle-request"
  })
  void thePeopleWhoAskFindWhatWasThereBefore(String path, String text) {
    assertThat(
            FrontDoor.as("viewer")
                .get("/api/" + path)
                .then()
                .statusCode(200)
                .extract()
                .body()
                .asString())
        .contains(text);
  }

  @Test
  void whatWasUnderWayComesToItsEndOnce() {
    Acknowledgement file = drop.completed("open.csv", Duration.ofSeconds(60));
    assertThat(file.lines()).hasSize(3);
    bank.hasExactlyOnce(file);
    assertThat(bank.sandbox().cbm().creates().repeated(10)).isEmpty();
    assertThat(
            database.rows(
                "select status from request where reference like 'OPEN-%' and status <> 'succeeded'"))
        .isEmpty();
  }

  @Test
  void theJobOfADeadReplicaIsTakenOver() {
    await("end of the job")
        .atMost(DropBox.PATIENCE)
        .until(
            () ->
                database
                    .single(
                        "select good_at is not null and fence > 41 from job where name = 'match-payments'")
                    .equals(true));
  }

  @Test
  void newFilesAreTakenAndANumberOfBeforeIsStillTaken() {
    drop.drop(
        "new.csv",
        TestInvoice.csv(
            List.of(TestInvoice.of("DONE-1", "7.00"), TestInvoice.of("NEW-1", "8.00"))));
    assertThat(drop.completed("new.csv").column("Outcome")).containsExactly("duplicate", "created");
  }
}
