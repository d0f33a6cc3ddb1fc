package dev.briapi.bridge.sandbox;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.sandbox.PushEnvironment.BridgeAddress;
import dev.briapi.bridge.sandbox.briva.BrivaSettings;
import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.notification.Push;
import dev.briapi.bridge.sandbox.notification.PushState;
import dev.briapi.bridge.sandbox.server.Surroundings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** The sandbox tells the running bridge of payments, over HTTP and signed. */
@QuarkusTest
@WithTestResource(PushEnvironment.class)
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.base-url", value = ""),
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777")
    })
class PushTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  Sandbox sandbox;
  BridgeAddress address;

  @Inject JdbcClient database;
  @Inject Clock clock;

  @BeforeEach
  void begin() {
    sandbox.reset();
    address.url = "http://localhost:" + RestAssured.port;
    database.sql("delete from notification").update();
  }

  private void create(String custCode) {
    given()
        .header("Authorization", TestEnvironment.bearer(TestEnvironment.OPERATOR))
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "institutionCode", "J104408",
                "brivaNo", "77777",
                "custCode", custCode,
                "nama", "yories",
                "amount", "650000",
                "keterangan", "",
                "expiredDate", DATE_TIME.format(now().plusDays(2))))
        .post("/bri/v1/briva")
        .then()
        .statusCode(200);
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), Surroundings.WIB);
  }

  private Payment pay(String custCode, String channel) {
    create(custCode);
    return sandbox.briva().pay("77777", custCode, new BigDecimal("650000"), channel);
  }

  private void order(String json) {
    given()
        .body(json)
        .post(sandbox.baseUrl() + "/sandbox/briva/notifications/orders")
        .then()
        .statusCode(201);
  }

  private ValidatableResponse seen() {
    return given().get(sandbox.baseUrl() + "/sandbox/briva/notifications").then().statusCode(200);
  }

  private List<Push> pushes() {
    return sandbox.notifications().orElseThrow().book().last(10);
  }

  private List<Push> settled(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            this::pushes,
            all ->
                all.size() == count
                    && all.stream().noneMatch(push -> push.state() == PushState.WAITING));
    return pushes();
  }

  private List<Map<String, Object>> stored() {
    return database.sql("select * from notification").query().listOfRows();
  }

  @Test
  void a_payment_reaches_the_bridge_once_with_what_was_paid() {
    create("08577508881");
    given()
        .body(
            Map.of(
                "brivaNo",
                "77777",
                "custCode",
                "08577508881",
                "amount",
                "650000",
                "channel",
                "ATM"))
        .post(sandbox.baseUrl() + "/sandbox/briva/payments")
        .then()
        .statusCode(201);

    Push push = settled(1).get(0);

    assertThat(push.state()).as(push.toString()).isEqualTo(PushState.DELIVERED);
    assertThat(push.attempts()).isEqualTo(1);
    assertThat(push.responseCode()).isEqualTo("2003400");
    Payment payment = sandbox.briva().payments().all().get(0);
    assertThat(stored())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row)
                  .containsEntry("briva_no", "77777")
                  .containsEntry("cust_code", "08577508881")
                  .containsEntry("amount", new BigDecimal("650000"))
                  .containsEntry("payment_request_id", push.paymentRequestId())
                  .containsEntry("terminal_id", "2")
                  .containsEntry("bank_id", "002");
              assertThat(((Timestamp) row.get("trx_date_time")).toInstant())
                  .isEqualTo(
                      payment
                          .paymentDate()
                          .atZone(Surroundings.WIB)
                          .truncatedTo(ChronoUnit.SECONDS)
                          .toInstant());
            });
    seen()
        .body("counts.delivered", equalTo(1))
        .body("items", hasSize(1))
        .body("items[0].state", equalTo("delivered"))
        .body("items[0].http", equalTo(200));
  }

  @Test
  void an_account_that_pays_itself_is_told_of_as_well() {
    create("888881");

    assertThat(settled(1)).extracting(Push::state).containsExactly(PushState.DELIVERED);
    assertThat(stored()).extracting(row -> row.get("cust_code")).containsExactly("888881");
  }

  @Test
  void a_payment_that_is_pushed_twice_is_stored_once() {
    order("{\"kind\": \"twice\"}");

    pay("2", "IBNK");

    assertThat(settled(2)).extracting(Push::state).containsOnly(PushState.DELIVERED);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void a_wrong_signature_is_refused_and_not_tried_again() {
    order("{\"kind\": \"wrong-signature\"}");
    pay("3", "IBNK");
    Push refused = settled(1).get(0);
    assertThat(refused.state()).as(refused.toString()).isEqualTo(PushState.REFUSED);
    assertThat(refused.http()).isEqualTo(401);
    assertThat(refused.responseCode()).isEqualTo("4013400");

    pay("4", "IBNK");

    List<Push> both = settled(2);
    assertThat(both)
        .extracting(Push::state)
        .containsExactly(PushState.DELIVERED, PushState.REFUSED);
    assertThat(both).extracting(Push::attempts).containsExactly(1, 1);
    assertThat(stored()).extracting(row -> row.get("cust_code")).containsExactly("4");
  }

  @Test
  void the_next_payments_are_skipped_as_often_as_was_ordered() {
    order("{\"kind\": \"skip\", \"times\": 2}");
    pay("5", "IBNK");
    seen().body("orders[0].kind", equalTo("skip")).body("orders[0].times", equalTo(1));
    pay("6", "IBNK");
    pay("7", "IBNK");

    assertThat(settled(3))
        .extracting(Push::state)
        .containsExactly(PushState.DELIVERED, PushState.SKIPPED, PushState.SKIPPED);
    assertThat(stored()).extracting(row -> row.get("cust_code")).containsExactly("7");
    seen().body("orders", hasSize(0));
  }

  @Test
  void a_late_push_waits_and_comes() {
    order("{\"kind\": \"late\", \"seconds\": 2}");
    Payment payment = pay("8", "IBNK");
    assertThat(pushes()).extracting(Push::state).containsExactly(PushState.WAITING);
    assertThat(pushes().get(0).next())
        .isAfterOrEqualTo(
            payment.paymentDate().atZone(Surroundings.WIB).toInstant().plusSeconds(2));

    assertThat(settled(1)).extracting(Push::state).containsExactly(PushState.DELIVERED);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void an_order_that_makes_no_sense_is_refused() {
    for (String order :
        List.of(
            "{}", "{\"kind\":\"late\"}", "{\"kind\":\"skip\",\"seconds\":1}", "{\"kind\":\"x\"}")) {
      given()
          .body(order)
          .post(sandbox.baseUrl() + "/sandbox/briva/notifications/orders")
          .then()
          .statusCode(400);
    }
    order("{\"kind\": \"twice\", \"times\": 5}");
    given()
        .delete(sandbox.baseUrl() + "/sandbox/briva/notifications/orders")
        .then()
        .statusCode(200);
    seen().body("orders", hasSize(0));
  }

  @Test
  void while_the_bridge_is_down_it_is_tried_again_until_it_is_up() {
    address.url = "http://127.0.0.1:1";
    pay("9", "IBNK");
    await().atMost(PATIENCE).until(() -> pushes().get(0).attempts() >= 2);
    assertThat(pushes().get(0).state()).isEqualTo(PushState.WAITING);
    seen().body("items[0].http", equalTo(0)).body("items[0].message", containsString("no answer"));

    address.url = "http://localhost:" + RestAssured.port;

    Push push = settled(1).get(0);
    assertThat(push.state()).as(push.toString()).isEqualTo(PushState.DELIVERED);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void the_sample_account_is_created_through_the_front_door_and_paid_once(@TempDir Path data) {
    Path done = data.resolve("sandbox/sample-account");
    try (SampleAccount sample = sample(done)) {
      sample.start();
      await().atMost(PATIENCE).until(() -> Files.exists(done));
    }
    assertThat(settled(1)).extracting(Push::state).containsExactly(PushState.DELIVERED);
    String custCode = sandbox.briva().payments().all().get(0).custCode();
    assertThat(done).hasContent("77777/" + custCode);
    assertThat(
            database
                .sql(
                    "select status from request where operation = 'create-account' and body like :code")
                .param("code", "%" + custCode + "%")
                .query(String.class)
                .list())
        .containsExactly("succeeded");

    try (SampleAccount again = sample(done)) {
      again.start();
      assertThat(again.running()).isFalse();
    }
  }

  private SampleAccount sample(Path done) {
    return new SampleAccount(
        sandbox,
        () -> address.url,
        "operator-key",
        BrivaSettings.defaults(),
        SandboxOptions.defaults().surroundings(),
        done,
        Duration.ofMillis(50));
  }
}
