package dev.briapi.bridge.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.payment.PaymentEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@PaymentEnvironment
class PaymentApiTest {
  @Inject JdbcClient database;

  @BeforeEach
  void nothingIsThere() {
    database
        .sql("truncate payment, notification, difference, reconciliation, virtual_account cascade")
        .update();
  }

  private void run(String sql) {
    database.sql(sql).update();
  }

  private void payments(int count, int notifications) {
    run(
        """
        insert into payment (briva_no, cust_code, amount, payment_date, teller_id, trx_id, channel)
        select '77777', 'c' || n, n + 0.5, timestamptz '2026-11-20T00:30:00+07:00' + n / 3 * interval '1 second', 't' || n, 'x', 'IBNK'
        from generate_series(1, %d) n
        """
            .formatted(count));
    run(
        """
        insert into notification (briva_no, payment_request_id, cust_code, amount, trx_date_time, body_sha256, answer)
        select '77777', 'r' || n, 'n' || n, n, timestamptz '2026-11-20T00:30:00+07:00' + n / 3 * interval '1 second', '-', '-'
        from generate_series(1, %d) n
        """
            .formatted(notifications));
  }

  private static Response csv(String path) {
    return Api.viewer().header("Accept", "text/csv").get(path);
  }

  @Test
  void every_payment_and_unreported_notification_is_on_exactly_one_page() {
    payments(20, 17);
    run(
        "update notification set payment_id = (select min(id) from payment) where payment_request_id = 'r1'");

    List<String> all = new ArrayList<>();
    String next = null;
    do {
      JsonPath page =
          Api.get("/api/payments?brivaNo=77777&limit=5" + (next == null ? "" : "&after=" + next))
              .extract()
              .jsonPath();
      all.addAll(page.getList("items.custCode", String.class));
      next = page.getString("next");
    } while (next != null && all.size() < 100);

    assertThat(all).hasSize(36).doesNotHaveDuplicates();
    assertThat(
            Api.get("/api/payments?limit=100")
                .extract()
                .jsonPath()
                .getList("items.custCode", String.class))
        .isEqualTo(all);
  }

  @Test
  void a_payment_has_the_fields_of_report_and_notification() {
    payments(1, 1);
    run("update notification set payment_id = (select id from payment)");

    Api.get("/api/payments?custCode=c1&from=2026-11-20&to=2026-11-20&notified=true&reported=true")
        .body("items.size()", equalTo(1))
        .body("items[0].brivaNo", equalTo("77777"))
        .body("items[0].amount", equalTo("1.50"))
        .body("items[0].paymentDate", equalTo("2026-11-20T00:30:00+07:00"))
        .body("items[0].tellerId", equalTo("t1"))
        .body("items[0].trxId", equalTo("x"))
        .body("items[0].channel", equalTo("IBNK"))
        .body("items[0].paymentRequestId", equalTo("r1"))
        .body("items[0].containsKey('source')", equalTo(false))
        .body("next", nullValue());
    Api.get("/api/payments?notified=false").body("items.size()", equalTo(0));
    Api.get("/api/payments?reported=false").body("items.size()", equalTo(0));
    Api.get("/api/payments?to=2026-11-19").body("items.size()", equalTo(0));

    run("update notification set payment_id = null, told_again = '9.00 for n1'");
    run("update payment set trx_id = '~2'");
    Api.get("/api/payments?reported=false")
        .body("items.size()", equalTo(1))
        .body("items[0].reportedAt", nullValue())
        .body("items[0].toldAgain", equalTo("9.00 for n1"))
        .body("items[0].custCode", equalTo("n1"));
    Api.get("/api/payments?notified=false")
        .body("items.custCode", equalTo(List.of("c1")))
        .body("items[0].toldAgain", nullValue())
        .body("items[0].trxId", nullValue());
    Api.problem(Api.viewer().get("/api/payments?notified=perhaps"), 400);
    Api.problem(Api.viewer().get("/api/payments?after=rubbish"), 400);
  }

  @Test
  void every_list_comes_as_csv_also_when_it_is_empty() {
    for (Map.Entry<String, String> list :
        Map.of(
                "/api/payments", "brivaNo,custCode,amount,",
                "/api/differences", "id,kind,product,key,",
                "/api/reconciliations", "id,product,subject,window,",
                "/api/accounts", "brivaNo,custCode,nama,amount,",
                "/api/invoices?anchorCode=NOBODY", "referenceNumber,invoiceNumber,")
            .entrySet()) {
      Response answer = csv(list.getKey());
      assertThat(answer.statusCode()).as(list.getKey()).isEqualTo(200);
      assertThat(answer.contentType()).startsWith("text/csv");
      assertThat(answer.asString()).startsWith(list.getValue()).endsWith("\r\n");
      assertThat(answer.asString().lines()).hasSize(1);
    }
    Api.problem(csv("/api/payments?from=yesterday"), 400);
    Api.problem(given().header("Accept", "text/csv").get("/api/payments"), 401);
  }

  @Test
  void an_export_is_filtered_and_runs_no_formula() {
    payments(2, 0);
    run(
        "update payment set name = '=HYPERLINK(\"x\")', description = 'a,\"b\"' where cust_code = 'c1'");

    assertThat(csv("/api/payments?custCode=c1").asString().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith(
            "77777,c1,1.50,2026-11-20T00:30+07:00,t1,x,IBNK,\"'=HYPERLINK(\"\"x\"\")\",\"a,\"\"b\"\"\",");
  }

  @Test
  void a_long_list_is_streamed_whole() throws IOException {
    payments(50_000, 3);
    long lines = 0;
    String last = null;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(csv("/api/payments").asInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        last = line;
      }
    }
    assertThat(lines).isEqualTo(50_004);
    assertThat(last).startsWith("77777,n2,2.00,");
  }

  private UUID difference(String state) {
    return database
        .sql(
            """
            insert into difference (kind, product, key, subject, ours, theirs, first_seen, state)
            values ('amount-mismatch', 'briva', '77777/1', '77777/1', '100.00', '90.00', '2026-11-20T02:30:00Z', :state) returning id
            """)
        .param("state", state)
        .query(UUID.class)
        .single();
  }

  @Test
  void a_difference_is_listed_and_resolved_once_with_a_reason() {
    UUID open = difference("open");
    difference("closed");
    Api.get("/api/differences").body("items.size()", equalTo(2));
    Api.get(
            "/api/differences?state=open&kind=amount-mismatch&product=briva&key=77777/1&from=2026-11-20&to=2026-11-20")
        .body("items.id", equalTo(List.of(open.toString())))
        .body("items[0].ours", equalTo("100.00"))
        .body("items[0].theirs", equalTo("90.00"))
        .body("items[0].firstSeen", equalTo("2026-11-20T09:30:00+07:00"))
        .body("items[0].resolution", nullValue());
    Api.problem(Api.viewer().get("/api/differences?kind=nonsense"), 400);

    String path = "/api/differences/" + open + "/resolution";
    Api.problem(Api.post(path, Map.of("reason", " ")), 400);
    Api.problem(
        Api.viewer().contentType("application/json").body(Map.of("reason", "x")).post(path), 403);
    Api.post(path, Map.of("reason", "agreed"))
        .then()
        .statusCode(200)
        .body("state", equalTo("resolved"))
        .body("resolution", equalTo("agreed"))
        .body("resolvedBy", equalTo("operator"));
    Api.problem(Api.post(path, Map.of("reason", "again")), 409);
    Api.problem(
        Api.post("/api/differences/" + UUID.randomUUID() + "/resolution", Map.of("reason", "x")),
        404);
  }

  @Test
  void a_day_can_be_asked_for_and_waits_once() {
    Map<String, ?> day = Map.of("product", "briva", "date", "2026-11-19");
    List<String> ids =
        Api.post("/api/reconciliations", day)
            .then()
            .statusCode(202)
            .body("items.subject", equalTo(List.of("77777", "88888")))
            .body("items[0].product", equalTo("briva"))
            .body("items[0].window", equalTo("2026-11-19T00:00:00+07:00/2026-11-20T00:00:00+07:00"))
            .body("items[0].startedAt", nullValue())
            .body("items[0].new", equalTo(0))
            .body("items[0].requestedBy", equalTo("operator"))
            .extract()
            .jsonPath()
            .getList("items.id", String.class);
    Api.post("/api/reconciliations", day).then().statusCode(202).body("items.id", equalTo(ids));
    Api.get("/api/reconciliations?product=briva&state=waiting").body("items.size()", equalTo(2));
    Api.get("/api/reconciliations?subject=88888").body("items.size()", equalTo(1));
    assertThat(
            database
                .sql(
                    """
                    select bool_and(whole_day and started_at is null and window_from = '2026-11-18T17:00:00Z'
                      and window_to = '2026-11-19T17:00:00Z') from reconciliation
                    """)
                .query(Boolean.class)
                .single())
        .isTrue();

    run(
        "update reconciliation set started_at = now(), finished_at = now(), error = 'no' where subject = '88888'");
    Api.get("/api/reconciliations?state=failed").body("items[0].error", equalTo("no"));
    Api.post("/api/reconciliations", Map.of("product", "cbm"))
        .then()
        .statusCode(202)
        .body("items.size()", equalTo(1))
        .body("items[0].subject", nullValue());
    Api.problem(Api.post("/api/reconciliations", Map.of("product", "valas")), 400);
    Api.problem(
        Api.post("/api/reconciliations", Map.of("product", "briva", "date", "2999-01-01")), 400);
    Api.problem(
        Api.viewer().contentType("application/json").body(day).post("/api/reconciliations"), 403);
  }

  @Test
  void a_run_that_failed_shows_its_error_and_is_tried_at_once_when_it_is_asked_for_again() {
    Map<String, ?> day = Map.of("product", "briva", "date", "2026-11-19");
    List<String> ids =
        Api.post("/api/reconciliations", day).jsonPath().getList("items.id", String.class);
    run(
        "update reconciliation set tries = 2, error = 'no connection', try_at = '2026-11-20T02:30:00Z'");
    Api.get("/api/reconciliations?state=waiting&subject=77777")
        .body("items[0].error", equalTo("no connection"))
        .body("items[0].tries", equalTo(2))
        .body("items[0].finishedAt", nullValue())
        .body("items[0].nextTryAt", equalTo("2026-11-20T09:30:00+07:00"));
    assertThat(csv("/api/reconciliations?subject=77777").asString())
        .contains(",tries,nextTryAt\r\n")
        .contains("no connection,2,2026-11-20T09:30");

    Api.post("/api/reconciliations", day)
        .then()
        .statusCode(202)
        .body("items.id", equalTo(ids))
        .body("items[0].nextTryAt", nullValue());
    run("update reconciliation set finished_at = now(), started_at = null");
    assertThat(Api.post("/api/reconciliations", day).jsonPath().getList("items.id", String.class))
        .as("what is over is not waiting")
        .doesNotContainAnyElementsOf(ids);
  }

  @Test
  void a_day_is_asked_for_as_people_mean_it() {
    String today = LocalDate.now(Clock.system(BankTime.WIB)).toString();
    Api.post("/api/reconciliations", Map.of("product", "briva"))
        .then()
        .statusCode(202)
        .body("items[0].window", startsWith(today + "T00:00:00+07:00/"));
    Api.post("/api/reconciliations", Map.of("product", "briva", "date", today))
        .then()
        .statusCode(202);
    Api.get("/api/reconciliations?product=briva").body("items.size()", equalTo(2));
    String tomorrow = LocalDate.now(Clock.system(BankTime.WIB)).plusDays(1).toString();
    for (Map<String, ?> wrong :
        List.of(
            Map.of("product", "briva", "date", tomorrow),
            Map.of("product", "briva", "date", "20261119"),
            Map.of("product", "briva", "date", "2026-02-30"),
            Map.of("product", "nonsense"),
            Map.of("date", today))) {
      Api.problem(Api.post("/api/reconciliations", wrong), 400);
    }
  }

  @Test
  void accounts_are_imported_and_listed() {
    String file = "brivaNo,custCode,nama,amount\n77777,1,Yories,20000\n77777,2,x,1e5\n";
    Api.operator()
        .contentType("text/csv")
        .body(file)
        .post("/api/accounts")
        .then()
        .statusCode(200)
        .body("lines", equalTo(2))
        .body("taken", equalTo(1))
        .body("rejected", equalTo(1))
        .body("errors[0].line", equalTo(2))
        .body("errors[0].field", equalTo("amount"))
        .body("errors[0].value", equalTo("1e5"));
    Api.get("/api/accounts?brivaNo=77777&state=active&origin=import")
        .body("items.size()", equalTo(1))
        .body("items[0].nama", equalTo("Yories"))
        .body("items[0].amount", equalTo("20000.00"));
    Api.problem(Api.viewer().contentType("text/csv").body(file).post("/api/accounts"), 403);
    Api.problem(
        Api.operator().contentType("text/csv").body("a,b\n1,2\n").post("/api/accounts"), 422);
    Api.problem(Api.operator().contentType("text/csv").body("").post("/api/accounts"), 422);
  }

  @Test
  void the_description_knows_both_forms() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body(
            "paths.'/api/payments'.get.responses.'200'.content.keySet()",
            hasItems("application/json", "text/csv"))
        .body(
            "paths.'/api/payments'.get.parameters.name",
            hasItems("brivaNo", "custCode", "from", "to", "after", "limit"));
  }
}
