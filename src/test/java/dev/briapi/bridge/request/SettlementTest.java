package dev.briapi.bridge.request;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.platform.Replica;

import static org.assertj.core.api.Assertions.assertThat;

/** What is concluded from the bank's answers to inquiries, product by product. */
@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.recovery.delays", value = "1m,1h")
    })
class SettlementTest {
  private static final String TRANSFER =
      """
      {"partnerReferenceNo":"20261120000000001","amount":{"value":"10000.00","currency":"IDR"},
       "beneficiaryAccountNo":"888801000187508","transactionDate":"2026-11-20T15:19:24+07:00"}
      """;
  private static final String ACCOUNT =
      """
      {"institutionCode":"J104408","brivaNo":"77777","custCode":"1255","nama":"yories","amount":"20000","keterangan":"x",
       "expiredDate":"2026-12-29 09:57:26"}
      """;
  private static final String UNKNOWN_ACCOUNT =
      "{\"status\":false,\"errDesc\":\"Data Customer Tidak Ditemukan\",\"responseCode\":\"14\"}";

  @Inject Settlement settlement;
  @Inject Contracts contracts;
  @Inject Replica replica;
  @Inject JdbcClient database;

  /** A request of unknown outcome whose last attempt is that old, and that was asked after now. */
  private BankCall pending(String product, String operation, String body, String sent) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            with made as (
              insert into request (id, product, operation, body, status, reason, doubtful, unattended, attempts, round, created_at,
                next_at, claimed_by, claimed_at)
              values (:id, :product, :operation, :body, 'pending', 'no-answer', true, false, 2, 1, now() - cast(:sent as interval),
                now(), :replica, now())
              returning id, operation, created_at)
            insert into attempt (request_id, number, operation, sent_at, outcome)
            select id, 1, operation, created_at, 'pending' from made
            union all select id, 2, 'the-inquiry', now(), 'succeeded' from made
            """)
        .param("id", id)
        .param("product", product)
        .param("operation", operation)
        .param("body", body, Types.VARCHAR)
        .param("sent", sent)
        .param("replica", replica.id())
        .update();
    return new BankCall(
        id, product, operation, Map.of(), body, null, Status.PENDING, true, BankCall.Purpose.SEND);
  }

  private BankCall settle(BankCall call, int httpStatus, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    BankCall inquiry = settlement.inquiry(call);
    assertThat(inquiry).isNotNull();
    return settlement.settle(
        call,
        new Answer(
            contracts
                .operation(inquiry.product(), inquiry.operation())
                .classify(httpStatus, bytes, false),
            bytes,
            "application/json"));
  }

  private Map<String, Object> row(BankCall call) {
    return database
        .sql("select * from request where id = :id")
        .param("id", call.requestId())
        .query()
        .singleRow();
  }

  private long letters(BankCall call) {
    return database
        .sql("select count(*) from dead_letter where request_id = :id")
        .param("id", call.requestId())
        .query(Long.class)
        .single();
  }

  private static String status(String word) {
    return """
        {"responseCode":"2003600","responseMessage":"Successful","originalReferenceNo":"BRI-1",
         "originalPartnerReferenceNo":"20261120000000001","serviceCode":"18","latestTransactionStatus":"%s"}
        """
        .formatted(word);
  }

  @Test
  void aTransferThatIsDoneSucceedsWithTheBanksReferenceAndAnswer() throws Exception {
    BankCall call = pending("snap", "transfer", TRANSFER, "1 second");
    assertThat(settle(call, 200, status("00"))).isNull();
    assertThat(row(call))
        .containsEntry("status", "succeeded")
        .containsEntry("reason", null)
        .containsEntry("bank_reference", "BRI-1")
        .containsEntry("answer_status", 200)
        .containsEntry("next_at", null);
    assertThat(new String((byte[]) row(call).get("answer"), StandardCharsets.UTF_8))
        .isEqualTo(status("00"));
  }

  @ParameterizedTest
  @CsvSource({"04, refunded", "05, cancelled", "06, transfer-failed"})
  void aTransferThatCameToNothingIsRefusedOnceItCannotBeOnItsWayAnyMore(String word, String reason)
      throws Exception {
    BankCall fresh = pending("snap", "transfer", TRANSFER, "1 second");
    assertThat(settle(fresh, 200, status(word))).isNull();
    assertThat(row(fresh))
        .containsEntry("status", "pending")
        .containsEntry("claimed_by", null)
        .containsEntry("round", 1);

    BankCall old = pending("snap", "transfer", TRANSFER, "1 hour");
    assertThat(settle(old, 200, status(word))).isNull();
    assertThat(row(old)).containsEntry("status", "refused").containsEntry("reason", reason);
    assertThat(letters(old)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"01", "02", "03", "99"})
  void aTransferThatIsUnderWayWaitsForTheNextDelay(String word) throws Exception {
    BankCall call = pending("snap", "transfer", TRANSFER, "3 days");
    assertThat(settle(call, 200, status(word))).isNull();
    assertThat(row(call)).containsEntry("status", "pending").containsEntry("round", 2);
    assertThat(row(call).get("next_at")).isNotNull();
  }

  @Test
  void aTransferThatIsNotFoundIsNeverSentAgainAndRefusedOnlyAfterItsDay() throws Exception {
    // an attempt of a moment ago has its day before it, wherever this runs
    BankCall today = pending("snap", "transfer", TRANSFER, "0 seconds");
    database
        .sql(
            "update attempt set sent_at = now() + interval '1 day' where request_id = :id and number = 1")
        .param("id", today.requestId())
        .update();
    assertThat(settle(today, 200, status("07"))).isNull();
    assertThat(row(today)).containsEntry("status", "pending").containsEntry("round", 2);

    BankCall earlier = pending("snap", "transfer", TRANSFER, "2 days");
    assertThat(settle(earlier, 200, status("07"))).isNull();
    assertThat(row(earlier))
        .containsEntry("status", "refused")
        .containsEntry("reason", "not-processed");
  }

  @Test
  void aTransferWhoseDelaysAreOverBeforeItsDayGoesToAPerson() throws Exception {
    BankCall call = pending("snap", "transfer", TRANSFER, "0 seconds");
    database
        .sql(
            """
            with moved as (update attempt set sent_at = '2099-11-20T10:00:00+07:00' where request_id = :id and number = 1)
            update request set round = 2 where id = :id
            """)
        .param("id", call.requestId())
        .update();
    assertThat(settle(call, 200, status("07"))).isNull();
    assertThat(row(call)).containsEntry("status", "needs-attention");
    assertThat(letters(call)).isOne();
  }

  @Test
  void anAccountThatIsNotThereIsCreatedAgainOnceTheFirstCannotArriveAnyMore() throws Exception {
    BankCall fresh = pending("briva", "create-account", ACCOUNT, "1 second");
    assertThat(settle(fresh, 404, UNKNOWN_ACCOUNT)).isNull();
    assertThat(row(fresh)).containsEntry("status", "pending").containsEntry("round", 1);

    BankCall old = pending("briva", "create-account", ACCOUNT, "1 hour");
    BankCall again = settle(old, 404, UNKNOWN_ACCOUNT);
    assertThat(again.purpose()).isEqualTo(BankCall.Purpose.SEND_AGAIN);
    assertThat(again.body()).isEqualTo(ACCOUNT);
  }

  @Test
  void anInvoiceThatIsNotThereIsSentAgainAtOnceSinceTheBankGuardsItsNumber() throws Exception {
    String absent = "{\"responseCode\":\"03\",\"responseDesc\":\"Invoice not found\"}";
    String invoice =
        "{\"AnchorCode\":\"A\",\"PartnerCode\":\"B\",\"InvoiceNumber\":\"N\",\"Amount\":1}";
    BankCall fresh = pending("cbm", "create-invoice", invoice, "1 second");
    assertThat(settle(fresh, 400, absent).purpose()).isEqualTo(BankCall.Purpose.SEND_AGAIN);
  }

  @Test
  void aChangeThatTheRecordDoesNotShowIsRefused() throws Exception {
    BankCall call = pending("briva", "update-account", ACCOUNT, "1 hour");
    String other =
        """
        {"status":true,"responseDescription":"Success","responseCode":"00","data":{"BrivaNo":"77777","CustCode":"1255",
         "Nama":"yories","Amount":"30000.00","Keterangan":"x","statusBayar":"N","expiredDate":"2026-12-29 09:57:26"}}
        """;
    assertThat(settle(call, 200, other)).isNull();
    assertThat(row(call))
        .containsEntry("status", "refused")
        .containsEntry("reason", "not-processed")
        .as("the record is no refusal")
        .containsEntry("response_code", null)
        .containsEntry("answer_status", null)
        .containsEntry("answer", null);
  }

  @Test
  void anotherRecordUnderTheSameKeyGoesToAPerson() throws Exception {
    BankCall call = pending("briva", "create-account", ACCOUNT, "1 hour");
    String other =
        """
        {"status":true,"responseDescription":"Success","responseCode":"00","data":{"BrivaNo":"77777","CustCode":"1255",
         "Nama":"yories","Amount":"30000.00","Keterangan":"x","statusBayar":"N","expiredDate":"2026-12-29 09:57:26"}}
        """;
    assertThat(settle(call, 200, other)).isNull();
    assertThat(row(call))
        .containsEntry("status", "needs-attention")
        .containsEntry("reason", "differs-at-bank");
    assertThat(letters(call)).isEqualTo(1);
  }

  @Test
  void whatWasRemovedSucceedsWithoutTheBanksNotFoundAsItsAnswer() throws Exception {
    BankCall call =
        pending(
            "briva",
            "delete-account",
            "institutionCode=J104408&brivaNo=77777&custCode=1255",
            "1 hour");
    assertThat(settle(call, 404, UNKNOWN_ACCOUNT)).isNull();
    assertThat(row(call))
        .containsEntry("status", "succeeded")
        .containsEntry("answer", null)
        .containsEntry("response_code", null);
  }

  @Test
  void anExchangeThatIsNotFoundProvesNothingAndGoesToAPersonInTheEnd() throws Exception {
    String body = "{\"partnerReferenceNo\":\"VALAS-1\",\"dealCode\":\"D1\"}";
    String absent = "{\"responseCode\":\"4048401\",\"responseMessage\":\"Transaction Not Found\"}";
    BankCall call = pending("valas", "transaction-nego", body, "3 days");
    assertThat(settle(call, 404, absent)).isNull();
    assertThat(row(call)).containsEntry("status", "pending").containsEntry("round", 2);

    BankCall last = pending("valas", "transaction-nego", body, "3 days");
    database
        .sql("update request set round = 2 where id = :id")
        .param("id", last.requestId())
        .update();
    assertThat(settle(last, 404, absent)).isNull();
    assertThat(row(last)).containsEntry("status", "needs-attention");
    assertThat(letters(last)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"upload-underlying", "nego-continue"})
  void whatTheBankCannotBeAskedAboutGoesToAPersonAtOnce(String operation) throws Exception {
    BankCall call = pending("valas", operation, "{}", "1 second");
    assertThat(settlement.isAsked(call)).isTrue();
    assertThat(settlement.inquiry(call)).isNull();
    assertThat(row(call))
        .containsEntry("status", "needs-attention")
        .containsEntry("reason", "cannot-be-asked")
        .containsEntry("next_at", null);
    assertThat(letters(call)).isEqualTo(1);
  }

  @Test
  void aFindingDoesNotTouchWhatAnotherReplicaHasTakenOver() throws Exception {
    BankCall call = pending("snap", "transfer", TRANSFER, "1 hour");
    database
        .sql("update request set claimed_by = gen_random_uuid() where id = :id")
        .param("id", call.requestId())
        .update();
    Map<String, Object> before = row(call);
    for (String word : new String[] {"00", "06", "07", "01"}) {
      assertThat(settle(call, 200, status(word))).isNull();
      assertThat(row(call)).isEqualTo(before);
    }
  }
}
