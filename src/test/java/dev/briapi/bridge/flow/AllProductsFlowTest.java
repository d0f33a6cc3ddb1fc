package dev.briapi.bridge.flow;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.Sandbox;
import dev.briapi.bridge.sandbox.server.Fault;

import static dev.briapi.bridge.flow.FrontDoor.has;
import static dev.briapi.bridge.flow.FrontDoor.id;
import static dev.briapi.bridge.flow.FrontDoor.post;
import static dev.briapi.bridge.flow.FrontDoor.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(AllProductsEnvironment.class)
class AllProductsFlowTest {
  private static final String COUNTER = "/v2.0/valas-transaction/counter";
  private static final String TRANSFER = "/interbank/snap/v1.0/transfer-interbank";

  Sandbox sandbox;
  TestDatabase database;

  @AfterEach
  void noFaultIsLeft() {
    sandbox.faults().clear();
  }

  @Test
  void aVirtualAccountIsMadeReadAndRemovedInPlainText() {
    String body =
        """
        {"institutionCode": "J104408", "brivaNo": "77777", "custCode": "4711", "nama": "Budi", "amount": "20000",
         "keterangan": "", "expiredDate": "%s 09:57:26"}"""
            .formatted(LocalDate.now(ZoneId.of("Asia/Jakarta")).plusDays(30));
    has(post("/v1/briva", body), 200, "succeeded");
    Response read = has(FrontDoor.get("/v1/briva/J104408/77777/4711"), 200, "succeeded");
    assertThat(read.asString()).contains("Budi");

    problem(
        FrontDoor.as(FrontDoor.ERP)
            .contentType("application/json")
            .body("{}")
            .delete("/bri/v1/briva"),
        415);
    assertThat(
            has(remove("institutionCode=J104408&brivaNo=77777"), 400, "invalid")
                .jsonPath()
                .getString("errors[0].field"))
        .isEqualTo("custCode");
    has(remove("institutionCode=J104408&brivaNo=77777&custCode=4711\n"), 200, "succeeded");
    Response gone = FrontDoor.get("/v1/briva/J104408/77777/4711");
    assertThat(gone.header("Bridge-Outcome")).isEqualTo("refused");
    assertThat(gone.statusCode()).isBetween(400, 499);
  }

  private static Response remove(String body) {
    return FrontDoor.as(FrontDoor.ERP).contentType("text/plain").body(body).delete("/bri/v1/briva");
  }

  @Test
  void aReferenceOfForeignExchangeIsUsedOnceInTheWholeProduct() throws Exception {
    String body =
        """
        {"debitAccount": "030702000141509", "creditAccount": "034401083104504", "debitCurrency": "USD", "creditCurrency": "IDR",
         "debitAmount": "3.00", "remark": "374628374", "partnerReferenceNo": "DOOR0001"}""";
    List<Response> answers = FrontDoor.atOnce(50, i -> post(COUNTER, body));

    assertThat(answers).extracting(FrontDoor::id).containsOnly(id(answers.get(0)));
    assertThat(sandbox.calls().count("transaction-counter")).isEqualTo(1);
    Response replayed = has(post(COUNTER, body), 200, "succeeded");
    assertThat(replayed.header("Bridge-Replayed")).isEqualTo("true");
    problem(
        post(
            "/v2.0/valas-transaction/nego",
            """
            {"debitAccount": "030702000141509", "creditAccount": "034401083104504", "dealCode": "O0003540",
             "remark": "374628374", "partnerReferenceNo": "DOOR0001", "underlyingReference": ""}"""),
        409);
  }

  @Test
  void aFileForForeignExchangeIsStoredApartAndSentWhole() {
    String file = Base64.getEncoder().encodeToString("%PDF-1.4 underlying".getBytes());
    has(
        post(
            "/v2.0/valas-transaction/upload-underlying",
            """
            {"fileData": "%s", "fileName": "door-%s"}"""
                .formatted(file, "1")),
        200,
        "succeeded");

    assertThat(database.single("select body from request where operation = 'upload-underlying'"))
        .isEqualTo("{\"fileName\":\"door-1\"}");
  }

  private static String transfer(String reference) {
    return """
        {"partnerReferenceNo": "%s", "amount": {"value": "10000.00", "currency": "IDR"}, "beneficiaryAccountName": "Dummy",
         "beneficiaryAccountNo": "888801000187508", "beneficiaryAddress": "Palembang", "beneficiaryBankCode": "002",
         "beneficiaryBankName": "Bank BRI", "beneficiaryEmail": "yories.yolanda@work.bri.co.id", "customerReference": "10052023",
         "sourceAccountNo": "988901000187608", "transactionDate": "2026-11-21T15:19:24+07:00",
         "additionalInfo": {"deviceId": "12345679237", "channel": "mobilephone"}}"""
        .formatted(reference);
  }

  @Test
  void fiftyEqualTransfersAreOne() throws Exception {
    long before = sandbox.calls().count("transfer");
    List<Response> answers = FrontDoor.atOnce(50, i -> post(TRANSFER, transfer("DOORT0001")));

    assertThat(answers).extracting(FrontDoor::id).containsOnly(id(answers.get(0)));
    assertThat(sandbox.calls().count("transfer")).isEqualTo(before + 1);
    has(post(TRANSFER, transfer("DOORT0001")), 200, "succeeded");
    problem(post(TRANSFER, transfer("DOORT0001").replace("10000.00", "10001.00")), 409);
  }

  @Test
  void aTransferWhoseAnswerWasLostIsFoundAndNotMadeAgain() {
    long before = sandbox.calls().count("transfer");
    sandbox.faults().add(Fault.dropAfter("transfer"));

    Response pending = has(post(TRANSFER, transfer("DOORT0002")), 202, "pending");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> has(post(TRANSFER, transfer("DOORT0002")), 200, "succeeded"));
    assertThat(id(post(TRANSFER, transfer("DOORT0002")))).isEqualTo(id(pending));
    assertThat(sandbox.calls().count("transfer")).isEqualTo(before + 1);
  }
}
