package dev.briapi.bridge.console;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.invoice.DropFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With the routes running. */
@QuarkusTest
@WithTestResource(TestEnvironment.class)
class UploadFlowTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject Rows rows;
  @Inject DropFolder folder;

  @Test
  void a_dry_run_is_acknowledged_like_a_dropped_file() {
    String csv =
        """
        AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate
        BRIAPI01,BRIAPI02,AR,FLOW-1,IDR,10.50,Spare parts,DF,2026-11-20,2026-11-23,2027-01-20
        """;
    String id =
        Api.operator()
            .contentType("text/csv")
            .body(csv)
            .post("/api/batches?name=flow.csv&dryRun=true")
            .then()
            .statusCode(202)
            .extract()
            .path("batchId");

    await()
        .atMost(SOON)
        .until(() -> "completed".equals(Api.get("/api/batches/" + id).extract().path("state")));

    await()
        .atMost(SOON)
        .until(() -> folder.outbox().resolve("flow.csv.ack.json").toFile().exists());
    assertThat(folder.outbox().resolve("flow.csv.ack.csv")).content().contains("FLOW-1,valid");
  }

  @Test
  void an_upload_whose_replica_died_is_undone_by_another() {
    UUID batch = UUID.randomUUID();
    rows.run(
        "insert into batch (id, file, sha256, state) values (:id, 'half.csv', 'half', 'staging')",
        batch);
    rows.run(
        "insert into file_claim (folder, name, id, claimed_by) values ('.uploads', 'half', :id, gen_random_uuid())",
        batch);

    await().atMost(SOON).until(() -> "rejected".equals(rows.row("batch", batch).get("state")));
  }
}
