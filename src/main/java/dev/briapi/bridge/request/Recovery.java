package dev.briapi.bridge.request;

import java.sql.Types;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.deadletter.DeadLetters;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Replica;

/**
 * Puts aside what could not be finished now, and gives up what has been put aside too often: never
 * silently.
 */
@Named("recovery")
@Singleton
public class Recovery {
  private record Row(
      Status status, int round, String reason, String message, int attempts, String body) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Replica replica;
  private final RecoverySchedule schedule;
  private final DeadLetters deadLetters;
  private final Duration patience;

  @Inject
  Recovery(
      JdbcClient database,
      TransactionTemplate transaction,
      Replica replica,
      RecoverySchedule schedule,
      DeadLetters deadLetters,
      BankSettings bank) {
    this.database = database;
    this.transaction = transaction;
    this.replica = replica;
    this.schedule = schedule;
    this.deadLetters = deadLetters;
    this.patience = bank.readTimeout();
  }

  /**
   * Lets a request go until its next delay is over; after the last delay, what was not sent is
   * refused, what is unknown goes to a person, and both leave a dead letter.
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

  /**
   * Whether an attempt may still be on its way to the bank or inside it, so that its absence there
   * proves nothing yet; the request is then let go until it does, and loses no delay by that. An
   * attempt without any record of its end may be that of a replica that died, or only paused.
   */
  public boolean tooEarly(BankCall call) {
    return database
            .sql(
                """
                update request r set next_at = open.until, claimed_by = null, updated_at = now()
                from (
                  select max(sent_at + case when outcome is null then 3 else 1 end * :patience * interval '1 second') as until
                  from attempt
                  where request_id = :id and operation = :operation and (http_status is null or http_status in (202, 504))) open
                where r.id = :id and r.claimed_by = :replica and r.next_at is not null and r.status = :pending
                  and open.until > now()
                """)
            .param("patience", patience.toMillis() / 1000.0)
            .param("operation", call.operation())
            .param("id", call.requestId())
            .param("replica", replica.id())
            .param("pending", Status.PENDING.word())
            .update()
        == 1;
  }

  private void postpone(BankCall call, Row row, Exception failure, String route) {
    // an exception in mid-call leaves "sending" behind: nobody knows whether it left
    Status now = row.status() == Status.SENDING ? Status.PENDING : row.status();
    String message = failure == null ? row.message() : failure.getMessage();
    if (schedule.exhausted(row.round())) {
      String reason = row.reason() == null ? "not-sent" : row.reason();
      end(
          call,
          row,
          now == Status.PENDING ? Status.NEEDS_ATTENTION : Status.REFUSED,
          reason,
          message,
          failure,
          route);
    } else {
      letGo(call, now, message);
    }
  }

  private Optional<Row> claimed(BankCall call) {
    return database
        .sql(
            """
            select status, round, reason, message, attempts, body from request
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
                    row.getString("body")))
        .optional();
  }

  private void letGo(BankCall call, Status status, String message) {
    database
        .sql(
            """
            update request set status = :status, message = coalesce(:message, message), doubtful = doubtful or :status = 'pending',
              next_at = now() + coalesce((:delays)[round + 1], 0) * interval '1 second', round = round + 1,
              claimed_by = null, updated_at = now()
            where id = :id
            """)
        .param("status", status.word())
        .param("message", message, Types.VARCHAR)
        .param("delays", schedule.array())
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
    String step = last == Status.NEEDS_ATTENTION ? "settle-request" : call.operation();
    deadLetters.store(
        route == null ? "settle-request" : route,
        step,
        failure,
        words,
        row.body(),
        row.attempts(),
        call.requestId());
  }
}
