package dev.briapi.bridge.request;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Replica;

/**
 * Writes what is sent and what came of it; every change of a status is one statement with its
 * precondition.
 */
@Named("ledger")
@Singleton
public class Ledger {
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);

  private final JdbcClient database;
  private final Replica replica;
  private final RecoverySchedule schedule;
  private final AttemptText text;
  private final Contracts contracts;
  private final Duration patience;

  @Inject
  Ledger(
      JdbcClient database,
      Replica replica,
      RecoverySchedule schedule,
      AttemptText text,
      Contracts contracts,
      BankSettings bank) {
    this.database = database;
    this.replica = replica;
    this.schedule = schedule;
    this.text = text;
    this.contracts = contracts;
    this.patience = bank.readTimeout();
  }

  /**
   * Records that an attempt begins; committed when this returns.
   *
   * @throws ClaimLostException when the request is not this replica's any more, or not in a state
   *     to be sent from
   */
  public Attempt begin(BankCall call) throws ClaimLostException {
    Status to = call.inquiry() ? Status.PENDING : Status.SENDING;
    Set<Status> from =
        switch (call.purpose()) {
          case SEND -> EnumSet.of(Status.RECEIVED, Status.NOT_SENT);
          case INQUIRE -> EnumSet.of(Status.PENDING);
          case SEND_AGAIN -> EnumSet.of(Status.PENDING, Status.NOT_SENT);
        };
    return database
        .sql(
            """
                with mine as (
                  update request set status = :to, attempts = attempts + 1, claimed_at = now(), updated_at = now()
                  where id = :id and claimed_by = :replica and status = any(:from)
                  returning id, attempts)
                insert into attempt (request_id, number, operation, request)
                select id, attempts, :operation, :request from mine
                returning number, bank_id
                """)
        .param("to", to.word())
        .param("id", call.requestId())
        .param("replica", replica.id())
        .param("from", from.stream().map(Status::word).toArray(String[]::new))
        .param("operation", call.operation())
        .param("request", text.request(contracts.operation(call.product(), call.operation()), call))
        .query(
            (row, n) ->
                new Attempt(
                    call, row.getInt("number"), row.getString("bank_id"), System.nanoTime()))
        .optional()
        .orElseThrow(() -> new ClaimLostException(call));
  }

  /**
   * The last look before the first byte leaves: an attempt that was held up for long, a pause of
   * the whole process included, may have been taken over, and asked for, by another replica.
   *
   * @throws InterruptedIOException when it must not leave any more
   */
  public void checkTimely(@ExchangeProperty("attempt") Attempt attempt)
      throws InterruptedIOException {
    if (System.nanoTime() - attempt.startedNanos() > patience.toNanos()) {
      throw new InterruptedIOException("held up for longer than " + patience + ", not sent");
    }
  }

  /**
   * Records what came of an attempt. The outcome of an inquiry is left to {@link Settlement}.
   *
   * @throws NotSentException when the bank is known not to have processed it, after that is
   *     recorded
   */
  public Answer finish(@ExchangeProperty("attempt") Attempt attempt, @Body Answer answer)
      throws NotSentException {
    persistently(
        () -> {
          recordAttempt(attempt, answer);
          if (!attempt.call().inquiry()) {
            recordOutcome(attempt, answer);
          }
        });
    Verdict verdict = answer.verdict();
    if (verdict.outcome() == Outcome.NOT_SENT) {
      throw "token-refused".equals(verdict.reason())
          ? new NotSentException.TokenRefused(verdict)
          : new NotSentException(verdict);
    }
    return answer;
  }

  /** The bank's answer is worth waiting for a database that is away for a moment. */
  private static void persistently(Runnable write) {
    long deadline = System.nanoTime() + MOST_PATIENCE.toNanos();
    while (true) {
      try {
        write.run();
        return;
      } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  private void recordAttempt(Attempt attempt, Answer answer) {
    Verdict verdict = answer.verdict();
    database
        .sql(
            """
            update attempt set duration_ms = :duration, outcome = :outcome, reason = :reason,
              http_status = nullif(:httpStatus, 0), response_code = :code, response = :response
            where request_id = :id and number = :number
            """)
        .param("duration", (System.nanoTime() - attempt.startedNanos()) / 1_000_000)
        .param("outcome", verdict.outcome().word())
        .param("reason", verdict.reason())
        .param("httpStatus", verdict.httpStatus())
        .param("code", verdict.responseCode())
        .param("response", text.response(answer))
        .param("id", attempt.call().requestId())
        .param("number", attempt.number())
        .update();
  }

  /**
   * A success counts whenever it comes. Anything else says something about its own attempt only: an
   * older one that was refused (as a duplicate of the newer, say) or not sent must not decide over
   * an attempt that another replica has made since.
   */
  private void recordOutcome(Attempt attempt, Answer answer) {
    BankCall call = attempt.call();
    Verdict verdict = answer.verdict();
    Status to = Status.of(verdict.outcome());
    boolean over = to == Status.SUCCEEDED || to == Status.REFUSED;
    database
        .sql(
            """
            update request set status = :to, reason = :reason, response_code = :code, message = :message,
              bank_reference = coalesce(:reference, bank_reference), doubtful = doubtful or :doubtful, updated_at = now(),
              next_at = case when :over then null
                             when :doubtful then now() + coalesce((:delays)[round + 1], 0) * interval '1 second'
                             else next_at end,
              round = case when :doubtful then round + 1 else round end,
              claimed_by = case when :over or :doubtful then null else claimed_by end
            where id = :id and status = any(:from) and (attempts = :number or :to = 'succeeded')
            """)
        .param("to", to.word())
        .param("number", attempt.number())
        .param("reason", verdict.reason())
        .param("code", verdict.responseCode())
        .param("message", verdict.message())
        .param(
            "reference",
            contracts
                .operation(call.product(), call.operation())
                .reference(answer.body())
                .orElse(null))
        .param("doubtful", to == Status.PENDING)
        .param("over", over)
        .param("delays", schedule.array())
        .param("id", call.requestId())
        .param("from", to.fromWords())
        .update();
  }
}
