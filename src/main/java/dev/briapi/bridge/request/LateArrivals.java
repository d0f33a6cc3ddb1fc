package dev.briapi.bridge.request;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Replica;

/**
 * How long a request that the bank does not know, or knows as not done, may still be done by it.
 * Moments are the database's, which every attempt was written down with.
 */
@Singleton
public class LateArrivals {
  /**
   * When an attempt was over at the latest. One that does not say so leaves within the patience, or
   * not at all, and then has another one to be answered.
   */
  private static final String ENDED =
      """
      (sent_at + case when outcome is null then 2 * :patience * interval '1 second'
                      else coalesce(duration_ms, 0) * interval '1 millisecond' end)
      """;

  private static final String DAY_ENDS =
      """
      (date_trunc('day', greatest(r.created_at, (
          select max(%s) from attempt
          where request_id = r.id and operation = r.operation and outcome is distinct from 'not-sent'))
        at time zone 'Asia/Jakarta') + interval '1 day 1 hour') at time zone 'Asia/Jakarta'
      """
          .formatted(ENDED);

  private final JdbcClient database;
  private final Replica replica;
  private final Duration patience;

  @Inject
  LateArrivals(JdbcClient database, Replica replica, BankSettings bank) {
    this.database = database;
    this.replica = replica;
    this.patience = bank.readTimeout();
  }

  /**
   * Whether an attempt may still be on its way to the bank or inside it, so that what the bank says
   * now proves nothing yet; the request is then let go until it does, and loses no delay by that.
   * An attempt without any record of its end may be that of a replica that died, or only paused. Of
   * one that ended, only the end is known: it is written down before its token, its pace and its
   * connection are waited for, and may have left long after that.
   */
  public boolean tooEarly(BankCall call) {
    return database
            .sql(
                """
                update request r set next_at = open.until, claimed_by = null, updated_at = now()
                from (
                  select max(%s + :patience * interval '1 second') as until
                  from attempt
                  where request_id = :id and operation = :operation and outcome is distinct from 'not-sent'
                    and (http_status is null or http_status = 202 or http_status >= 500)) open
                where r.id = :id and r.claimed_by = :replica and r.next_at is not null and r.status = :pending
                  and open.until > now()
                """
                    .formatted(ENDED))
            .param("patience", patience.toMillis() / 1000.0)
            .param("operation", call.operation())
            .param("id", call.requestId())
            .param("replica", replica.id())
            .param("pending", Status.PENDING.word())
            .update()
        == 1;
  }

  /**
   * Whether an earlier attempt of the same request may still be done by the bank, so that the
   * refusal of this one is not the last word.
   */
  boolean earlierMayArrive(Attempt attempt) {
    return database
        .sql(
            """
            select exists (
              select from attempt
              where request_id = :id and number < :number and operation = :operation and outcome is distinct from 'not-sent'
                and (http_status is null or http_status = 202 or http_status >= 500)
                and %s + :patience * interval '1 second' > now())
            """
                .formatted(ENDED))
        .param("patience", patience.toMillis() / 1000.0)
        .param("id", attempt.call().requestId())
        .param("number", attempt.number())
        .param("operation", attempt.call().operation())
        .query(Boolean.class)
        .single();
  }

  /**
   * Whether the bank was asked after the day of the last attempt, by WIB, was over (rulings 2, 5),
   * and an hour more, since neither the bank's clock nor its books turn with ours to the second. An
   * attempt belongs to the day on which it ended. What a replay has copied has its attempts in
   * another row, all of them older than its own.
   */
  public boolean askedAfterTheDay(BankCall call) {
    return database
        .sql(
            """
            select coalesce(max(i.sent_at) >= max(%s), false)
            from request r join attempt i on i.request_id = r.id and i.operation <> r.operation
            where r.id = :id
            """
                .formatted(DAY_ENDS))
        .param("patience", patience.toMillis() / 1000.0)
        .param("id", call.requestId())
        .query(Boolean.class)
        .single();
  }
}
