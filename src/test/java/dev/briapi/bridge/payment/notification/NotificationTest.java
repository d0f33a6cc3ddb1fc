package dev.briapi.bridge.payment.notification;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.platform.BankSettings;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BriEnvironment.class)
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.notification.requests-per-second", value = "1000"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777,01234")
    })
class NotificationTest {
  Bri bri;

  @Inject JdbcClient database;
  @Inject MeterRegistry meters;
  @Inject BankSettings settings;
  @Inject AccessTokens tokens;
  @Inject CamelContext routes;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  private final String id = UUID.randomUUID().toString();
  private final String payment = Bri.payment(id, "08577508881", "650000");

  @BeforeEach
  void dial() {
    bri.calls(RestAssured.port);
  }

  private long stored() {
    return stored(id);
  }

  private long stored(String paymentRequestId) {
    return database
        .sql("select count(*) from notification where payment_request_id = :id")
        .param("id", paymentRequestId)
        .query(Long.class)
        .single();
  }

  private void refused(Bri.Answered answer, String code) {
    assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(Integer.parseInt(code.substring(0, 3)));
    assertThat(answer.headers().get("content-type")).isEqualTo("application/json");
    assertThat(answer.headers()).containsKey("x-timestamp");
    assertThat(answer.message()).isNotBlank().doesNotContain("Exception");
    assertThat(answer.body().size()).isEqualTo(2);
    assertThat(stored()).isZero();
  }

  @Test
  void a_token_is_issued_to_who_signs_with_bris_key() {
    Bri.Answered answer = bri.askForToken();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("2007300");
    assertThat(answer.body().path("tokenType").asText()).isEqualTo("BearerToken");
    assertThat(answer.body().path("expiresIn").asText()).isEqualTo("899");
    assertThat(answer.body().path("accessToken").asText()).hasSizeBetween(40, 200);
    assertThat(answer.headers()).containsKey("x-timestamp");
  }

  @Test
  void nobody_else_gets_a_token() {
    String body = "{\"grantType\":\"client_credentials\"}";
    Map<String, String> headers = bri.tokenHeaders(Bri.now());
    headers.put("X-SIGNATURE", new Bri().rsa(Bri.CLIENT_ID + "|" + headers.get("X-TIMESTAMP")));
    refused(bri.post(Bri.TOKEN, headers, body), "4017300");

    headers = bri.tokenHeaders(Bri.now());
    headers.put("X-CLIENT-KEY", "another");
    headers.put("X-SIGNATURE", bri.rsa("another|" + headers.get("X-TIMESTAMP")));
    refused(bri.post(Bri.TOKEN, headers, body), "4017300");

    headers = bri.tokenHeaders(Bri.now());
    headers.put("X-SIGNATURE", "no signature at all");
    refused(bri.post(Bri.TOKEN, headers, body), "4017300");

    for (String header : List.of("X-SIGNATURE", "X-CLIENT-KEY", "X-TIMESTAMP")) {
      headers = bri.tokenHeaders(Bri.now());
      headers.remove(header);
      refused(bri.post(Bri.TOKEN, headers, body), "4007302");
    }
  }

  @Test
  void a_request_for_a_token_has_to_be_of_now_and_ask_for_what_there_is() {
    String body = "{\"grantType\":\"client_credentials\"}";
    OffsetDateTime now = OffsetDateTime.now(Clock.systemUTC());
    for (Duration away : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
      refused(bri.post(Bri.TOKEN, bri.tokenHeaders(Bri.at(now.plus(away))), body), "4017300");
    }
    refused(bri.post(Bri.TOKEN, bri.tokenHeaders("yesterday"), body), "4007301");
    refused(bri.post(Bri.TOKEN, bri.tokenHeaders(Bri.now()), "{}"), "4007302");
    refused(bri.post(Bri.TOKEN, bri.tokenHeaders(Bri.now()), ""), "4007300");
    refused(
        bri.post(Bri.TOKEN, bri.tokenHeaders(Bri.now()), "{\"grantType\":\"password\"}"),
        "4007301");
  }

  @Test
  void a_payment_is_stored_before_it_is_acknowledged() {
    Bri.Answered answer = bri.push(bri.token(), payment);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("2003400");
    assertThat(answer.headers()).containsKey("x-timestamp");
    assertThat(answer.body().path("virtualAccountData").path("partnerServiceId").asText())
        .isEqualTo("   77777");
    assertThat(answer.body().path("virtualAccountData").path("paymentRequestId").asText())
        .isEqualTo(id);
    assertThat(answer.body().path("virtualAccountData").path("paymentStatus").asText())
        .isEqualTo("Success");
    Map<String, Object> row =
        database
            .sql("select * from notification where payment_request_id = :id")
            .param("id", id)
            .query()
            .singleRow();
    assertThat(row)
        .containsEntry("briva_no", "77777")
        .containsEntry("cust_code", "08577508881")
        .containsEntry("amount", new BigDecimal("650000"))
        .containsEntry("terminal_id", "1")
        .containsEntry("bank_id", "002");
    assertThat(row.values().toString()).doesNotContain("354324134");
    assertThat(row.get("trx_date_time"))
        .isEqualTo(Timestamp.from(Instant.parse("2026-11-20T01:34:00Z")));
  }

  @Test
  void the_same_payment_again_has_the_same_answer_and_is_stored_once() {
    String token = bri.token();
    Bri.Answered first = bri.push(token, payment);
    Bri.Answered again = bri.push(token, payment);
    Map<String, String> pretty = Bri.pushHeaders(token, payment);
    Bri.Answered spaced =
        bri.post(Bri.PAYMENT, pretty, payment.replace(",\"", ",\n \"").replace("\":", "\" : "));

    assertThat(again).usingRecursiveComparison().ignoringFields("headers").isEqualTo(first);
    assertThat(spaced).usingRecursiveComparison().ignoringFields("headers").isEqualTo(first);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void the_same_payment_with_another_amount_or_account_is_acknowledged_and_the_first_one_stays() {
    String token = bri.token();
    Bri.Answered first = bri.push(token, payment);
    assertThat(first.code()).isEqualTo("2003400");

    String later = payment.replace("08:34:00", "09:34:00");
    for (String other :
        List.of(
            later,
            Bri.payment(id, "1", "650000"),
            Bri.payment(id, "08577508881", "650001"),
            payment)) {
      assertThat(bri.push(token, other))
          .usingRecursiveComparison()
          .ignoringFields("headers")
          .isEqualTo(first);
    }

    Map<String, Object> row =
        database
            .sql("select * from notification where payment_request_id = :id")
            .param("id", id)
            .query()
            .singleRow();
    assertThat(row)
        .containsEntry("cust_code", "08577508881")
        .containsEntry("amount", new BigDecimal("650000"))
        .containsEntry("told_again", "650001.00 for 08577508881 at 2026-11-20T08:34:00+07:00");
    assertThat(row.get("told_again_at")).isNotNull();
    assertThat(meters.get("bridge.notifications").tag("result", "inconsistent").counter().count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void an_external_id_counts_once_a_day_for_one_body() {
    String token = bri.token();
    Map<String, String> first = Bri.pushHeaders(token, payment);
    assertThat(bri.post(Bri.PAYMENT, first, payment).code()).isEqualTo("2003400");
    assertThat(bri.post(Bri.PAYMENT, first, payment).code()).isEqualTo("2003400");

    String other = Bri.payment(id + "-2", "1", "1");
    for (String body : List.of(other, "[]")) {
      Map<String, String> second = Bri.pushHeaders(token, body);
      second.put("X-EXTERNAL-ID", first.get("X-EXTERNAL-ID"));
      Bri.Answered conflict = bri.post(Bri.PAYMENT, second, body);
      assertThat(conflict.code()).isEqualTo("4093400");
      assertThat(conflict.status()).isEqualTo(409);
    }
    assertThat(stored(id + "-2")).isZero();
    assertThat(bri.push(token, other).code()).isEqualTo("2003400");
  }

  @Test
  void the_external_id_of_what_was_refused_may_be_used_again() {
    String token = bri.token();
    Map<String, String> wrong = Bri.pushHeaders(token, "{}");
    refused(bri.post(Bri.PAYMENT, wrong, "{}"), "4003402");

    Map<String, String> right = Bri.pushHeaders(token, payment);
    right.put("X-EXTERNAL-ID", wrong.get("X-EXTERNAL-ID"));
    assertThat(bri.post(Bri.PAYMENT, right, payment).code()).isEqualTo("2003400");
  }

  @Test
  void the_first_check_that_fails_decides() {
    String token = bri.token();
    Map<String, String> taken = Bri.pushHeaders(token, payment);
    assertThat(bri.post(Bri.PAYMENT, taken, payment).code()).isEqualTo("2003400");
    String body = "[]";
    String old = Bri.at(OffsetDateTime.now(Clock.systemUTC()).minusMinutes(6));
    Map<String, String> headers = Bri.pushHeaders(Bri.PAYMENT, token, body, old);
    headers.put("X-EXTERNAL-ID", taken.get("X-EXTERNAL-ID"));
    String signature = headers.put("X-SIGNATURE", "00");
    headers.put("Authorization", "Bearer x");
    assertThat(bri.post(Bri.PAYMENT, headers, body).message()).contains("Invalid Token");

    headers.put("Authorization", "Bearer " + token);
    assertThat(bri.post(Bri.PAYMENT, headers, body).message()).contains("Verify Client Secret");

    headers.put("X-SIGNATURE", signature);
    assertThat(bri.post(Bri.PAYMENT, headers, body).message()).contains("X-TIMESTAMP Is Too Far");

    headers.putAll(Bri.pushHeaders(token, body));
    headers.put("X-EXTERNAL-ID", taken.get("X-EXTERNAL-ID"));
    assertThat(bri.post(Bri.PAYMENT, headers, body).code()).isEqualTo("4093400");

    headers.put("X-EXTERNAL-ID", Bri.externalId());
    assertThat(bri.post(Bri.PAYMENT, headers, body).code()).isEqualTo("4003400");
  }

  @Test
  void only_tokens_of_ours_that_have_not_expired_are_taken() {
    String good = bri.token();
    String forged = (good.charAt(0) == 'A' ? 'B' : 'A') + good.substring(1);
    String expired =
        new AccessTokens(
                new Access(settings), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-900)))
            .issue();
    for (String token :
        List.of(forged, expired, "x", good + "A", good.substring(1), "viewer-key", "%")) {
      Map<String, String> headers = Bri.pushHeaders(token, payment);
      refused(bri.post(Bri.PAYMENT, headers, payment), "4013400");
    }
    Map<String, String> headers = Bri.pushHeaders(good, payment);
    headers.remove("Authorization");
    refused(bri.post(Bri.PAYMENT, headers, payment), "4013400");
    headers.put("Authorization", "Basic " + good);
    refused(bri.post(Bri.PAYMENT, headers, payment), "4013400");
  }

  @Test
  void a_token_of_another_replica_is_taken() {
    String token = new AccessTokens(new Access(settings), Clock.systemUTC()).issue();

    assertThat(bri.push(token, payment).code()).isEqualTo("2003400");
    assertThat(tokens.valid(token)).isTrue();
  }

  @Test
  void the_signature_may_be_hex_or_base64_and_its_path_as_it_was_called() {
    String token = bri.token();
    String odd = "/Snap/v1.0/transfer-va/notify-Payment-intrabank";
    Map<String, String> headers = Bri.pushHeaders(odd, token, payment, Bri.now());
    assertThat(bri.post(odd, headers, payment).code()).isEqualTo("2003400");

    headers.put("X-SIGNATURE", headers.get("X-SIGNATURE").toUpperCase(Locale.ROOT));
    assertThat(bri.post(odd, headers, payment).code()).isEqualTo("2003400");

    headers.put(
        "X-SIGNATURE",
        Base64.getEncoder()
            .encodeToString(
                Bri.hmac(Bri.CLIENT_SECRET, odd, token, payment, headers.get("X-TIMESTAMP"))));
    assertThat(bri.post(odd, headers, payment).code()).isEqualTo("2003400");
    assertThat(bri.post(odd + "?a=b", headers, payment).code()).isEqualTo("2003400");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_wrong_signature_is_refused() {
    String token = bri.token();
    String now = Bri.now();
    for (byte[] wrong :
        List.of(
            Bri.hmac("test-consumer-secret", Bri.PAYMENT, token, payment, now),
            Bri.hmac(Bri.CLIENT_SECRET, "/other", token, payment, now),
            Bri.hmac(Bri.CLIENT_SECRET, Bri.PAYMENT, token, payment + " ", now),
            Bri.hmac(Bri.CLIENT_SECRET, Bri.PAYMENT, "other", payment, now),
            Bri.hmac(Bri.CLIENT_SECRET, Bri.PAYMENT, token, payment, now + "0"))) {
      Map<String, String> headers = Bri.pushHeaders(Bri.PAYMENT, token, payment, now);
      headers.put("X-SIGNATURE", Base64.getEncoder().encodeToString(wrong));
      refused(bri.post(Bri.PAYMENT, headers, payment), "4013400");
    }
    Map<String, String> changed = Bri.pushHeaders(token, payment);
    refused(bri.post(Bri.PAYMENT, changed, payment.replace("650000", "950000")), "4013400");
    assertThat(
            database
                .sql("select count(*) from notification_external_id where external_id = :id")
                .param("id", changed.get("X-EXTERNAL-ID"))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void the_time_may_be_five_minutes_away_and_no_more() {
    String token = bri.token();
    OffsetDateTime now = OffsetDateTime.now(Clock.systemUTC());
    for (Duration away : List.of(Duration.ofSeconds(330), Duration.ofSeconds(-330))) {
      String timestamp = Bri.at(now.plus(away));
      refused(
          bri.post(Bri.PAYMENT, Bri.pushHeaders(Bri.PAYMENT, token, payment, timestamp), payment),
          "4013400");
    }
    for (String timestamp :
        List.of(
            Bri.at(now.plusSeconds(270)),
            now.minusSeconds(270).withNano(123_000_000).toString(),
            now.withOffsetSameInstant(ZoneOffset.ofHours(-3)).withNano(0).toString(),
            Bri.now().replace("+07:00", "+0700"))) {
      Map<String, String> headers = Bri.pushHeaders(Bri.PAYMENT, token, payment, timestamp);
      assertThat(bri.post(Bri.PAYMENT, headers, payment).code()).as(timestamp).isEqualTo("2003400");
    }
  }

  @Test
  void headers_that_are_missing_or_malformed_are_named() {
    String token = bri.token();
    for (String header : List.of("X-TIMESTAMP", "X-SIGNATURE", "X-EXTERNAL-ID")) {
      Map<String, String> headers = Bri.pushHeaders(token, payment);
      headers.remove(header);
      Bri.Answered answer = bri.post(Bri.PAYMENT, headers, payment);
      refused(answer, "4003402");
      assertThat(answer.message()).isEqualTo("Invalid Mandatory Field " + header);
    }
    for (String external : List.of("1 2", "1".repeat(37))) {
      Map<String, String> headers = Bri.pushHeaders(token, payment);
      headers.put("X-EXTERNAL-ID", external);
      refused(bri.post(Bri.PAYMENT, headers, payment), "4003401");
    }
    refused(
        bri.post(Bri.PAYMENT, Bri.pushHeaders(Bri.PAYMENT, token, payment, "2026-11-20"), payment),
        "4003401");
    Map<String, String> headers = Bri.pushHeaders(token, payment);
    headers.put("Content-Type", "text/plain");
    refused(bri.post(Bri.PAYMENT, headers, payment), "4003401");
  }

  @Test
  void fields_that_are_missing_or_malformed_are_named() {
    String token = bri.token();
    for (String field :
        List.of(
            "partnerServiceId",
            "customerNo",
            "virtualAccountNo",
            "trxDateTime",
            "paymentRequestId",
            "paymentAmount")) {
      String name = field.equals("paymentAmount") ? "additionalInfo." + field : field;
      Bri.Answered missing = bri.push(token, payment.replace("\"" + field, "\"other"));
      refused(missing, "4003402");
      assertThat(missing.message()).isEqualTo("Invalid Mandatory Field " + name);
      String key = "\"" + field + "\":";
      refused(bri.push(token, payment.replace(key + "\"", key + "\" \",\"was\":\"")), "4003402");
      for (String wrong : List.of("[]", "{}", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "true", "1.5")) {
        String body = payment.replace(key, key + wrong + ",\"was\":");
        Bri.Answered answer = bri.push(token, body);
        refused(answer, "4003401");
        assertThat(answer.message()).isEqualTo("Invalid Field Format " + name);
      }
    }
    refused(bri.push(token, payment.replace("\"650000\"", "\"-1\"")), "4003401");
    refused(bri.push(token, payment.replace("\"650000\"", "\"1e5\"")), "4003401");
    refused(bri.push(token, payment.replace("2026-11-20T", "2026-13-20T")), "4003401");
    refused(bri.push(token, payment.replace("\"002\"", "\"\\u0000\"")), "4003401");
    refused(bri.push(token, payment.replace("{\"idApp\"", "[],\"was\":{\"idApp\"")), "4003401");
  }

  @Test
  void hostile_bodies_are_refused() {
    String token = bri.token();
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "\"x\"",
            "{",
            "<xml/>",
            payment + payment,
            // as UTF-16
            payment.replaceAll("(.)", "$1\u0000"),
            payment.replace("\"002\"}", "\"002\",}"),
            payment.replace("{\"idApp\"", "{\"a\":" + "[".repeat(20_000) + ",\"idApp\""),
            "{\"customerNo\":1,\"customerNo\":2}",
            "{\"a\":" + "9".repeat(60_000) + "}")) {
      refused(bri.push(token, body), "4003400");
    }
    String large = payment.replace("24123244", "2".repeat(64 * 1024));
    refused(bri.push(token, large), "4003400");
    assertThat(bri.push(token, large).message()).contains("64 KiB");
  }

  @Test
  void the_partner_may_be_padded_with_spaces_underscores_or_zeros_and_has_to_be_ours() {
    String token = bri.token();
    for (String padded : List.of("___77777", "00077777", "77777")) {
      assertThat(bri.push(token, payment.replace("\"   77777\"", "\"" + padded + "\"")).code())
          .as(padded)
          .isEqualTo("2003400");
    }
    assertThat(stored()).isEqualTo(1);
    String other = Bri.payment(id + "-2", "1", "1");
    assertThat(bri.push(token, other.replace("\"   77777\"", "\"00001234\"")).code())
        .isEqualTo("2003400");
    assertThat(
            database
                .sql("select briva_no from notification where payment_request_id = :id")
                .param("id", id + "-2")
                .query(String.class)
                .single())
        .isEqualTo("01234");
    Bri.Answered unknown = bri.push(token, other.replace("\"   77777\"", "\"   77778\""));
    assertThat(unknown.code()).isEqualTo("4043416");
    assertThat(unknown.message()).isEqualTo("Partner Not Found");
  }

  @Test
  void two_hundred_at_once_are_each_stored_once() {
    String token = bri.token();
    List<CompletableFuture<Bri.Answered>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String body = Bri.payment(id + "-" + i % 50, "1", "1000");
      answers.add(bri.send("POST", Bri.PAYMENT, Bri.pushHeaders(token, body), body));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().code()).isEqualTo("2003400"));
    assertThat(
            database
                .sql("select count(*) from notification where payment_request_id like :id")
                .param("id", id + "-%")
                .query(Long.class)
                .single())
        .isEqualTo(50);
  }

  @Test
  void only_post_is_taken_and_nothing_else_is_there() {
    for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
      Bri.Answered answer = bri.send(method, Bri.PAYMENT, Map.of(), "").join();
      refused(answer, "4053400");
      assertThat(answer.headers()).containsEntry("allow", "POST");
    }
    refused(bri.send("GET", Bri.TOKEN, Map.of(), "").join(), "4057300");
    RestAssured.given().post(Bri.PAYMENT + "/more").then().statusCode(404);
  }

  @Test
  void what_cannot_be_stored_is_pending_at_bri_and_stored_when_it_comes_again() {
    String token = bri.token();
    Map<String, String> headers = Bri.pushHeaders(token, payment);
    database.sql("alter table notification rename to notification_away").update();
    try {
      Bri.Answered answer = bri.post(Bri.PAYMENT, headers, payment);
      assertThat(answer.code()).isEqualTo("5003400");
      assertThat(answer.message()).isEqualTo("General Error");
    } finally {
      database.sql("alter table notification_away rename to notification").update();
    }
    assertThat(bri.post(Bri.PAYMENT, headers, payment).code()).isEqualTo("2003400");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_payment_waits_for_a_database_that_is_away() throws SQLException {
    String token = bri.token();
    Map<String, String> headers = Bri.pushHeaders(token, payment);
    try (Connection other =
            DriverManager.getConnection(
                url.replaceFirst("/postgres(?=$|\\?)", "/template1"), "postgres", "");
        Statement statement = other.createStatement()) {
      statement.execute("update pg_database set datallowconn = false where datname = 'postgres'");
      try {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
        assertThat(bri.post(Bri.PAYMENT, headers, payment).code()).isIn("5003400", "5043400");
        // what is known to be wrong without the database still is
        headers.put("X-SIGNATURE", "00");
        assertThat(bri.post(Bri.PAYMENT, headers, payment).code()).isEqualTo("4013400");
      } finally {
        statement.execute("update pg_database set datallowconn = true where datname = 'postgres'");
      }
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bri.push(token, payment).code().equals("2003400"));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void every_end_is_counted() {
    String token = bri.token();
    bri.push(token, payment);
    bri.push(token, payment);
    bri.push("wrong", payment);

    for (String result : List.of("stored", "repeated", "unauthorized")) {
      assertThat(meters.get("bridge.notifications").tag("result", result).counter().count())
          .isPositive();
    }
    assertThat(meters.get("bridge.notification.tokens").tag("result", "issued").counter().count())
        .isPositive();
  }

  @Test
  void an_amount_may_be_a_number_and_an_account_may_not() {
    String token = bri.token();
    refused(bri.push(token, payment.replace("\"08577508881\"", "8577508881")), "4003401");
    assertThat(bri.push(token, payment.replace("\"650000\"", "650000")).code())
        .isEqualTo("2003400");
    assertThat(bri.push(token, payment).code()).isEqualTo("2003400");
  }

  @Test
  void external_ids_of_days_long_over_are_forgotten() throws Exception {
    database
        .sql(
            """
            insert into notification_external_id (day, external_id, body_sha256)
            select cast(now() at time zone 'Asia/Jakarta' as date) - n, 'old', 'x' from generate_series(0, 4) n
            """)
        .update();
    // its timer fires soon after its start, and then once a minute
    routes.getRouteController().stopRoute("forget-external-ids");
    routes.getRouteController().startRoute("forget-external-ids");

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        database
                            .sql(
                                "select count(*) from notification_external_id where external_id = 'old'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2));
  }
}
