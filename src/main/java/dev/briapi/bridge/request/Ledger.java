package dev.briapi.bridge.request;

import java.io.InterruptedIOException;
import java.sql.Types;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Effect;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Replica;

/**
 * Writes what is sent and what came of it; every change of a status is one statement with its
 * precondition.
 */
@Named("ledger")
@Singleton
public class Ledger {
  /** What a caller may be given again; more than that is no answer of any operation. */
  private static final int LONGEST_ANSWER = 16 * 1024 * 1024;

  private static final int LONGEST_TYPE = 200;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Replica replica;
  private final RecoverySchedule schedule;
  private final AttemptText text;
  private final LateArrivals late;
  private final Contracts contracts;
  private final AttachmentRoom room;
  private final Duration patience;

  @Inject
  Ledger(
      JdbcClient database,
      TransactionTemplate transaction,
      Replica replica,
      RecoverySchedule schedule,
      AttemptText text,
      LateArrivals late,
      Contracts contracts,
      AttachmentRoom room,
      BankSettings bank) {
    this.database = database;
    this.transaction = transaction;
    this.replica = replica;
    this.schedule = schedule;
    this.text = text;
    this.late = late;
    this.contracts = contracts;
    this.room = room;
    this.patience = bank.readTimeout();
  }

  /**
   * Records that an attempt begins; committed when this returns. A read may be made whatever became
   * of an earlier attempt; everything else is sent only once it is known that it was not.
   *
   * <p>SNAP knows a call by digits that are unique within a day (rulings 11): the moment and a
   * durable counter, the others by any text.
   *
   * @throws ClaimLostException when the request is not this replica's any more, or not in a state
   *     to be sent from
   */
  public Attempt begin(BankCall call) throws ClaimLostException {
    UUID mine = replica.id();
    Status to = call.inquiry() ? Status.PENDING : Status.SENDING;
    Set<Status> from =
        switch (call.purpose()) {
          case SEND ->
              read(call)
                  ? EnumSet.of(Status.RECEIVED, Status.NOT_SENT, Status.PENDING)
                  : EnumSet.of(Status.RECEIVED, Status.NOT_SENT);
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
                insert into attempt (request_id, number, operation, request, bank_id)
                select id, attempts, :operation, :request,
                  case :product
                    when 'snap' then to_char(clock_timestamp() at time zone 'Asia/Jakarta', 'YYMMDDHH24MISS')
                      || lpad(nextval('external_id')::text, 12, '0')
                    else replace(gen_random_uuid()::text, '-', '') end
                from mine
                returning number, bank_id
                """)
        .param("to", to.word())
        .param("id", call.requestId())
        .param("replica", mine)
        .param("from", from.stream().map(Status::word).toArray(String[]::new))
        .param("product", call.product())
        .param("operation", call.operation())
        .param("request", text.request(contracts.operation(call.product(), call.operation()), call))
        .query(
            (row, n) ->
                new Attempt(
                    call, row.getInt("number"), row.getString("bank_id"), System.nanoTime(), mine))
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
    if (!attempt.replica().equals(replica.id()) || !replica.alive()) {
      throw new InterruptedIOException(
          "this replica was silent for so long that others may have taken over, not sent");
    }
  }

  /**
   * Records what came of an attempt, and the bank's answer with it. The outcome of an inquiry is
   * left to {@link Settlement}.
   *
   * @throws NotSentException when the bank is known not to have processed it, after that is
   *     recorded
   * @throws TransientReadException when a read has no usable answer, after that is recorded, and is
   *     young enough for somebody to wait for it
   */
  public Answer finish(@ExchangeProperty("attempt") Attempt attempt, @Body Answer answer)
      throws NotSentException, TransientReadException {
    room.leave(attempt);
    Verdict verdict = answer.verdict();
    // together, or the attempt would say that it succeeded and the request that it is being sent
    if (persistently(() -> transaction.execute(status -> write(attempt, answer)))) {
      throw new TransientReadException(verdict);
    }
    if (verdict.outcome() == Outcome.NOT_SENT) {
      throw NotSentException.of(verdict);
    }
    return answer;
  }

  /** Returns whether it was a read that failed and that somebody may be waiting for. */
  private boolean write(Attempt attempt, Answer answer) {
    recordAttempt(attempt, answer);
    if (attempt.call().inquiry()) {
      return false;
    }
    if (answer.verdict().outcome() == Outcome.PENDING && read(attempt.call())) {
      return recordFailedRead(attempt, answer.verdict());
    }
    recordOutcome(attempt, refusedTooEarly(attempt, answer) ? pending(answer) : answer);
    return false;
  }

  /**
   * One that is sent again may be refused for its hour, say, while the first is still inside the
   * bank and is done.
   */
  private boolean refusedTooEarly(Attempt attempt, Answer answer) {
    return answer.verdict().outcome() == Outcome.REFUSED
        && attempt.call().doubtful()
        && late.earlierMayArrive(attempt);
  }

  private static Answer pending(Answer answer) {
    Verdict verdict = answer.verdict();
    return new Answer(
        new Verdict(
            Outcome.PENDING,
            verdict.reason(),
            verdict.httpStatus(),
            verdict.responseCode(),
            verdict.message()),
        answer.body(),
        answer.type());
  }

  /** The bank's answer is worth waiting for a database that is away for a moment. */
  private static <T> T persistently(Supplier<T> write) {
    long deadline = System.nanoTime() + MOST_PATIENCE.toNanos();
    while (true) {
      try {
        return write.get();
      } catch (DataAccessResourceFailureException
          | TransientDataAccessException
          | TransactionException e) {
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
              answer_status = :answerStatus, answer_type = :answerType, answer = :answer,
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
        .param("answerStatus", over ? verdict.httpStatus() : null, Types.INTEGER)
        .param("answerType", over ? type(answer) : null, Types.VARCHAR)
        .param("answer", over ? bytes(answer) : null, Types.BINARY)
        .param("doubtful", to == Status.PENDING)
        .param("over", over)
        .param("delays", schedule.array())
        .param("id", call.requestId())
        .param("from", to.fromWords())
        .update();
  }

  /**
   * A read needs no inquiry: it is made again. While somebody may be waiting for it, it stays this
   * replica's; later its delays count, and after the last one there is nothing for a person to find
   * out.
   *
   * @return whether somebody may be waiting for it
   */
  private boolean recordFailedRead(Attempt attempt, Verdict verdict) {
    return database
        .sql(
            """
            with failed as (
              select id, created_at > now() - :patience * interval '1 second' as young, round >= :delayCount as last
              from request
              where id = :id and status = any(:from) and attempts = :number
              for update)
            update request r set
              status = case when not young and last then :refused else :pending end,
              reason = case when not young and last then 'no-answer' else :reason end,
              response_code = :code, message = :message, updated_at = now(),
              next_at = case when young then next_at
                             when last then null
                             else now() + coalesce((:delays)[round + 1], 0) * interval '1 second' end,
              round = case when young then round else round + 1 end,
              -- whoever asked for it is told that it is pending, so it goes on by itself
              doubtful = doubtful or not young,
              claimed_by = case when young then claimed_by end
            from failed where r.id = failed.id
            returning young
            """)
        .param("patience", patience.toMillis() / 1000.0)
        .param("delayCount", schedule.size())
        .param("id", attempt.call().requestId())
        .param("number", attempt.number())
        .param("from", Status.PENDING.fromWords())
        .param("refused", Status.REFUSED.word())
        .param("pending", Status.PENDING.word())
        .param("reason", verdict.reason())
        .param("code", verdict.responseCode())
        .param("message", verdict.message())
        .param("delays", schedule.array())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private boolean read(BankCall call) {
    return contracts.operation(call.product(), call.operation()).effect() == Effect.READ;
  }

  /** The answer's type as it may stand in a header again. */
  static String type(Answer answer) {
    String type = answer.type();
    return type == null || type.length() > LONGEST_TYPE ? null : type;
  }

  /** The answer's bytes, or null where they are beyond all measure. */
  static byte[] bytes(Answer answer) {
    return answer.body().length > LONGEST_ANSWER ? null : answer.body();
  }
}
