package dev.briapi.bridge.payment.notification;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.platform.Trail;

/**
 * Keeps what BRI tells, once, and answers the same to the same (rulings 31). The external id and
 * the payment are committed together, before there is an answer.
 */
@Named("notificationStore")
@Singleton
public class NotificationStore {
  private static final Logger LOG = Logger.getLogger(NotificationStore.class);

  /** Nothing here takes that long unless the database is in trouble, and then BRI asks again. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  // the document says 12, the standard 36
  private static final Pattern EXTERNAL_ID = Pattern.compile("[!-~]{1,36}");

  private record Earlier(String custCode, BigDecimal amount, String answer) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final PaymentReader reader;
  private final Replies replies;
  private final Results results;

  @Inject
  NotificationStore(
      JdbcClient database,
      TransactionTemplate transaction,
      PaymentReader reader,
      Replies replies,
      Results results) {
    this.database = database;
    this.transaction = transaction;
    this.transaction.setTimeout((int) LONGEST.toSeconds());
    this.reader = reader;
    this.replies = replies;
    this.results = results;
  }

  /**
   * Stores a payment whose sender has been verified.
   *
   * @return the answer, once it is committed
   * @throws Refusal when the external id was used for something else, or the body is not as it
   *     should be; nothing is kept then
   */
  public Reply store(@Body Inbound request) throws Refusal {
    Outcome outcome;
    try {
      outcome = transaction.execute(status -> record(request));
    } catch (Refused e) {
      throw e.refusal;
    } finally {
      Trail.forget(Trail.PAYMENT);
    }
    results.count(request.service(), outcome.result());
    return outcome.reply();
  }

  private record Outcome(Result result, Reply reply) {}

  /** Rolls the transaction back, which a checked exception would not get through. */
  private static final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(null, refusal, false, false);
      this.refusal = refusal;
    }
  }

  private Outcome record(Inbound request) {
    try {
      String hash = SnapSignature.bodyHash(request.body());
      takeExternalId(request, hash);
      PushedPayment payment = reader.read(request);
      Trail.note(Trail.PAYMENT, payment.paymentRequestId());
      Reply reply = replies.paid(payment);
      return insert(payment, hash, reply.body())
          ? new Outcome(Result.STORED, reply)
          : repeated(payment);
    } catch (Refusal e) {
      throw new Refused(e);
    }
  }

  private void takeExternalId(Inbound request, String hash) throws Refusal {
    String id = request.externalId();
    if (id == null || id.isBlank()) {
      throw Refusal.mandatory("X-EXTERNAL-ID");
    }
    if (!EXTERNAL_ID.matcher(id).matches()) {
      throw Refusal.format("X-EXTERNAL-ID");
    }
    // the day of its own time, which is what it was unique in when BRI made it
    LocalDate day =
        SnapTime.withOffset(request.timestamp())
            .orElseThrow(() -> Refusal.format("X-TIMESTAMP"))
            .atZoneSameInstant(BankTime.WIB)
            .toLocalDate();
    int taken =
        database
            .sql(
                """
                insert into notification_external_id (day, external_id, body_sha256) values (:day, :id, :hash)
                on conflict do nothing
                """)
            .param("day", day)
            .param("id", id)
            .param("hash", hash)
            .update();
    if (taken == 0 && !bodyOf(day, id).equals(hash)) {
      throw Refusal.conflict();
    }
  }

  private String bodyOf(LocalDate day, String externalId) {
    return database
        .sql(
            "select body_sha256 from notification_external_id where day = :day and external_id = :id")
        .param("day", day)
        .param("id", externalId)
        .query(String.class)
        .single();
  }

  private boolean insert(PushedPayment payment, String hash, String answer) {
    return database
            .sql(
                """
                insert into notification
                  (briva_no, payment_request_id, cust_code, amount, trx_date_time, terminal_id, bank_id, body_sha256, answer)
                values (:number, :id, :customer, :amount, :paidAt, :terminal, :bank, :hash, :answer)
                on conflict (briva_no, payment_request_id) do nothing
                """)
            .param("number", payment.brivaNo())
            .param("id", payment.paymentRequestId())
            .param("customer", payment.custCode())
            .param("amount", payment.amount())
            .param("paidAt", payment.paidAt())
            .param("terminal", payment.terminalId())
            .param("bank", payment.bankId())
            .param("hash", hash)
            .param("answer", answer)
            .update()
        == 1;
  }

  /** The same answer again; what contradicts the first is kept beside it, for people. */
  private Outcome repeated(PushedPayment payment) {
    Earlier earlier =
        database
            .sql(
                "select cust_code, amount, answer from notification where briva_no = :number and payment_request_id = :id")
            .param("number", payment.brivaNo())
            .param("id", payment.paymentRequestId())
            .query(
                (row, n) ->
                    new Earlier(
                        row.getString("cust_code"),
                        row.getBigDecimal("amount"),
                        row.getString("answer")))
            .single();
    Reply reply = new Reply(200, earlier.answer());
    boolean same =
        earlier.custCode().equals(payment.custCode())
            && earlier.amount().compareTo(payment.amount()) == 0;
    if (!same) {
      toldAgain(payment);
    }
    return new Outcome(same ? Result.REPEATED : Result.INCONSISTENT, reply);
  }

  private void toldAgain(PushedPayment payment) {
    int news =
        database
            .sql(
                """
                with told as (
                  select money_text(:amount) || ' for ' || :customer || ' at ' || wib_text(:paidAt) as again)
                update notification n set told_again = told.again, told_again_at = now() from told
                where n.briva_no = :number and n.payment_request_id = :id and n.told_again is distinct from told.again
                """)
            .param("amount", payment.amount())
            .param("customer", payment.custCode())
            .param("paidAt", payment.paidAt())
            .param("number", payment.brivaNo())
            .param("id", payment.paymentRequestId())
            .update();
    if (news > 0) {
      LOG.warnf(
          "BRI told of payment %s of %s before, with another account or amount: the first stays, ask BRI",
          payment.paymentRequestId(), payment.brivaNo());
    }
  }
}
