package dev.briapi.bridge.flow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.sandbox.server.Fault;

import static dev.briapi.bridge.flow.FrontDoor.CREATE;
import static dev.briapi.bridge.flow.FrontDoor.create;
import static dev.briapi.bridge.flow.FrontDoor.has;
import static dev.briapi.bridge.flow.FrontDoor.id;
import static dev.briapi.bridge.flow.FrontDoor.invoice;
import static dev.briapi.bridge.flow.FrontDoor.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class FrontDoorFlowTest {
  private static final String CREATED = "create-invoice";

  Bank bank;
  DropBox drop;
  TestDatabase database;
  @Inject CamelContext camel;
  @Inject JdbcClient ledger;

  @BeforeEach
  @AfterEach
  void noFaultIsLeft() {
    bank.sandbox().faults().clear();
  }

  @AfterEach
  void theBankSawNothingStrange() {
    bank.sawNothingStrange();
  }

  private long creates() {
    return bank.sandbox().calls().count(CREATED);
  }

  private String status(String id) {
    return (String) database.single("select status from request where id::text = ?", id);
  }

  private Map<String, Object> invoiceRow(String number) {
    return database.rows("select * from invoice where invoice_number = ?", number).get(0);
  }

  private void settled(String id, String status) {
    await(id + " to be " + status)
        .atMost(Duration.ofSeconds(30))
        .until(() -> status.equals(status(id)));
  }

  private static Response again(String body, String key) {
    return FrontDoor.as(FrontDoor.ERP)
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/bri" + CREATE);
  }

  @Test
  void whatSucceededIsAnsweredAsTheBankDid() {
    Response answer = has(create(invoice("FD-OK", "1000.50")), 200, "succeeded");

    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.jsonPath().getString("responseCode")).isEqualTo("00");
    assertThat(answer.header("Bridge-Reason")).isNull();
    assertThat(answer.header("Bridge-Replayed")).isNull();
    String reference = answer.jsonPath().getString("responseData.ReferenceNumber");
    assertThat(bank.invoice("FD-OK").referenceNumber()).isEqualTo(reference);
    Map<String, Object> row = invoiceRow("FD-OK");
    assertThat(row.get("reference_number")).isEqualTo(reference);
    assertThat(row.get("created_at")).isNotNull();
    assertThat((BigDecimal) row.get("amount")).isEqualByComparingTo("1000.50");

    has(FrontDoor.get(FrontDoor.BY_REFERENCE + reference), 200, "succeeded");
  }

  @Test
  void theBytesOfTheCallerAreKeptButForTheirWhiteSpace() {
    String body = invoice("FD-BYTES", "1000.500").replace("pembelian", "\\u0070embelian  x");
    has(create(body), 200, "succeeded");

    String stored =
        (String) database.single("select body from request where reference = 'FD-BYTES'");
    assertThat(stored).contains("\"Amount\":1000.500,").contains("\\u0070embelian  x");
    assertThat(stored).startsWith("{\"AnchorCode\":\"BRIAPI01\",\"PartnerCode\"");
  }

  @Test
  void theSameAgainGetsTheStoredAnswerInWhateverOrderItIsWritten() throws Exception {
    Response first = has(create(invoice("FD-AGAIN", "10.10")), 200, "succeeded");
    long before = creates();
    String other =
        """
        {"PaymentMethod":"DF","Amount":10.1000,"AnchorCode":"BRIAPI01","PartnerCode":"BRIAPI02","InvoiceType":"AR",
         "InvoiceDate":"2026-11-20","InvoiceNumber":"FD-AGAIN","Currency":"IDR","DisbursementDate":"2026-11-23",
         "Description":"Invoice pembelian barang"}""";

    for (String body : List.of(invoice("FD-AGAIN", "10.10"), other)) {
      Response second = has(create(body), 200, "succeeded");
      assertThat(second.header("Bridge-Replayed")).isEqualTo("true");
      assertThat(id(second)).isEqualTo(id(first));
      assertThat(second.asString()).isEqualTo(first.asString());
    }
    camel.getRouteController().stopRoute("receive-request");
    camel.getRouteController().startRoute("receive-request");
    assertThat(create(other).header("Bridge-Replayed")).isEqualTo("true");
    assertThat(creates()).isEqualTo(before);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflict() {
    String first = id(has(create(invoice("FD-CONFLICT", "10.00")), 200, "succeeded"));
    long before = creates();

    Response second = problem(create(invoice("FD-CONFLICT", "10.01")), 409);

    assertThat(second.jsonPath().getString("requestId")).isEqualTo(first);
    assertThat(creates()).isEqualTo(before);
  }

  @Test
  void fiftyAtOnceReachTheBankOnce() throws Exception {
    bank.fault(Fault.late(CREATED, Duration.ofMillis(700)).when("InvoiceNumber", "FD-FIFTY"));
    List<Response> answers = FrontDoor.atOnce(50, i -> create(invoice("FD-FIFTY", "5.00")));

    assertThat(answers).extracting(FrontDoor::id).containsOnly(id(answers.get(0)));
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 202))
        .anySatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200))
        .anySatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(202));
    assertThat(bank.creates("FD-FIFTY").created()).isEqualTo(1);
    assertThat(
            database.rows(
                "select number from attempt a join request r on r.id = a.request_id where reference = 'FD-FIFTY'"))
        .hasSize(1);
  }

  @Test
  void aRefusalIsTheBanksAndStaysUntilItIsTriedAgainUnderAnotherKey() {
    bank.fault(
        Fault.refuse(CREATED, 400, "04", "Proceed time is not allowed.")
            .when("InvoiceNumber", "FD-HOURS"));
    String body = invoice("FD-HOURS", "10.00");
    Response refused = has(create(body), 400, "refused");
    assertThat(refused.header("Bridge-Reason")).isEqualTo("outside-hours");
    assertThat(refused.jsonPath().getString("responseCode")).isEqualTo("04");
    assertThat(database.rows("select 1 from invoice where invoice_number = 'FD-HOURS'")).isEmpty();
    bank.sandbox().faults().clear();

    Response replayed = has(create(body), 400, "refused");
    assertThat(replayed.header("Bridge-Replayed")).isEqualTo("true");
    assertThat(problem(create(invoice("FD-HOURS", "11.00")), 409).jsonPath().getString("detail"))
        .contains("Idempotency-Key");

    Response tomorrow = has(again(body, "tomorrow"), 200, "succeeded");
    assertThat(id(tomorrow)).isNotEqualTo(id(refused));
    assertThat(tomorrow.header("Bridge-Replayed")).isNull();
    assertThat(id(has(again(body, "tomorrow"), 200, "succeeded"))).isEqualTo(id(tomorrow));
    assertThat(id(has(create(body), 200, "succeeded"))).isEqualTo(id(tomorrow));
    assertThat(bank.creates("FD-HOURS").created()).isEqualTo(1);
  }

  @Test
  void aKeyThatWasTriedAlreadyIsNotTriedAgain() {
    String body = invoice("FD-REFUSE-02", "10.00");
    String first = id(has(again(body, "one"), 400, "refused"));
    String second = id(has(again(body, "two"), 400, "refused"));
    long before = creates();

    Response late = has(again(body, "one"), 400, "refused");

    assertThat(second).isNotEqualTo(first);
    assertThat(id(late)).isEqualTo(first);
    assertThat(late.header("Bridge-Replayed")).isEqualTo("true");
    assertThat(creates()).isEqualTo(before);
  }

  @Test
  void whatIsPendingIsAnsweredWithAPlaceToAskAndSettledByItself() {
    bank.fault(Fault.dropAfter(CREATED).when("InvoiceNumber", "FD-LOST-ANSWER"));
    String body = invoice("FD-LOST-ANSWER", "12.00");

    Response pending = has(create(body), 202, "pending");

    String id = id(pending);
    assertThat(pending.header("Location")).isEqualTo("/api/requests/" + id);
    assertThat(pending.jsonPath().getString("requestId")).isEqualTo(id);
    assertThat(pending.jsonPath().getString("outcome")).isEqualTo("pending");
    assertThat(pending.jsonPath().getString("reason")).isEqualTo("connection-broken");
    assertThat(pending.jsonPath().getString("product")).isEqualTo("cbm");
    assertThat(pending.jsonPath().getString("operation")).isEqualTo(CREATED);
    settled(id, "succeeded");
    Response settled = has(create(body), 200, "succeeded");
    assertThat(settled.header("Bridge-Replayed")).isEqualTo("true");
    assertThat(settled.asString()).contains(bank.invoice("FD-LOST-ANSWER").referenceNumber());
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(invoiceRow("FD-LOST-ANSWER").get("reference_number"))
                    .isEqualTo(bank.invoice("FD-LOST-ANSWER").referenceNumber()));
    assertThat(bank.creates("FD-LOST-ANSWER").created()).isEqualTo(1);
  }

  @Test
  void aCallerMayReadItsOwnRequestsAndNoOthers() {
    String id = id(has(create(invoice("FD-OWN", "12.00")), 200, "succeeded"));

    Response own = FrontDoor.as(FrontDoor.ERP).get("/api/requests/" + id);
    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(own.jsonPath().getString("caller")).isEqualTo(FrontDoor.ERP);
    assertThat(own.jsonPath().getList("attempts")).hasSize(1);
    problem(FrontDoor.as(FrontDoor.OTHER).get("/api/requests/" + id), 403);
    problem(FrontDoor.as(FrontDoor.ERP).get("/api/requests"), 403);
    problem(
        FrontDoor.as(FrontDoor.ERP).get("/api/requests/00000000-0000-0000-0000-000000000000"), 403);
  }

  @Test
  void whatWasNotSentIsSaidToBeSoAndSentWhenItIsRepeated() {
    for (int i = 0; i < 4; i++) {
      bank.fault(Fault.tooMany(CREATED).when("InvoiceNumber", "FD-BUSY-NOW"));
    }
    String body = invoice("FD-BUSY-NOW", "12.00");

    Response unsent = has(create(body), 503, "not-sent");

    problem(unsent, 503);
    assertThat(unsent.header("Retry-After")).isNotNull();
    assertThat(unsent.header("Bridge-Reason")).isEqualTo("throttled");
    assertThat(unsent.jsonPath().getString("requestId")).isEqualTo(id(unsent));
    assertThat(bank.sandbox().cbm().creates().of("BRIAPI01", "BRIAPI02", "FD-BUSY-NOW").created())
        .isZero();
    assertThat(
            database.single(
                "select next_at is null and claimed_by is null from request where id::text = ?",
                id(unsent)))
        .isEqualTo(true);

    Response sent = has(create(body), 200, "succeeded");
    assertThat(id(sent)).isEqualTo(id(unsent));
    assertThat(sent.header("Bridge-Replayed")).isNull();
    assertThat(bank.creates("FD-BUSY-NOW").created()).isEqualTo(1);
  }

  @Test
  void aTokenThatExpiredIsReplacedWhileTheCallerWaits() {
    bank.fault(Fault.expireToken(CREATED).when("InvoiceNumber", "FD-TOKEN"));

    has(create(invoice("FD-TOKEN", "12.00")), 200, "succeeded");
  }

  @Test
  void aReadIsMadeAgainWhileTheCallerWaits() {
    String reference =
        has(create(invoice("FD-READ", "12.00")), 200, "succeeded")
            .jsonPath()
            .getString("responseData.ReferenceNumber");
    bank.fault(Fault.dropBefore("inquire-invoice"));
    bank.fault(Fault.status("inquire-invoice", 503, false));

    Response read = has(FrontDoor.get(FrontDoor.BY_REFERENCE + reference), 200, "succeeded");

    assertThat(database.rows("select 1 from attempt where request_id::text = ?", id(read)))
        .hasSize(3);
  }

  @Test
  void aKeyOfTheCallersOwnStandsForOneRequest() {
    String reference =
        has(create(invoice("FD-CANCEL", "12.00")), 200, "succeeded")
            .jsonPath()
            .getString("responseData.ReferenceNumber");
    String body =
        """
        {"ReferenceNumber": "%s", "InvoiceNumber": "FD-CANCEL"}"""
            .formatted(reference);
    Response first = has(cancel("k-1", body), 200, "succeeded");

    Response second = has(cancel("k-1", body), 200, "succeeded");
    assertThat(second.header("Bridge-Replayed")).isEqualTo("true");
    assertThat(id(second)).isEqualTo(id(first));
    problem(cancel("k-1", body.replace("FD-CANCEL", "FD-OTHER")), 409);
    // another caller's keys are its own, and without a key every request is one
    Response other =
        FrontDoor.as(FrontDoor.OTHER)
            .header("Idempotency-Key", "k-1")
            .contentType(ContentType.JSON)
            .body(body)
            .post("/bri" + FrontDoor.CANCEL);
    assertThat(id(other)).isNotEqualTo(id(first));
    assertThat(other.header("Bridge-Outcome")).isEqualTo("refused");
    for (String key : List.of("", "two words", "x".repeat(256))) {
      Response wrong = has(cancel(key, body), 400, "invalid");
      assertThat(wrong.jsonPath().getString("errors[0].field")).isEqualTo("Idempotency-Key");
    }
  }

  private static Response cancel(String key, String body) {
    return FrontDoor.as(FrontDoor.ERP)
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/bri" + FrontDoor.CANCEL);
  }

  @Test
  void allThatIsWrongIsSaidAtOnceAndNothingIsSent() {
    long before = creates();
    String body =
        """
        {"AnchorCode": "BRIAPI01", "InvoiceType": "AR", "InvoiceNumber": "FD-WRONG", "Currency": "IDR", "Amount": "10",
         "InvoiceDate": "20-11-2026", "Description": "x", "PaymentMethod": "DF", "DisbursementDate": "2026-11-23", "Extra": "988901000187608"}""";

    Response invalid = has(create(body), 400, "invalid");

    problem(invalid, 400);
    assertThat(invalid.jsonPath().getList("errors.field", String.class))
        .contains("PartnerCode", "Amount", "InvoiceDate", "Extra");
    assertThat(invalid.jsonPath().getList("errors.message", String.class))
        .allSatisfy(message -> assertThat(message).isNotBlank());
    Map<String, Object> row =
        database.rows("select * from request where id::text = ?", id(invalid)).get(0);
    assertThat(row.get("status")).isEqualTo("invalid");
    assertThat(row.get("body")).isNull();
    assertThat(invalid.asString()).doesNotContain("988901000187608").contains("20-11-2026");
    assertThat((String) row.get("message"))
        .contains("InvoiceDate", "Extra is not a field")
        .doesNotContain("20-11-2026", "988901000187608");
    assertThat(row.get("caller")).isEqualTo(FrontDoor.ERP);
    assertThat(creates()).isEqualTo(before);
    Response parameters =
        has(
            FrontDoor.get(
                "/v1/apicbm/inquiryInvoices/inquiry_by_invoicenumber?invoice_number=A&a=1&a=2"),
            400,
            "invalid");
    assertThat(parameters.jsonPath().getList("errors.field", String.class))
        .contains("anchor_code", "partner_code", "a");
  }

  @Test
  void hostileBodiesAreRefusedAndNothingIsSent() {
    long before = creates();
    String good = invoice("FD-HOSTILE", "10.00");
    List<byte[]> bodies =
        List.of(
            bytes("{\"a\":".repeat(50_000)),
            bytes("[".repeat(1000) + "]".repeat(1000)),
            bytes(good.replace("{", "{\"Amount\": 1, ")),
            bytes(good.replace("10.00", "NaN")),
            bytes(good.replace("10.00", "1e999999999")),
            bytes(good.replace("10.00", "1" + "0".repeat(5_000))),
            bytes(good.replace("FD-HOSTILE", "x".repeat(900_000))),
            bytes(good.replace("FD-HOSTILE", "\\u0000")),
            bytes(good + "{}"),
            bytes(good.substring(0, 100)),
            bytes(fields(10_000)),
            bytes("null"),
            bytes("\"text\""),
            bytes("[]"),
            bytes("42"),
            new byte[0],
            new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'},
            good.getBytes(StandardCharsets.UTF_16LE),
            bytes(good.replace("Invoice pembelian", "\0")));
    for (byte[] body : bodies) {
      Response answer =
          FrontDoor.as(FrontDoor.ERP)
              .contentType("application/json")
              .body(body)
              .post("/bri" + CREATE);
      has(problem(answer, 400), 400, "invalid");
      assertThat(answer.jsonPath().getList("errors").size()).isBetween(1, 100);
    }
    assertThat(creates()).isEqualTo(before);
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"f" + i + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anAttachmentIsCheckedStoredOnceAndSentWhole() {
    byte[] pdf = bytes("%PDF-1.4 " + "x".repeat(9_000_000));
    String attached = Base64.getEncoder().encodeToString(pdf);
    for (String number : List.of("FD-PDF-1", "FD-PDF-2")) {
      has(create(with(invoice(number, "10.50"), attached)), 200, "succeeded");
      assertThat(bank.body(number).path("Attachment").asText()).isEqualTo(attached);
      assertThat(bank.body(number).path("Amount").decimalValue()).isEqualByComparingTo("10.50");
    }
    assertThat(
            database.single(
                "select count(*) from attachment where octet_length(content) = ?", pdf.length))
        .isEqualTo(1L);
    assertThat(
            database.rows(
                "select 1 from request where reference like 'FD-PDF-%' and length(body) < 1000"))
        .hasSize(2);
    assertThat(create(with(invoice("FD-PDF-1", "10.50"), attached)).header("Bridge-Replayed"))
        .isEqualTo("true");
    problem(create(invoice("FD-PDF-1", "10.50")), 409);

    for (String wrong :
        List.of(
            "JVBERi0x*", // not Base64
            Base64.getEncoder().encodeToString(bytes("PK\3\4 no zip at all")),
            Base64.getEncoder().encodeToString(bytes("plain text")))) {
      Response invalid = has(create(with(invoice("FD-PDF-3", "1.00"), wrong)), 400, "invalid");
      assertThat(invalid.jsonPath().getString("errors[0].field")).isEqualTo("Attachment");
    }
  }

  private static String with(String invoice, String attachment) {
    return invoice.replaceFirst("\\{", "{\"Attachment\": \"" + attachment + "\", ");
  }

  @Test
  void aBodyThatIsTooLargeIsCutOff() {
    problem(create("x".repeat(15 * 1024 * 1024 + 1)), 413);
    problem(FrontDoor.post(FrontDoor.CANCEL, "x".repeat(1024 * 1024 + 1)), 413);
  }

  @Test
  void whoMayNotComeInIsToldWhy() {
    problem(
        io.restassured.RestAssured.given()
            .contentType(ContentType.JSON)
            .body("{}")
            .post("/bri" + CREATE),
        401);
    problem(FrontDoor.as("nobody-knows").get("/bri/v1/apicbm/invoices/1"), 401);
    Response forbidden =
        problem(FrontDoor.as(FrontDoor.TREASURY).get("/bri/v1/apicbm/invoices/1"), 403);
    assertThat(forbidden.jsonPath().getString("detail")).contains("cbm");
  }

  @Test
  void anUnknownAddressAWrongMethodAndAWrongMediaTypeAreNamed() {
    Response unknown = problem(FrontDoor.post("/v1/apicbm/invoice/insert", "{}"), 404);
    assertThat(unknown.jsonPath().getString("detail")).contains("POST /bri" + CREATE);
    problem(FrontDoor.get("/"), 404);
    problem(FrontDoor.get("/..%2f..%2fapi/requests"), 404);
    Response method = problem(FrontDoor.as(FrontDoor.ERP).delete("/bri" + CREATE), 405);
    assertThat(method.header("Allow")).isEqualTo("GET, POST");
    problem(
        FrontDoor.as(FrontDoor.ERP).contentType("text/xml").body("<a/>").post("/bri" + CREATE),
        415);
    has(
        FrontDoor.as(FrontDoor.ERP)
            .contentType("application/json; charset=iso-8859-1")
            .accept("text/html")
            .body(invoice("FD-CHARSET", "1.00"))
            .post("/bri" + CREATE),
        200,
        "succeeded");
    has(
        FrontDoor.as(FrontDoor.ERP)
            .contentType(ContentType.JSON)
            .body("{}")
            .request("GET", "/bri/v1/apicbm/invoices/REF1"),
        400,
        "invalid");
  }

  @Test
  void anInvoiceNumberIsTakenOnceByWhicheverWay() {
    drop.drop("door.csv", TestInvoice.csv(List.of(TestInvoice.of("FD-FILE", "10.00"))));
    drop.completed("door.csv");
    long before = creates();

    Response same = has(create(invoice("FD-FILE", "10.0")), 200, "succeeded");
    assertThat(same.header("Bridge-Replayed")).isEqualTo("true");
    assertThat(same.asString()).contains(bank.invoice("FD-FILE").referenceNumber());
    Response other = problem(create(invoice("FD-FILE", "11.00")), 409);
    assertThat(other.jsonPath().getString("detail")).contains("line 1 of file door.csv");
    assertThat(creates()).isEqualTo(before);

    has(create(invoice("FD-FIRST", "10.00")), 200, "succeeded");
    drop.drop("door-again.csv", TestInvoice.csv(List.of(TestInvoice.of("FD-FIRST", "10.00"))));
    Acknowledgement acknowledged = drop.completed("door-again.csv");
    assertThat(acknowledged.lines().get(0).get("Outcome")).isEqualTo("duplicate");
    assertThat(bank.creates("FD-FIRST").created()).isEqualTo(1);
  }

  @Test
  void aLineTakesTheNumberOfARequestThatWasLeftUnsent() {
    bank.fault(Fault.tooMany(CREATED).times(4).when("InvoiceNumber", "FD-LEFT"));
    String unsent = id(has(create(invoice("FD-LEFT", "10.00")), 503, "not-sent"));

    String file = TestInvoice.csv(List.of(TestInvoice.of("FD-LEFT", "10.00")));
    drop.place(
        drop.inbox().resolve("validate"), "door-try.csv", file.getBytes(StandardCharsets.UTF_8));
    assertThat(drop.completed("door-try.csv").lines().get(0).get("Outcome")).isEqualTo("valid");
    drop.drop("door-left.csv", file);

    assertThat(drop.completed("door-left.csv").lines().get(0).get("Outcome")).isEqualTo("created");
    assertThat(database.rows("select * from request where id::text = ?", unsent).get(0))
        .containsEntry("status", "refused")
        .containsEntry("reason", "superseded-by-file");
    Response again = has(create(invoice("FD-LEFT", "10.00")), 200, "succeeded");
    assertThat(again.asString()).contains(bank.invoice("FD-LEFT").referenceNumber());
    assertThat(bank.creates("FD-LEFT").created()).isEqualTo(1);
  }

  @Test
  void whatAnEarlierRequestMayHaveDoneIsNoRefusalOfALaterOne() {
    for (String number : List.of("FD-DOUBT", "FD-DOUBT-LINE")) {
      bank.createdBySomebodyElse(TestInvoice.of(number, "10.00"));
      ledger
          .sql(
              """
              insert into request (id, product, operation, natural_key, reference, status, reason, doubtful, unattended)
              values (gen_random_uuid(), 'cbm', 'create-invoice', concat_ws(chr(31), 'BRIAPI01', 'BRIAPI02', cast(:number as text)),
                :number, 'refused', 'resolved-by-person', true, false)
              """)
          .param("number", number)
          .update();
    }

    String id = id(has(create(invoice("FD-DOUBT", "10.00")), 202, "pending"));
    settled(id, "succeeded");
    drop.drop("door-doubt.csv", TestInvoice.csv(List.of(TestInvoice.of("FD-DOUBT-LINE", "10.00"))));
    Acknowledgement acknowledged = drop.completed("door-doubt.csv");

    assertThat(acknowledged.lines().get(0).get("Outcome")).isEqualTo("created");
    assertThat(database.single("select bank_reference from request where id::text = ?", id))
        .isEqualTo(bank.invoice("FD-DOUBT").referenceNumber());
  }

  @Test
  void whatWasCreatedLongAgoIsSaidToBeSo() {
    String id = id(has(create(invoice("FD-LONG-AGO", "10.00")), 200, "succeeded"));
    ledger.sql("delete from request where id::text = :id").param("id", id).update();

    Response again = problem(create(invoice("FD-LONG-AGO", "10.00")), 409);

    assertThat(again.jsonPath().getString("detail")).contains("created earlier");
  }
}
