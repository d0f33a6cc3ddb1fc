package dev.briapi.bridge.request;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Effect;
import dev.briapi.bridge.deadletter.DeadLetters;
import dev.briapi.bridge.platform.Replica;

/**
 * Puts aside what could not be finished now, and gives up what has been put aside too often: never
 * silently.
 */
@Named("recovery")
@Singleton
public class Recovery {
  private static final int MOST_IDS = 20;

  private record Row(
      Status status,
      int round,
      String reason,
      String message,
      int attempts,
      String body,
      String caller,
      boolean unattended,
      boolean mayHaveLeft) {
    /**
     * Whoever was told that it was not sent must not find it sent later. Doubt about an earlier
     * request for the same thing changes nothing about that: nobody was told that this one is under
     * way.
     */
    boolean leftUnsent() {
      return (status == Status.RECEIVED || status == Status.NOT_SENT)
          && !unattended
          && !mayHaveLeft;
    }
  }

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Replica replica;
  private final RecoverySchedule schedule;
  private final DeadLetters deadLetters;
  private final Contracts contracts;

  @Inject
  Recovery(
      JdbcClient database,
      TransactionTemplate transaction,
      Replica replica,
      RecoverySchedule schedule,
      DeadLetters deadLetters,
      Contracts contracts) {
    this.database = database;
    this.transaction = transaction;
    this.replica = replica;
    this.schedule = schedule;
    this.deadLetters = deadLetters;
    this.contracts = contracts;
  }

  /**
   * Lets a request go until its next delay is over; after the last delay, what was not sent is
   * refused, what is unknown goes to a person, and both leave a dead letter. A read ends without
   * one. What was not sent for a caller who waits for the outcome is left at that: sending it again
   * is the caller's decision.
   *
   * @param call the request, as this replica had claimed it
   * @param failure why it could not be finished, or null when the bank's answer settled nothing
   * @param route where it failed, or null
   */
  public void postpone(
      @ExchangeProperty("call") BankCall call,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
      @ExchangeProperty(Exchange.FAILURE_ROUTE_ID) String route) {
    transaction.executeWithoutResult(
        status -> claimed(call).ifPresent(row -> postpone(call, row, failure, route)));
  }

  /** Ends a request that this replica has claimed, with a dead letter. */
  public void giveUp(BankCall call, Status last, String reason, String message) {
    transaction.executeWithoutResult(
        status ->
            claimed(call)
                .ifPresent(row -> end(call, row, last, reason, message, null, "settle-request")));
  }

  /** Whether the request has used up its delays. */
  public boolean exhausted(BankCall call) {
    return claimed(call).map(row -> schedule.exhausted(row.round())).orElse(true);
  }

  private void postpone(BankCall call, Row row, Exception failure, String route) {
    // an exception in mid-call leaves "sending" behind: nobody knows whether it left
    Status now = row.status() == Status.SENDING ? Status.PENDING : row.status();
    String message = failure == null ? row.message() : failure.getMessage();
    if (row.leftUnsent()) {
      leaveUnsent(call, message);
    } else if (failure instanceof NotSentException.Resting) {
      // that the bank is left alone says nothing about this request, and costs it no look
      letGo(call, now, message, 0, row.round());
    } else if (schedule.exhausted(row.round())) {
      boolean unknown = now == Status.PENDING;
      String reason =
          unknown && read(call) ? "no-answer" : row.reason() == null ? "not-sent" : row.reason();
      end(
          call,
          row,
          unknown && !read(call) ? Status.NEEDS_ATTENTION : Status.REFUSED,
          reason,
          message,
          failure,
          route);
    } else {
      letGo(call, now, message, row.round(), row.round() + 1);
    }
  }

  private Optional<Row> claimed(BankCall call) {
    return database
        .sql(
            """
            select status, round, reason, message, attempts, body, caller, unattended, may_have_left(id) as may_have_left
            from request
            where id = :id and claimed_by = :replica and next_at is not null for update
            """)
        .param("id", call.requestId())
        .param("replica", replica.id())
        .query(
            (row, n) ->
                new Row(
                    Status.of(row.getString("status")),
                    row.getInt("round"),
                    row.getString("reason"),
                    row.getString("message"),
                    row.getInt("attempts"),
                    row.getString("body"),
                    row.getString("caller"),
                    row.getBoolean("unattended"),
                    row.getBoolean("may_have_left")))
        .optional();
  }

  private void leaveUnsent(BankCall call, String message) {
    database
        .sql(
            """
            update request set status = :unsent, reason = coalesce(reason, 'not-prepared'), message = coalesce(:message, message),
              next_at = null, claimed_by = null, updated_at = now()
            where id = :id
            """)
        .param("unsent", Status.NOT_SENT.word())
        .param("message", message, Types.VARCHAR)
        .param("id", call.requestId())
        .update();
  }

  private void letGo(BankCall call, Status status, String message, int delay, int round) {
    database
        .sql(
            """
            update request set status = :status, message = coalesce(:message, message), doubtful = doubtful or :status = 'pending',
              next_at = now() + coalesce((:delays)[cast(:delay as int) + 1], 0) * interval '1 second', round = :round,
              claimed_by = null, updated_at = now()
            where id = :id
            """)
        .param("status", status.word())
        .param("message", message, Types.VARCHAR)
        .param("delays", schedule.array())
        .param("delay", delay)
        .param("round", round)
        .param("id", call.requestId())
        .update();
  }

  private void end(
      BankCall call,
      Row row,
      Status last,
      String reason,
      String message,
      Exception failure,
      String route) {
    String words = "given up after " + row.attempts() + " attempts: " + message;
    database
        .sql(
            """
            update request set status = :status, reason = :reason, message = :message, next_at = null, claimed_by = null,
              updated_at = now()
            where id = :id
            """)
        .param("status", last.word())
        .param("reason", reason)
        .param("message", words)
        .param("id", call.requestId())
        .update();
    if (!read(call)) {
      keep(call, row, last, words, failure, route);
    }
  }

  private void keep(
      BankCall call, Row row, Status last, String words, Exception failure, String route) {
    deadLetters.store(
        new DeadLetters.GivenUp(
            route == null ? "settle-request" : route,
            last == Status.NEEDS_ATTENTION ? "settle-request" : call.operation(),
            failure,
            words,
            row.body(),
            row.attempts(),
            call.requestId(),
            facts(call, row)));
  }

  /** What somebody needs who asks BRI's support about it. */
  private Map<String, String> facts(BankCall call, Row row) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("product", call.product());
    facts.put("operation", call.operation());
    if (row.caller() != null) {
      facts.put("caller", row.caller());
    }
    List<String> ids =
        database
            .sql(
                "select bank_id from attempt where request_id = :id order by number desc limit :most")
            .param("id", call.requestId())
            .param("most", MOST_IDS)
            .query(String.class)
            .list();
    facts.put("bankRequestIds", String.join(",", ids));
    return facts;
  }

  private boolean read(BankCall call) {
    return contracts.operation(call.product(), call.operation()).effect() == Effect.READ;
  }
}
