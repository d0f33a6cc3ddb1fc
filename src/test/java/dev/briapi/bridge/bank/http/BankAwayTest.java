package dev.briapi.bridge.bank.http;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.contract.SignatureScheme;
import dev.briapi.bridge.flow.TestDatabase;
import dev.briapi.bridge.request.BankCall;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** What a bank that is away does to work, health and metrics. Its breakers stay open here. */
@QuarkusTest
@WithTestResource(
    value = WireEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.circuit.calls", value = "4"),
      @ResourceArg(name = "briapi.circuit.delay", value = "1h")
    })
class BankAwayTest {
  WireBank bank;
  TestDatabase look;
  @Inject WireCalls calls;
  @Inject Tokens tokens;
  @Inject Breakers breakers;

  @TestHTTPResource(value = "/health/well", management = true)
  URI well;

  @TestHTTPResource(value = "/health/ready", management = true)
  URI ready;

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics;

  @BeforeEach
  void theBankIsThere() throws Exception {
    calls.noJobRuns();
    bank.reset();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      tokens.current(scheme);
    }
    bank.reset();
  }

  private Map<String, Object> attempt(BankCall call) {
    return look.rows("select * from attempt where request_id = ?", call.requestId()).get(0);
  }

  @Test
  void repeatedSilenceOpensTheBreakerAndNothingMoreIsSent() throws Exception {
    assertThat(breakers.resting()).doesNotContain("valas");
    bank.away();
    for (int i = 0; i < 4; i++) {
      Answer answer = calls.send(calls.call("valas", "transaction-counter", Map.of(), "{}"));
      assertThat(answer.verdict().reason()).isEqualTo("connection-broken");
    }
    BankCall next = calls.call("valas", "transaction-counter", Map.of(), "{}");
    assertThat(catchThrowable(() -> calls.send(next)))
        .rootCause()
        .hasMessageContaining("circuit-open");

    assertThat(bank.calls()).hasSize(4);
    assertThat(attempt(next))
        .containsEntry("outcome", "not-sent")
        .containsEntry("reason", "circuit-open")
        .containsEntry("http_status", null);
    assertThat(breakers.resting().split(",")).contains("valas").doesNotContain("briva");
    given().get(ready).then().statusCode(200);
    given()
        .get(well)
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'bank' }.data.valas", equalTo("open"))
        .body("checks.find { it.name == 'bank' }.data.briva", equalTo("closed"));
    assertThat(given().get(metrics).asString())
        .contains("bridge_bank_breaker_state{product=\"valas\"} 2.0")
        .contains("bridge_bank_breaker_state{product=\"briva\"} 0.0")
        .containsPattern(
            "bridge_bank_calls_seconds_count\\{operation=\"transaction-counter\",outcome=\"pending\",product=\"valas\"} [1-9]");

    bank.reset();
    UUID resting = calls.due("valas", "nego-info", "{}");
    UUID other = calls.due("briva", "create-account", "{}");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> !look.rows("select from attempt where request_id = ?", other).isEmpty());
    assertThat(look.rows("select claimed_by, status, round from request where id = ?", resting))
        .containsExactly(row("claimed_by", null, "status", "received", "round", 0));
  }

  private static Map<String, Object> row(Object... cells) {
    Map<String, Object> row = new java.util.HashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    return row;
  }

  @Test
  void aTokenServiceThatIsAwayCountsForTheProductThatAskedIt() throws Exception {
    tokens.refused(SignatureScheme.SNAP, tokens.current(SignatureScheme.SNAP));
    bank.away();
    // the memory of a failure lasts a second: four of them are four requests for a token
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              BankCall call = calls.call("snap", "inquire-account", Map.of(), "{}");
              assertThat(catchThrowable(() -> calls.send(call))).isNotNull();
              return breakers.state("snap") == CircuitBreakerState.OPEN;
            });
    assertThat(bank.tokenRequests()).hasSize(4);
    assertThat(bank.calls()).isEmpty();
    assertThat(breakers.state("cbm")).isEqualTo(CircuitBreakerState.CLOSED);
  }
}
