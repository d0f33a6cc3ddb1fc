package dev.briapi.bridge.console;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class ListingTest {
  @Inject Rows rows;

  @Test
  void every_item_is_on_exactly_one_page() {
    rows.batches(7, "paged", "2020-01-02T03:04:05.123456Z");
    rows.batches(5, "paged-later", "2020-01-02T03:04:05.123457Z");

    List<String> ids = pages("/api/batches?file=PAGED&limit=5", "batchId");

    assertThat(ids).hasSize(12).doesNotHaveDuplicates();
    JsonPath whole = Api.get("/api/batches?file=paged").extract().jsonPath();
    assertThat(whole.getList("items.batchId", String.class)).isEqualTo(ids);
    assertThat(whole.getString("items[0].file")).startsWith("paged-later");
    assertThat(whole.getString("next")).isNull();
  }

  @Test
  void a_page_that_is_just_full_is_the_last_one() {
    rows.batches(3, "full", "2020-01-02T03:04:05Z");
    Api.get("/api/batches?file=full&limit=3")
        .body("items.size()", equalTo(3))
        .body("next", nullValue());
  }

  @Test
  void a_period_takes_days_of_wib_and_moments() {
    // 2019-12-31 23:30 and 2020-01-01 00:30 of WIB
    rows.batches(1, "newyear-old-", "2019-12-31T16:30:00Z");
    rows.batches(1, "newyear-new-", "2019-12-31T17:30:00Z");

    String newest = "newyear-new-1.csv";
    String oldest = "newyear-old-1.csv";
    assertThat(files("from=2020-01-01")).containsExactly(newest);
    assertThat(files("to=2019-12-31")).containsExactly(oldest);
    assertThat(files("from=2019-12-31&to=2020-01-01")).containsExactly(newest, oldest);
    assertThat(files("from=2019-12-31T17:30:00Z")).containsExactly(newest);
    assertThat(files("to=2020-01-01T00:30:00%2B07:00")).containsExactly(oldest);
    assertThat(files("state=rejected")).isEmpty();
  }

  private static List<String> files(String query) {
    return Api.get("/api/batches?file=newyear&" + query)
        .extract()
        .jsonPath()
        .getList("items.file", String.class);
  }

  @Test
  void a_batch_has_the_fields_of_its_acknowledgement() {
    Rows.Story story = rows.needsAttention();
    Api.get("/api/batches/" + story.batch())
        .body("batchId", equalTo(story.batch().toString()))
        .body("file", equalTo("story.csv"))
        .body("state", equalTo("sending"))
        .body("lines", equalTo(1))
        .body("pending", equalTo(1))
        .body("amountTotal", equalTo("1000.00"))
        .body("amountCreated", equalTo("0.00"))
        .body("progress.done", equalTo(0))
        .body("progress.lines", equalTo(1));
    Rows.Story done = rows.givenUp();
    Api.get("/api/batches/" + done.batch())
        .body("refused", equalTo(1))
        .body("containsKey('progress')", equalTo(false));
    Api.problem(Api.viewer().get("/api/batches/" + UUID.randomUUID()), 404);
  }

  @Test
  void a_line_without_an_outcome_is_pending_and_says_what_its_request_says() {
    Rows.Story story = rows.needsAttention();
    Api.get("/api/batches/" + story.batch() + "/lines")
        .body("items.size()", equalTo(1))
        .body("items[0].line", equalTo(1))
        .body("items[0].invoiceNumber", equalTo(story.number()))
        .body("items[0].outcome", equalTo("pending"))
        .body("items[0].message", equalTo("given up after 7 attempts: no answer"))
        .body("items[0].requestId", equalTo(story.request().toString()));
    Api.get("/api/batches/" + story.batch() + "/lines?outcome=pending")
        .body("items.size()", equalTo(1));
    Api.get("/api/batches/" + story.batch() + "/lines?outcome=created")
        .body("items.size()", equalTo(0));
    Api.problem(Api.viewer().get("/api/batches/" + UUID.randomUUID() + "/lines"), 404);
    Api.problem(Api.viewer().get("/api/batches/" + story.batch() + "/lines?outcome=lost"), 400);
  }

  @Test
  void lines_are_paged_in_the_order_of_the_file() {
    Rows.Story story = rows.givenUp();
    rows.run(
        "insert into line (batch_id, line, outcome) select :id, n, 'invalid' from generate_series(2, 12) n",
        story.batch());

    List<String> lines = pages("/api/batches/" + story.batch() + "/lines?limit=5", "line");

    assertThat(lines)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
  }

  @Test
  void invoices_are_paged_by_their_key_and_have_a_history() {
    for (String number : List.of("B", "a", "Ä", "C'--", "d e")) {
      rows.invoice("LIST", "P", number, "LIST-" + number, new BigDecimal("1234567.500"));
    }

    assertThat(pages("/api/invoices?anchorCode=LIST&partnerCode=P&limit=2", "invoiceNumber"))
        .containsExactlyInAnyOrder("B", "a", "Ä", "C'--", "d e");
    Api.get("/api/invoices?anchorCode=LIST&invoiceNumber=B")
        .body("items.size()", equalTo(1))
        .body("items[0].referenceNumber", equalTo("LIST-B"))
        .body("items[0].amount", equalTo("1234567.50"))
        .body("items[0].createdAt", equalTo("2026-11-20T09:30:00+07:00"))
        .body("items[0].containsKey('history')", equalTo(false));
    Api.get("/api/invoices?referenceNumber=LIST-B&statusCode=01").body("items.size()", equalTo(1));
    Api.get("/api/invoices?referenceNumber=LIST-B&statusCode=00").body("items.size()", equalTo(0));
    Api.get("/api/invoices/LIST-B")
        .body("history.statusCode", equalTo(List.of("00", "01")))
        .body("history[1].statusDesc", equalTo("Disbursed"))
        .body("history[1].seenAt", equalTo("2026-11-21T09:30:00+07:00"));
    Api.problem(Api.viewer().get("/api/invoices/LIST-Z"), 404);
  }

  @Test
  void a_request_is_pending_while_it_is_under_way() {
    Rows.Story story = rows.needsAttention();
    String path = "/api/requests/" + story.request();
    for (String status : List.of("received", "sending", "pending")) {
      rows.run("update request set status = '" + status + "' where id = :id", story.request());
      Api.get(path).body("outcome", equalTo("pending")).body("status", equalTo(status));
      assertThat(listed(story, "pending")).isEqualTo(1);
    }
    rows.run(
        "update request set status = 'not-sent', next_at = now() + interval '1 day' where id = :id",
        story.request());
    Api.get(path).body("outcome", equalTo("pending"));
    assertThat(listed(story, "pending")).isEqualTo(1);
    assertThat(listed(story, "not-sent")).isZero();
    rows.run("update request set next_at = null where id = :id", story.request());
    Api.get(path).body("outcome", equalTo("not-sent"));
    assertThat(listed(story, "not-sent")).isEqualTo(1);
    assertThat(listed(story, "pending")).isZero();
  }

  private static int listed(Rows.Story story, String outcome) {
    return Api.get(
            "/api/requests?product=cbm&operation=create-invoice&reason=no-connection&reference="
                + story.number()
                + "&outcome="
                + outcome)
        .extract()
        .jsonPath()
        .getList("items")
        .size();
  }

  @Test
  void requests_are_found_by_their_caller() {
    Rows.Story story = rows.givenUp();
    String caller = "caller-" + story.number();
    rows.run(
        "update request set caller = 'caller-" + story.number() + "' where id = :id",
        story.request());
    Api.get("/api/requests?caller=" + caller)
        .body("items.requestId", equalTo(List.of(story.request().toString())));
    Api.problem(Api.viewer().get("/api/requests?caller=%00"), 400);
  }

  @Test
  void a_request_shows_every_attempt() {
    Rows.Story story = rows.givenUp();
    Api.get("/api/requests/" + story.request())
        .body("requestId", equalTo(story.request().toString()))
        .body("caller", equalTo("erp"))
        .body("attempts.number", equalTo(List.of(1, 2)))
        .body("attempts[0].durationMs", equalTo(12))
        .body("attempts[0].httpStatus", nullValue())
        .body("attempts[0].request", equalTo("POST /x"))
        .body("attempts[0].response", equalTo("Connection refused"));
    Api.problem(Api.viewer().get("/api/requests/" + UUID.randomUUID()), 404);
  }

  private static List<String> pages(String path, String field) {
    List<String> all = new ArrayList<>();
    String next = null;
    do {
      JsonPath page = Api.get(path + (next == null ? "" : "&after=" + next)).extract().jsonPath();
      List<Object> items = page.getList("items." + field);
      assertThat(items).isNotEmpty();
      items.forEach(item -> all.add(String.valueOf(item)));
      next = page.getString("next");
    } while (next != null && all.size() < 1000);
    return all;
  }
}
