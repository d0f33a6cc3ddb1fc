package dev.briapi.bridge.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests that callers are waiting for, or were told are pending, and what becomes of them. */
@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class SettlingFlowTest {
  private static final String READ = "inquire-invoice-by-number";
  private static final String STATUS = "inquire-invoice";
  private static final String CANCEL = "cancel-invoice";

  @Inject JdbcClient ledger;

  Bank bank;
  TestDatabase database;

  @AfterEach
  void theBankSawNothingStrange() {
    bank.sandbox().faults().clear();
    bank.sawNothingStrange();
  }

  /** A request as the front door leaves it behind that has told its caller "pending". */
  private UUID pending(String operation, String parameters, String body) {
    UUID id = UUID.randomUUID();
    ledger
        .sql(
            """
            insert into request (id, product, operation, reference, parameters, body, status, doubtful, unattended, caller, next_at)
            values (:id, 'cbm', :operation, :id, cast(:parameters as jsonb), :body, 'pending', true, false, 'erp', now())
            """)
        .param("id", id)
        .param("operation", operation)
        .param("parameters", parameters, java.sql.Types.VARCHAR)
        .param("body", body, java.sql.Types.VARCHAR)
        .update();
    return id;
  }

  private Map<String, Object> row(UUID id) {
    return database.rows("select * from request where id = ?", id).get(0);
  }

  private Map<String, Object> ended(UUID id) {
    return await("end of " + id)
        .atMost(DropBox.PATIENCE)
        .until(() -> row(id), row -> row.get("next_at") == null);
  }

  private static String answer(Map<String, Object> row) {
    return new String((byte[]) row.get("answer"), java.nio.charset.StandardCharsets.UTF_8);
  }

  private List<Map<String, Object>> attempts(UUID id) {
    return database.rows("select * from attempt where request_id = ? order by number", id);
  }

  private long letters(UUID id) {
    return (Long) database.single("select count(*) from dead_letter where request_id = ?", id);
  }

  private String created(String number) {
    return bank.createdBySomebodyElse(TestInvoice.of(number, "1000.00"));
  }

  private static String parameters(String number) {
    return """
        {"invoice_number": "%s", "anchor_code": "%s", "partner_code": "%s"}
        """
        .formatted(number, TestInvoice.ANCHOR, TestInvoice.PARTNER);
  }

  private static String key(String reference, String number) {
    return "{\"ReferenceNumber\":\"" + reference + "\",\"InvoiceNumber\":\"" + number + "\"}";
  }

  @Test
  void aReadIsMadeAgainUntilItIsAnsweredAndTheAnswerIsKept() {
    created("SETTLE-READ");
    bank.fault(Fault.status(READ, 503, false).times(2).when("invoice_number", "SETTLE-READ"));

    UUID id = pending(READ, parameters("SETTLE-READ"), null);

    Map<String, Object> row = ended(id);
    assertThat(row).containsEntry("status", "succeeded").containsEntry("answer_status", 200);
    assertThat(answer(row)).contains("SETTLE-READ");
    assertThat((String) row.get("answer_type")).startsWith("application/json");
    assertThat(attempts(id))
        .extracting(attempt -> attempt.get("operation"))
        .containsExactly(READ, READ, READ);
  }

  @Test
  void aReadThatIsNeverAnsweredLeavesNothingForAPersonToDo() {
    created("SETTLE-NEVER");
    bank.fault(Fault.html(READ, false).times(-1).when("invoice_number", "SETTLE-NEVER"));

    UUID id = pending(READ, parameters("SETTLE-NEVER"), null);

    assertThat(ended(id)).containsEntry("status", "refused").containsEntry("reason", "no-answer");
    assertThat(letters(id)).isZero();
  }

  @Test
  void whatTheBankHasDoneSucceedsWithTheInquiryAsItsAnswer() {
    String reference = created("SETTLE-DONE");
    new SignedClient(bank.sandbox().baseUrl())
        .post("/v1/apicbm/invoices/cancel", key(reference, "SETTLE-DONE"));

    UUID id = pending(CANCEL, null, key(reference, "SETTLE-DONE"));

    Map<String, Object> row = ended(id);
    assertThat(row)
        .containsEntry("status", "succeeded")
        .containsEntry("bank_reference", reference)
        .containsEntry("answer_status", 200);
    assertThat(answer(row)).contains(reference);
    assertThat(attempts(id))
        .extracting(attempt -> attempt.get("operation"))
        .containsExactly(STATUS);
  }

  @Test
  void whatTheBankKnowsNothingOfIsRefusedWhereASecondOneWouldNotBeSafe() {
    UUID id = pending(CANCEL, null, key("BRICBM2026999999", "SETTLE-ABSENT"));

    Map<String, Object> row = ended(id);
    assertThat(row).containsEntry("status", "refused").containsEntry("reason", "not-processed");
    assertThat(attempts(id))
        .extracting(attempt -> attempt.get("operation"))
        .containsExactly(STATUS);
    assertThat(letters(id)).isZero();
  }

  @Test
  void whatIsUnknownToTheEndGoesToAPerson() {
    String reference = created("SETTLE-OPEN");

    UUID id = pending(CANCEL, null, key(reference, "SETTLE-OPEN"));

    assertThat(ended(id)).containsEntry("status", "needs-attention");
    assertThat(letters(id)).isEqualTo(1);
    assertThat(attempts(id)).extracting(attempt -> attempt.get("operation")).containsOnly(STATUS);
  }

  @Test
  void whatLacksTheFieldsToAskByGoesToAPersonAtOnce() {
    UUID id = pending(CANCEL, null, "{\"InvoiceNumber\":\"SETTLE-NOTHING\"}");

    assertThat(ended(id))
        .containsEntry("status", "needs-attention")
        .containsEntry("reason", "cannot-be-asked")
        .containsEntry("attempts", 0);
    assertThat(letters(id)).isEqualTo(1);
  }

  @Test
  void whatACallerWasToldIsPendingIsSentAgainOnceTheBankIsProvedToHaveNothing() throws Exception {
    TestInvoice invoice = TestInvoice.of("SETTLE-AGAIN", "1000.00");
    UUID id = pending("create-invoice", null, invoice.json().replace("\"1000.00\"", "1000.00"));
    ledger
        .sql("update request set reference = 'SETTLE-AGAIN' where id = :id")
        .param("id", id)
        .update();

    assertThat(ended(id)).containsEntry("status", "succeeded");
    assertThat(bank.creates("SETTLE-AGAIN").created()).isEqualTo(1);
    assertThat(attempts(id))
        .extracting(attempt -> attempt.get("operation"))
        .containsExactly("inquire-invoice-by-number", "create-invoice");
  }

  @Test
  void whatADeadReplicaHadNotSentForItsCallerStaysUnsent() {
    UUID id = UUID.randomUUID();
    ledger
        .sql(
            """
            insert into request (id, product, operation, reference, body, status, unattended, next_at, claimed_by, claimed_at)
            values (:id, 'cbm', 'create-invoice', 'SETTLE-DIED', '{}', 'received', false, now(), gen_random_uuid(), now())
            """)
        .param("id", id)
        .update();

    assertThat(ended(id))
        .containsEntry("status", "not-sent")
        .containsEntry("reason", "interrupted")
        .containsEntry("claimed_by", null)
        .containsEntry("attempts", 0);
    assertThat(bank.creates("SETTLE-DIED").arrived()).isZero();
  }
}
