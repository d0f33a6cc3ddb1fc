package dev.briapi.bridge.request;

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
import dev.briapi.bridge.platform.Replica;

import static org.assertj.core.api.Assertions.assertThat;

/** When what the bank does not know can no longer come. Days are those of Jakarta. */
@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "briapi.read-timeout", value = "10s")
    })
class LateArrivalsTest {
  private static final String SENT = "interbank-transfer";
  private static final String ASKED = "transfer-status";

  @Inject LateArrivals late;
  @Inject Replica replica;
  @Inject JdbcClient database;

  private BankCall call(String createdAt) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into request (id, product, operation, body, status, doubtful, claimed_by, claimed_at, created_at, next_at)
            values (:id, 'snap', :operation, '{}', 'pending', true, :replica, now(), cast(:created as timestamptz), now())
            """)
        .param("id", id)
        .param("operation", SENT)
        .param("replica", replica.id())
        .param("created", createdAt)
        .update();
    return new BankCall(
        id, "snap", SENT, Map.of(), "{}", null, Status.PENDING, true, BankCall.Purpose.SEND);
  }

  private void attempt(BankCall call, String operation, String sentAt, String outcome, int status) {
    attempt(call, operation, sentAt, 0, outcome, status);
  }

  private void attempt(
      BankCall call, String operation, String sentAt, int lasted, String outcome, int status) {
    database
        .sql(
            """
            insert into attempt (request_id, number, operation, sent_at, duration_ms, outcome, http_status)
            select :id, count(*) + 1, :operation, cast(:sent as timestamptz), nullif(:lasted, 0) * 1000, nullif(:outcome, ''), nullif(:status, 0)
            from attempt where request_id = :id
            """)
        .param("id", call.requestId())
        .param("operation", operation)
        .param("sent", sentAt)
        .param("lasted", lasted)
        .param("outcome", outcome)
        .param("status", status)
        .update();
  }

  @ParameterizedTest
  @CsvSource({
    // sent, asked, whether the day was over by then
    "2026-11-20T10:00:00+07:00, 2026-11-20T23:59:59.999999+07:00, false",
    "2026-11-20T10:00:00+07:00, 2026-11-21T00:59:59.999999+07:00, false",
    "2026-11-20T10:00:00+07:00, 2026-11-21T01:00:00+07:00, true",
    "2026-11-20T23:59:59.999999+07:00, 2026-11-21T01:00:00+07:00, true",
    // the same day in Jakarta, two days in UTC; and the reverse
    "2026-11-20T23:00:00Z, 2026-11-21T02:00:00Z, false",
    "2026-11-20T16:59:59Z, 2026-11-20T18:00:00Z, true",
    "2026-12-31T23:59:00+07:00, 2027-01-01T01:01:00+07:00, true",
  })
  void absenceCountsOneHourAfterTheDayOfTheLastAttempt(String sent, String asked, boolean over) {
    BankCall call = call("2026-11-19T10:00:00+07:00");
    attempt(call, SENT, sent, "pending", 504);
    assertThat(late.askedAfterTheDay(call)).as("not asked at all").isFalse();
    attempt(call, ASKED, asked, "succeeded", 200);
    assertThat(late.askedAfterTheDay(call)).isEqualTo(over);
  }

  @Test
  void theDayIsThatOfTheLastAttemptThatMayHaveLeft() {
    BankCall call = call("2026-11-19T10:00:00+07:00");
    attempt(call, SENT, "2026-11-19T10:00:00+07:00", "pending", 0);
    attempt(call, SENT, "2026-11-20T10:00:00+07:00", "pending", 0);
    attempt(call, SENT, "2026-11-21T10:00:00+07:00", "not-sent", 0);
    attempt(call, ASKED, "2026-11-20T12:00:00+07:00", "succeeded", 200);
    assertThat(late.askedAfterTheDay(call)).isFalse();
    attempt(call, ASKED, "2026-11-21T01:00:01+07:00", "succeeded", 200);
    assertThat(late.askedAfterTheDay(call)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"90, pending", "0, ''"})
  void anAttemptThatMayHaveLeftAfterMidnightBelongsToTheDayThatBegan(int lasted, String outcome) {
    BankCall call = call("2026-11-20T23:59:50+07:00");
    attempt(call, SENT, "2026-11-20T23:59:50+07:00", lasted, outcome, 0);
    attempt(call, ASKED, "2026-11-21T02:00:00+07:00", "succeeded", 200);
    assertThat(late.askedAfterTheDay(call)).isFalse();
    attempt(call, ASKED, "2026-11-22T01:00:00+07:00", "succeeded", 200);
    assertThat(late.askedAfterTheDay(call)).isTrue();
  }

  @Test
  void anAttemptThatWaitedForLongBeforeItLeftIsWaitedForFromItsEnd() {
    BankCall call = call("2026-11-20T10:00:00+07:00");
    attempt(call, SENT, ago(100), 99, "pending", 0);
    assertThat(late.tooEarly(call)).as("over for one second").isTrue();

    BankCall over = call("2026-11-20T10:00:00+07:00");
    attempt(over, SENT, ago(100), 89, "pending", 0);
    assertThat(late.tooEarly(over)).as("over for eleven").isFalse();
  }

  @Test
  void whatAReplayHasCopiedCountsFromTheReplay() {
    BankCall copy = call("2026-11-20T10:00:00+07:00");
    attempt(copy, ASKED, "2026-11-20T10:01:00+07:00", "succeeded", 200);
    assertThat(late.askedAfterTheDay(copy)).isFalse();
    attempt(copy, ASKED, "2026-11-21T01:01:00+07:00", "succeeded", 200);
    assertThat(late.askedAfterTheDay(copy)).isTrue();
  }

  @Test
  void anAttemptThatMayStillArriveIsWaitedFor() {
    BankCall open = call("2026-11-20T10:00:00+07:00");
    attempt(open, SENT, ago(20), "", 0);
    assertThat(late.tooEarly(open)).as("no record of its end, three times 10 s").isTrue();
    assertThat(row(open)).containsEntry("claimed_by", null).containsEntry("round", 0);

    for (int status : new int[] {0, 202, 500, 504}) {
      BankCall unknown = call("2026-11-20T10:00:00+07:00");
      attempt(unknown, SENT, ago(5), "pending", status);
      assertThat(late.tooEarly(unknown)).as("HTTP %d five seconds ago", status).isTrue();
    }
  }

  @Test
  void anAttemptThatCannotArriveAnyMoreIsNotWaitedFor() {
    BankCall old = call("2026-11-20T10:00:00+07:00");
    attempt(old, SENT, ago(11), "pending", 0);
    assertThat(late.tooEarly(old)).as("over for more than 10 s").isFalse();

    BankCall unsent = call("2026-11-20T10:00:00+07:00");
    attempt(unsent, SENT, ago(1), "not-sent", 0);
    attempt(unsent, SENT, ago(1), "pending", 409);
    attempt(unsent, ASKED, ago(1), "pending", 0);
    assertThat(late.tooEarly(unsent)).as("not sent, answered, an inquiry").isFalse();
    assertThat(row(unsent)).containsEntry("claimed_by", replica.id());
  }

  private String ago(int seconds) {
    return database
        .sql("select cast(now() - :seconds * interval '1 second' as text)")
        .param("seconds", seconds)
        .query(String.class)
        .single();
  }

  private Map<String, Object> row(BankCall call) {
    return database
        .sql("select * from request where id = :id")
        .param("id", call.requestId())
        .query()
        .singleRow();
  }
}
