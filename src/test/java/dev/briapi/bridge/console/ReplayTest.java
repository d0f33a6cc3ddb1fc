package dev.briapi.bridge.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.invoice.DropFolder;
import dev.briapi.bridge.invoice.Outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class ReplayTest {
  @Inject Rows rows;
  @Inject Outcomes outcomes;
  @Inject DropFolder folder;

  @Test
  void a_request_that_was_given_up_is_made_anew_and_its_line_waits_for_it() {
    Rows.Story story = rows.givenUp();

    Response answer = replay(story.letter());

    answer
        .then()
        .statusCode(202)
        .body("state", equalTo("replayed"))
        .body("replayedBy", equalTo("operator"));
    UUID successor = successor(answer);
    assertThat(successor).isNotEqualTo(story.request());
    assertThat(rows.row("request", successor))
        .containsEntry("status", "received")
        .containsEntry("round", 0)
        .containsEntry("attempts", 0)
        .containsEntry("body", "{\"a\":1}")
        .containsEntry("caller", "erp")
        .containsEntry("reference", story.number());
    assertThat(rows.row("request", successor).get("next_at")).isNotNull();
    assertThat(rows.row("request", story.request())).containsEntry("status", "refused");
    assertThat(rows.line(story.batch()))
        .containsEntry("request_id", successor)
        .containsEntry("outcome", null)
        .containsEntry("message", null);
    assertThat(rows.row("batch", story.batch()))
        .containsEntry("state", "sending")
        .containsEntry("refused", 0)
        .containsEntry("acknowledged", 0);
    assertThat(rows.count("invoice where invoice_number = :value", story.number())).isEqualTo(1);
  }

  @Test
  void the_new_request_holds_the_key_of_a_caller_and_is_sent_whatever_the_caller_was_told() {
    Rows.Story story = rows.givenUp();
    rows.run(
        """
        update request set key_held = 'key of ' || id, idempotency_key = 'K-1', body_sha256 = 'abc', unattended = false,
          parameters = '{"a": "b"}', answer = 'old', answer_status = 400
        where id = :id
        """,
        story.request());

    UUID successor = successor(replay(story.letter()));

    assertThat(rows.row("request", successor))
        .containsEntry("key_held", "key of " + story.request())
        .containsEntry("idempotency_key", "K-1")
        .containsEntry("body_sha256", "abc")
        .containsEntry("unattended", true)
        .containsEntry("answer", null)
        .extractingByKey("parameters")
        .hasToString("{\"a\": \"b\"}");
    assertThat(rows.row("request", story.request())).containsEntry("key_held", null);
  }

  @Test
  void the_new_request_of_a_caller_takes_its_invoice_number_again_unless_somebody_has_it() {
    Rows.Story story = rows.givenUp();
    rows.run(
        "update request set key_held = 'key of ' || id, body = '{\"Amount\":12.50}' where id = :id",
        story.request());
    rows.run("delete from line where request_id = :id", story.request());

    UUID successor = successor(replay(story.letter()));

    assertThat(
            rows.count(
                "invoice where amount = 12.50 and request_id = cast(:value as uuid)",
                successor.toString()))
        .isEqualTo(1);

    Rows.Story taken = rows.givenUp();
    rows.run(
        "update request set key_held = 'key of ' || id, body = '{\"Amount\":12.50}' where id = :id",
        taken.request());
    rows.run("delete from line where request_id = :id", taken.request());
    rows.invoice(taken.number(), null);
    assertThat(replay(taken.letter()).statusCode()).isEqualTo(409);
  }

  @Test
  void a_replay_that_is_refused_leaves_the_key_where_it_is() {
    Rows.Story story = rows.givenUp();
    rows.run("update request set key_held = 'key of ' || id where id = :id", story.request());
    rows.run(
        """
        insert into request (id, product, operation, natural_key, status)
        select gen_random_uuid(), product, operation, natural_key, 'succeeded' from request where id = :id
        """,
        story.request());

    assertThat(replay(story.letter()).statusCode()).isEqualTo(409);

    assertThat(rows.row("request", story.request()))
        .containsEntry("key_held", "key of " + story.request());
  }

  @Test
  void a_request_that_has_handed_its_key_on_is_not_sent_beside_its_successors() {
    Rows.Story story = rows.givenUp();
    rows.run(
        "update request set body_sha256 = 'abc', key_held = null where id = :id", story.request());

    Api.problem(replay(story.letter()), 409).body("detail", containsString("key"));

    assertThat(rows.row("dead_letter", story.letter())).containsEntry("state", "open");
    assertThat(rows.count("request where reference = :value", story.number())).isEqualTo(1);
  }

  @Test
  void what_another_request_for_the_same_may_have_done_is_asked_for_first() {
    Rows.Story story = rows.givenUp();
    rows.run(
        """
        insert into request (id, product, operation, natural_key, status, doubtful)
        select gen_random_uuid(), product, operation, natural_key, 'refused', true from request where id = :id
        """,
        story.request());

    assertThat(rows.row("request", successor(replay(story.letter()))))
        .containsEntry("status", "pending")
        .containsEntry("doubtful", true);
  }

  @Test
  void what_bri_cannot_be_asked_about_is_left_to_a_person() {
    Rows.Story story = rows.needsAttention();
    rows.run(
        "update request set product = 'valas', operation = 'nego-continue' where id = :id",
        story.request());

    Api.problem(replay(story.letter()), 409).body("detail", containsString("resolve"));

    assertThat(rows.row("request", story.request())).containsEntry("status", "needs-attention");
    assertThat(rows.row("dead_letter", story.letter())).containsEntry("state", "open");
  }

  @Test
  void the_line_counts_once_when_the_new_request_succeeds() {
    Rows.Story story = rows.givenUp();
    UUID successor = successor(replay(story.letter()));
    rows.run(
        "update request set status = 'succeeded', bank_reference = 'R' || :id, next_at = null where id = :id",
        successor);

    outcomes.collect();

    assertThat(rows.line(story.batch())).containsEntry("outcome", "created");
    Map<String, Object> batch = rows.row("batch", story.batch());
    assertThat(batch).containsEntry("created", 1).containsEntry("refused", 0);
  }

  @Test
  void what_may_have_reached_the_bank_before_is_asked_for_first() {
    Rows.Story story = rows.givenUp();
    rows.run("update request set doubtful = true where id = :id", story.request());

    UUID successor = successor(replay(story.letter()));

    assertThat(rows.row("request", successor))
        .containsEntry("status", "pending")
        .containsEntry("doubtful", true);
  }

  @Test
  void a_line_that_was_not_collected_yet_is_not_counted_back() {
    Rows.Story story = rows.needsAttention();
    rows.run("update request set status = 'refused' where id = :id", story.request());

    replay(story.letter()).then().statusCode(202);

    assertThat(rows.row("batch", story.batch())).containsEntry("refused", 0);
    assertThat(rows.count("invoice where invoice_number = :value", story.number())).isEqualTo(1);
  }

  @Test
  void nothing_changes_when_the_invoice_number_was_taken_meanwhile() {
    Rows.Story story = rows.givenUp();
    rows.invoice(story.number(), null);

    Api.problem(replay(story.letter()), 409).body("detail", containsString(story.number()));

    assertThat(rows.row("dead_letter", story.letter())).containsEntry("state", "open");
    assertThat(rows.line(story.batch())).containsEntry("outcome", "refused");
    assertThat(rows.count("request where reference = :value", story.number())).isEqualTo(1);
  }

  @Test
  void nothing_is_sent_twice_when_another_request_for_the_same_was_made() {
    Rows.Story story = rows.givenUp();
    rows.run(
        """
        insert into request (id, product, operation, natural_key, status)
        select gen_random_uuid(), product, operation, natural_key, 'succeeded' from request where id = :id
        """,
        story.request());

    Api.problem(replay(story.letter()), 409);
  }

  @Test
  void a_request_that_needs_attention_is_asked_for_again_under_its_own_id() {
    Rows.Story story = rows.needsAttention();

    Response answer = replay(story.letter());

    answer.then().statusCode(202);
    assertThat(successor(answer)).isEqualTo(story.request());
    assertThat(rows.row("request", story.request()))
        .containsEntry("status", "pending")
        .containsEntry("doubtful", true)
        .containsEntry("round", 0);
    assertThat(rows.row("request", story.request()).get("next_at")).isNotNull();
  }

  @Test
  void a_request_that_has_ended_well_or_is_under_way_is_left_alone() {
    for (String state : List.of("succeeded", "sending", "pending", "received")) {
      Rows.Story story = rows.needsAttention();
      rows.run("update request set status = '" + state + "' where id = :id", story.request());

      Api.problem(replay(story.letter()), 409);

      assertThat(rows.row("request", story.request())).containsEntry("status", state);
      assertThat(rows.row("dead_letter", story.letter())).containsEntry("state", "open");
    }
  }

  @Test
  void of_many_replays_at_once_one_counts() throws Exception {
    Rows.Story story = rows.givenUp();
    UUID second = UUID.randomUUID();
    rows.letter(second, story.request());
    Callable<Integer> first = () -> replay(story.letter()).statusCode();
    Callable<Integer> other = () -> replay(second).statusCode();

    List<Integer> statuses = atOnce(List.of(first, other, first, other, first, other));

    assertThat(statuses).containsOnlyOnce(202);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(5);
    assertThat(rows.count("request where reference = :value", story.number())).isEqualTo(2);
    assertThat(rows.row("batch", story.batch())).containsEntry("refused", 0);
  }

  @Test
  void a_file_goes_back_to_where_it_was_dropped() throws IOException {
    for (String inbox : List.of("inbox", "inbox/validate")) {
      String name = UUID.randomUUID() + " é.csv";
      Path file = Files.writeString(folder.rejected().resolve(name), "content");
      Files.writeString(folder.rejected().resolve(name + ".control.json"), "{}");
      Files.writeString(folder.rejected().resolve(name + ".error.txt"), "why");
      UUID letter = rows.letterOfFile(name, Files.size(file), "/somewhere/" + inbox);

      replay(letter).then().statusCode(202);

      assertThat(folder.inbox().resolveSibling(inbox).resolve(name)).hasContent("content");
      assertThat(folder.inbox().resolveSibling(inbox).resolve(name + ".control.json")).exists();
      assertThat(folder.rejected().resolve(name + ".error.txt")).doesNotExist();
      Api.problem(replay(letter), 409);
    }
  }

  @Test
  void a_file_that_is_gone_or_is_another_one_is_not_replayed() throws IOException {
    UUID gone = rows.letterOfFile("gone.csv", 7, "/drop/inbox");
    Api.problem(replay(gone), 409).body("detail", containsString("gone.csv"));

    Files.writeString(folder.rejected().resolve("other.csv"), "another content");
    UUID other = rows.letterOfFile("other.csv", 7, "/drop/inbox");
    Api.problem(replay(other), 409);

    assertThat(rows.row("dead_letter", other)).containsEntry("state", "open");
    assertThat(folder.rejected().resolve("other.csv")).exists();
  }

  @Test
  void an_unknown_dead_letter_is_not_found() {
    Api.problem(replay(UUID.randomUUID()), 404);
    Api.problem(Api.viewer().get("/api/dead-letters/" + UUID.randomUUID()), 404);
  }

  @Test
  void dead_letters_are_listed_by_state_and_route_and_shown_whole() {
    Rows.Story story = rows.needsAttention();

    List<String> open =
        Api.get("/api/dead-letters?state=open&route=settle-request&limit=1000")
            .extract()
            .jsonPath()
            .getList("items.id");
    assertThat(open).contains(story.letter().toString());
    Api.get("/api/dead-letters?state=replayed&route=nowhere").body("items.size()", equalTo(0));
    Api.get("/api/dead-letters/" + story.letter())
        .body("route", equalTo("settle-request"))
        .body("requestId", equalTo(story.request().toString()))
        .body("attempts", equalTo(7))
        .body("state", equalTo("open"))
        .body("body", equalTo("{\"a\":1}"))
        .body("headers.size()", equalTo(0))
        .body("createdAt", containsString("+07:00"));
  }

  private static Response replay(UUID letter) {
    return Api.operator().post("/api/dead-letters/" + letter + "/replay");
  }

  private static UUID successor(Response answer) {
    String location = answer.header("Location");
    assertThat(location).startsWith("/api/requests/");
    return UUID.fromString(location.substring("/api/requests/".length()));
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Integer> results = new java.util.ArrayList<>();
      for (Future<Integer> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
