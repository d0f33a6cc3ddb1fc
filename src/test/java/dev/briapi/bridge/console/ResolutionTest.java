package dev.briapi.bridge.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class ResolutionTest {
  @Inject Rows rows;

  @Test
  void a_person_ends_a_request_that_needs_attention() {
    Rows.Story story = rows.needsAttention();
    Api.get("/api/requests/" + story.request()).body("outcome", equalTo("needs-attention"));

    resolve(
            story.request(),
            Map.of(
                "outcome",
                "succeeded",
                "reason",
                "BRI said so",
                "referenceNumber",
                "REF-" + story.number()))
        .then()
        .statusCode(200)
        .body("outcome", equalTo("succeeded"))
        .body("reason", nullValue())
        .body("message", equalTo("resolved by operator: BRI said so"))
        .body("referenceNumber", equalTo("REF-" + story.number()))
        .body("nextAt", nullValue());
  }

  @Test
  void a_refusal_has_a_reason_of_its_own() {
    Rows.Story story = rows.needsAttention();

    resolve(story.request(), Map.of("outcome", "refused", "reason", "not in BRI's list"))
        .then()
        .statusCode(200)
        .body("outcome", equalTo("refused"))
        .body("reason", equalTo("resolved-by-person"))
        .body("message", containsString("not in BRI's list"));
  }

  @Test
  void only_a_request_that_waits_for_a_person_can_be_resolved() {
    Rows.Story story = rows.needsAttention();
    Map<String, String> word = Map.of("outcome", "refused", "reason", "because");
    for (String state :
        List.of("received", "sending", "succeeded", "refused", "pending", "not-sent", "invalid")) {
      rows.run("update request set status = '" + state + "' where id = :id", story.request());

      Api.problem(resolve(story.request(), word), 409).body("detail", containsString(state));

      assertThat(rows.row("request", story.request())).containsEntry("status", state);
    }
    Api.problem(resolve(UUID.randomUUID(), word), 404);
  }

  @Test
  void two_invoices_cannot_have_one_reference() {
    Rows.Story story = rows.needsAttention();
    String reference = "REF-" + UUID.randomUUID();
    rows.invoice("RES", "P", story.number(), reference, new BigDecimal("1"));
    Map<String, String> word =
        Map.of("outcome", "succeeded", "reason", "because", "referenceNumber", reference);

    Api.problem(resolve(story.request(), word), 409);

    Rows.Story one = rows.needsAttention();
    Rows.Story other = rows.needsAttention();
    Map<String, String> same =
        Map.of("outcome", "succeeded", "reason", "because", "referenceNumber", "X" + reference);
    resolve(one.request(), same).then().statusCode(200);
    Api.problem(resolve(other.request(), same), 409);
  }

  @Test
  void what_is_wrong_with_a_resolution_is_said_all_at_once() {
    Rows.Story story = rows.needsAttention();
    Api.problem(resolve(story.request(), Map.of("outcome", "perhaps", "reason", " ")), 400)
        .body("errors.field", equalTo(List.of("outcome", "reason")));
    Api.problem(resolve(story.request(), Map.of()), 400);
    Api.problem(
            resolve(
                story.request(),
                Map.of("outcome", "refused", "reason", "x", "referenceNumber", "R")),
            400)
        .body("errors.field", equalTo(List.of("referenceNumber")));
    Api.problem(resolve(story.request(), Map.of("outcome", "refused", "reason", "a\u0000b")), 400);
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "\"x\"",
            "{\"outcome\": {\"a\": 1}}",
            "{\"reason\": \"\\ud800\", \"outcome\": \"refused\"}")) {
      Api.problem(
          Api.operator()
              .contentType("application/json")
              .body(body)
              .post("/api/requests/" + story.request() + "/resolution"),
          400);
    }
    assertThat(rows.row("request", story.request())).containsEntry("status", "needs-attention");
  }

  private static Response resolve(UUID request, Map<String, ?> word) {
    return Api.post("/api/requests/" + request + "/resolution", word);
  }
}
