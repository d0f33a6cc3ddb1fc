package dev.briapi.bridge.request;

import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.flow.SandboxEnvironment;
import dev.briapi.bridge.platform.Replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the guarded statements let happen when attempts, replicas and answers overtake each other.
 */
@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class LedgerTest {
  private static final String BODY =
      "{\"AnchorCode\":\"A\",\"InvoiceNumber\":\"L-1\",\"Amount\":1}";

  @Inject Ledger ledger;
  @Inject Recovery recovery;
  @Inject Claims claims;
  @Inject Replica replica;
  @Inject JdbcClient database;

  /** A row that is nobody's business but this test's: its time never comes. */
  private BankCall call(Status status) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into request (id, product, operation, body, status, claimed_by, claimed_at, next_at)
            values (:id, 'cbm', 'create-invoice', :body, :status, :replica, now(), now() + interval '1 day')
            """)
        .param("id", id)
        .param("body", BODY)
        .param("status", status.word())
        .param("replica", replica.id())
        .update();
    return new BankCall(
        id, "cbm", "create-invoice", Map.of(), BODY, null, status, false, BankCall.Purpose.SEND);
  }

  private Map<String, Object> row(BankCall call) {
    Map<String, Object> row =
        database
            .sql("select * from request where id = :id")
            .param("id", call.requestId())
            .query()
            .singleRow();
    // arrays are equal only to themselves
    row.computeIfPresent(
        "answer", (name, bytes) -> new String((byte[]) bytes, StandardCharsets.UTF_8));
    return row;
  }

  private void set(BankCall call, Status status) {
    database
        .sql("update request set status = :status where id = :id")
        .param("status", status.word())
        .param("id", call.requestId())
        .update();
  }

  private static Answer answer(Outcome outcome, String reference) {
    String body =
        """
        {"responseCode":"00","responseData":{"ReferenceNumber":"%s"}}
        """
            .formatted(reference);
    return new Answer(
        new Verdict(outcome, "said-so", 200, "00", "words"),
        body.getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  private void finish(Attempt attempt, Outcome outcome, String reference) {
    try {
      ledger.finish(attempt, answer(outcome, reference));
    } catch (NotSentException | TransientReadException e) {
      assertThat(outcome).isEqualTo(Outcome.NOT_SENT);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"SUCCEEDED", "REFUSED", "PENDING", "NOT_SENT"})
  void aFinalOutcomeIsNotOverwrittenByALateAnswer(Outcome late) throws Exception {
    for (Status last : new Status[] {Status.SUCCEEDED, Status.REFUSED}) {
      BankCall call = call(Status.RECEIVED);
      Attempt attempt = ledger.begin(call);
      finish(attempt, last == Status.SUCCEEDED ? Outcome.SUCCEEDED : Outcome.REFUSED, "FIRST");
      Map<String, Object> before = row(call);
      assertThat(before).containsEntry("status", last.word()).containsEntry("next_at", null);

      finish(attempt, late, "SECOND");
      recovery.postpone(call, new IllegalStateException("late"), "route");
      recovery.giveUp(call, Status.REFUSED, "late", "late");

      assertThat(row(call)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"SUCCEEDED", "REFUSED", "NEEDS_ATTENTION", "INVALID", "SENDING"})
  void nothingIsSentFromAStateThatMayNotBeSentFrom(Status state) {
    BankCall call = call(state);
    assertThatThrownBy(() -> ledger.begin(call)).isInstanceOf(ClaimLostException.class);
    assertThat(row(call)).containsEntry("status", state.word()).containsEntry("attempts", 0);
  }

  @Test
  void nothingIsSentThatAnotherReplicaHasTakenOver() {
    BankCall call = call(Status.RECEIVED);
    database
        .sql("update request set claimed_by = gen_random_uuid() where id = :id")
        .param("id", call.requestId())
        .update();
    assertThatThrownBy(() -> ledger.begin(call)).isInstanceOf(ClaimLostException.class);
    Map<String, Object> before = row(call);
    recovery.postpone(call, new IllegalStateException("late"), "route");
    assertThat(row(call)).isEqualTo(before);
  }

  @Test
  void aPendingRequestIsNotSentByWhoeverKnowsItAsReceived() {
    BankCall call = call(Status.RECEIVED);
    set(call, Status.PENDING);
    assertThatThrownBy(() -> ledger.begin(call)).isInstanceOf(ClaimLostException.class);
  }

  @Test
  void anInquiryIsMadeOfPendingRequestsOnlyAndLeavesThemPending() throws Exception {
    BankCall call = call(Status.PENDING);
    Attempt inquiry =
        ledger.begin(call.inquiry("inquire-invoice", Map.of("ReferenceNumber", "1"), null));
    ledger.finish(inquiry, answer(Outcome.SUCCEEDED, "NOT-OURS"));
    assertThat(row(call))
        .containsEntry("status", "pending")
        .containsEntry("bank_reference", null)
        .containsEntry("attempts", 1);
    set(call, Status.SUCCEEDED);
    assertThatThrownBy(
            () ->
                ledger.begin(call.inquiry("inquire-invoice", Map.of("ReferenceNumber", "1"), null)))
        .isInstanceOf(ClaimLostException.class);
  }

  @Test
  void aSuccessThatArrivesLateStillCounts() throws Exception {
    BankCall call = call(Status.RECEIVED);
    Attempt attempt = ledger.begin(call);
    set(call, Status.PENDING);
    finish(attempt, Outcome.SUCCEEDED, "LATE-1");
    assertThat(row(call))
        .containsEntry("status", "succeeded")
        .containsEntry("bank_reference", "LATE-1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"REFUSED", "PENDING", "NOT_SENT"})
  void anOlderAttemptSaysNothingAboutANewerOne(Outcome late) throws Exception {
    // this replica was stopped in mid-call, another asked the bank, which had nothing, and sent it
    BankCall call = call(Status.RECEIVED);
    Attempt old = ledger.begin(call);
    set(call, Status.PENDING);
    BankCall again =
        new BankCall(
            call.requestId(),
            "cbm",
            "create-invoice",
            Map.of(),
            BODY,
            null,
            Status.PENDING,
            true,
            BankCall.Purpose.SEND_AGAIN);
    Attempt current = ledger.begin(again);

    finish(old, late, "OLD");
    assertThat(row(call)).containsEntry("status", "sending").containsEntry("attempts", 2);

    finish(current, Outcome.SUCCEEDED, "NEW");
    assertThat(row(call))
        .containsEntry("status", "succeeded")
        .containsEntry("bank_reference", "NEW");
  }

  @Test
  void aRequestWhoseOutcomeIsUnknownIsNotSentWithoutProofThatTheBankHasNothing() {
    BankCall call = call(Status.RECEIVED);
    set(call, Status.PENDING);
    assertThatThrownBy(() -> ledger.begin(call)).isInstanceOf(ClaimLostException.class);
    assertThatCode(() -> ledger.begin(call.again())).doesNotThrowAnyException();
  }

  @Test
  void postponingWithoutAClaimDoesNothing() {
    BankCall unknown =
        new BankCall(
            UUID.randomUUID(),
            "cbm",
            "create-invoice",
            Map.of(),
            BODY,
            null,
            Status.PENDING,
            false,
            BankCall.Purpose.SEND);
    assertThatCode(() -> recovery.postpone(unknown, null, null)).doesNotThrowAnyException();
    assertThat(recovery.exhausted(unknown)).isTrue();
  }

  @Test
  void theBanksAnswerIsKeptWithTheOutcomeThatItGave() throws Exception {
    BankCall call = call(Status.RECEIVED);
    finish(ledger.begin(call), Outcome.NOT_SENT, "NONE");
    assertThat(row(call)).containsEntry("answer", null).containsEntry("answer_status", null);

    finish(ledger.begin(call), Outcome.REFUSED, "NO");

    assertThat(row(call))
        .containsEntry("answer_status", 200)
        .containsEntry("answer_type", "application/json");
    assertThat((String) row(call).get("answer")).contains("\"NO\"");
  }

  /** A read whose row is that old. */
  private BankCall read(Status status, String age) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into request (id, product, operation, parameters, status, claimed_by, claimed_at, created_at, next_at, unattended)
            values (:id, 'cbm', 'inquire-invoice', '{"ReferenceNumber": "R-1"}', :status, :replica, now(),
              now() - cast(:age as interval), now() + interval '1 day', false)
            """)
        .param("id", id)
        .param("status", status.word())
        .param("replica", replica.id())
        .param("age", age)
        .update();
    return BankCall.claimed(
        database
            .sql(
                """
                select id, product, operation, parameters, body, attachment_sha256, status, doubtful from request where id = :id
                """)
            .param("id", id)
            .query()
            .singleRow());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"RECEIVED", "NOT_SENT", "PENDING"})
  void aReadMayBeMadeAgainWhateverBecameOfTheLastAttempt(Status state) throws Exception {
    BankCall call = read(state, "1 hour");
    assertThat(call.parameters()).containsEntry("ReferenceNumber", "R-1");
    finish(ledger.begin(call), Outcome.SUCCEEDED, "READ");
    assertThat(row(call)).containsEntry("status", "succeeded");
  }

  @Test
  void aReadThatSomebodyWaitsForIsMadeAgainAtOnce() throws Exception {
    BankCall call = read(Status.RECEIVED, "0 seconds");
    Attempt attempt = ledger.begin(call);

    assertThatThrownBy(() -> ledger.finish(attempt, answer(Outcome.PENDING, "NONE")))
        .isInstanceOf(TransientReadException.class);

    assertThat(row(call))
        .containsEntry("status", "pending")
        .containsEntry("claimed_by", replica.id())
        .containsEntry("doubtful", false)
        .containsEntry("round", 0);
    assertThatCode(() -> ledger.begin(call)).doesNotThrowAnyException();
  }

  @Test
  void aReadThatNobodyWaitsForAnyMoreIsLeftToItsDelaysAndEndsWithoutADeadLetter() throws Exception {
    BankCall call = read(Status.PENDING, "1 hour");
    Answer nothing = answer(Outcome.PENDING, "NONE");

    assertThat(ledger.finish(ledger.begin(call), nothing)).isEqualTo(nothing);
    assertThat(row(call))
        .containsEntry("status", "pending")
        .containsEntry("claimed_by", null)
        .containsEntry("doubtful", true)
        .containsEntry("round", 1);

    database
        .sql("update request set round = 6, claimed_by = :replica where id = :id")
        .param("replica", replica.id())
        .param("id", call.requestId())
        .update();
    ledger.finish(ledger.begin(call), nothing);
    assertThat(row(call))
        .containsEntry("status", "refused")
        .containsEntry("reason", "no-answer")
        .containsEntry("next_at", null);
    assertThat(letters(call)).isZero();
  }

  private long letters(BankCall call) {
    return database
        .sql("select count(*) from dead_letter where request_id = :id")
        .param("id", call.requestId())
        .query(Long.class)
        .single();
  }

  private void waitedFor(BankCall call) {
    database
        .sql("update request set unattended = false where id = :id")
        .param("id", call.requestId())
        .update();
  }

  @Test
  void whatWasNotSentForACallerWhoWaitsIsLeftUnsent() throws Exception {
    BankCall call = call(Status.RECEIVED);
    waitedFor(call);
    finish(ledger.begin(call), Outcome.NOT_SENT, "NONE");

    recovery.postpone(call, new IllegalStateException("gave up"), "route");

    assertThat(row(call))
        .containsEntry("status", "not-sent")
        .containsEntry("reason", "said-so")
        .containsEntry("next_at", null)
        .containsEntry("claimed_by", null);
    assertThat(letters(call)).isZero();
  }

  @Test
  void whatACallerWasToldIsPendingGoesOnByItselfThoughAnAttemptWasNotSent() throws Exception {
    BankCall call = call(Status.RECEIVED);
    waitedFor(call);
    finish(ledger.begin(call), Outcome.PENDING, "NONE");
    claim(call, "status = 'pending'");
    finish(ledger.begin(call.again()), Outcome.NOT_SENT, "NONE");

    recovery.postpone(call, new IllegalStateException("gave up"), "route");

    assertThat(row(call)).containsEntry("status", "not-sent").containsEntry("claimed_by", null);
    assertThat(row(call).get("next_at")).isNotNull();
  }

  @Test
  void doubtAboutAnEarlierRequestSendsNothingBehindTheBackOfACaller() throws Exception {
    BankCall call = call(Status.RECEIVED);
    waitedFor(call);
    claim(call, "doubtful = true");
    finish(ledger.begin(call), Outcome.NOT_SENT, "NONE");

    recovery.postpone(call, new IllegalStateException("gave up"), "route");

    assertThat(row(call)).containsEntry("status", "not-sent").containsEntry("next_at", null);
    assertThat(claims.claim(call.requestId()).orElseThrow().doubtful()).isTrue();
  }

  private void claim(BankCall call, String change) {
    database
        .sql("update request set claimed_by = :replica, " + change + " where id = :id")
        .param("replica", replica.id())
        .param("id", call.requestId())
        .update();
  }

  @ParameterizedTest
  @CsvSource({
    "circuit-open, 2, 2, not-sent",
    "circuit-open, 6, 6, not-sent",
    "throttled, 2, 3, not-sent",
    "throttled, 6, 6, refused"
  })
  void aBankThatIsLeftAloneCostsARequestNoneOfItsDelays(
      String reason, int round, int then, String status) throws Exception {
    BankCall call = call(Status.RECEIVED);
    claim(call, "round = " + round);
    Attempt attempt = ledger.begin(call);
    Answer unsent = Answer.none(new Verdict(Outcome.NOT_SENT, reason, 0, null, "words"));
    assertThatThrownBy(() -> ledger.finish(attempt, unsent))
        .isInstanceOfSatisfying(
            NotSentException.class, failure -> recovery.postpone(call, failure, "route"));

    assertThat(row(call)).containsEntry("status", status).containsEntry("round", then);
    assertThat(row(call).get("next_at") == null).isEqualTo(status.equals("refused"));
  }

  @Test
  void anAttemptThatWasHeldUpForLongerThanAnAnswerTakesMayNotLeaveAnyMore() throws Exception {
    Attempt attempt = ledger.begin(call(Status.RECEIVED));
    assertThatCode(() -> ledger.checkTimely(attempt)).doesNotThrowAnyException();
    Attempt old =
        new Attempt(
            attempt.call(),
            attempt.number(),
            attempt.bankId(),
            attempt.startedNanos() - Duration.ofSeconds(3).toNanos(),
            attempt.replica());
    assertThatThrownBy(() -> ledger.checkTimely(old)).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void anAttemptOfAReplicaThatTheOthersTakeForGoneMayNotLeaveAnyMore() throws Exception {
    Attempt attempt = ledger.begin(call(Status.RECEIVED));
    Attempt anothers =
        new Attempt(
            attempt.call(),
            attempt.number(),
            attempt.bankId(),
            attempt.startedNanos(),
            UUID.randomUUID());
    assertThatThrownBy(() -> ledger.checkTimely(anothers))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessageContaining("taken over");
  }

  @Test
  void anAttemptAndItsRequestAreWrittenTogetherOrNotAtAll() throws Exception {
    BankCall call = call(Status.RECEIVED);
    Attempt attempt = ledger.begin(call);
    // PostgreSQL takes no such character in a text, and only the request keeps this one
    Answer answer =
        new Answer(
            new Verdict(Outcome.REFUSED, "said-so", 400, "01", "words"),
            "{\"responseData\":{\"ReferenceNumber\":\"R\\u0000\"}}"
                .getBytes(StandardCharsets.UTF_8),
            "application/json");

    assertThatThrownBy(() -> ledger.finish(attempt, answer))
        .isInstanceOf(DataAccessException.class);

    assertThat(row(call)).containsEntry("status", "sending");
    assertThat(
            database
                .sql("select outcome from attempt where request_id = :id")
                .param("id", call.requestId())
                .query()
                .singleRow())
        .containsEntry("outcome", null);
  }

  @Test
  void ofAllWhoRepeatAnUnsentRequestOneSendsIt() throws Exception {
    BankCall call = call(Status.NOT_SENT);
    assertThat(claims.claim(call.requestId())).as("somebody has it").isEmpty();
    waitedFor(call);
    recovery.postpone(call, null, null);

    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Optional<BankCall>>> claimed;
    try {
      claimed = threads.invokeAll(Collections.nCopies(20, () -> claims.claim(call.requestId())));
    } finally {
      threads.shutdown();
    }

    List<BankCall> winners = new ArrayList<>();
    for (Future<Optional<BankCall>> claim : claimed) {
      claim.get().ifPresent(winners::add);
    }
    assertThat(winners).hasSize(1);
    finish(ledger.begin(winners.get(0)), Outcome.SUCCEEDED, "SENT");
    assertThat(row(call)).containsEntry("status", "succeeded");
    assertThat(claims.claim(call.requestId())).as("it is over").isEmpty();
  }

  @Test
  void aGivenUpRequestIsKeptWithWhatSupportAsksFor() throws Exception {
    BankCall call = call(Status.RECEIVED);
    Attempt attempt = ledger.begin(call);
    finish(attempt, Outcome.NOT_SENT, "NONE");

    recovery.giveUp(
        call, Status.REFUSED, "not-sent", "said {\"access_token\": \"8f2c11\"} and no more");

    Map<String, Object> letter =
        database
            .sql(
                """
                select message, headers ->> 'product' as product, headers ->> 'operation' as operation,
                  headers ->> 'bankRequestIds' as ids
                from dead_letter where request_id = :id
                """)
            .param("id", call.requestId())
            .query()
            .singleRow();
    assertThat(letter)
        .containsEntry("product", "cbm")
        .containsEntry("operation", "create-invoice")
        .containsEntry("ids", attempt.bankId());
    assertThat((String) letter.get("message")).contains("no more").doesNotContain("8f2c11");
  }

  @Test
  void aCallOfSnapIsKnownByDigitsThatStartWithTheTimeInJakarta() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      BankCall call = call(Status.RECEIVED);
      database
          .sql("update request set product = 'snap', operation = 'transfer' where id = :id")
          .param("id", call.requestId())
          .update();
      BankCall transfer =
          new BankCall(
              call.requestId(),
              "snap",
              "transfer",
              Map.of(),
              "{}",
              null,
              Status.RECEIVED,
              false,
              BankCall.Purpose.SEND);
      ids.add(ledger.begin(transfer).bankId());
    }
    String day =
        database
            .sql("select to_char(now() at time zone 'Asia/Jakarta', 'YYMM')")
            .query(String.class)
            .single();
    assertThat(ids)
        .hasSize(3)
        .allSatisfy(id -> assertThat(id).matches("[0-9]{24}").startsWith(day));
    assertThat(ledger.begin(call(Status.RECEIVED)).bankId()).matches("[0-9a-f]{32}");
  }
}
