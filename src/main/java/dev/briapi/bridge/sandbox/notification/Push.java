package dev.briapi.bridge.sandbox.notification;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One push of a payment, and what became of it so far.
 *
 * @param id its number
 * @param paymentRequestId BRI's number of the payment in the notification
 * @param brivaNo the BRIVA number
 * @param custCode the customer's code
 * @param amount whole rupiah
 * @param order what it was told to do otherwise, or null
 * @param state where it stands
 * @param attempts how often the bridge was called with it, or for a token for it
 * @param http HTTP status of the last answer, 0 for none
 * @param responseCode response code of the last answer, or null
 * @param message what the last answer says, or why there was none; null before the first
 * @param next when it is pushed, while it is waiting; null otherwise
 */
public record Push(
    long id,
    String paymentRequestId,
    String brivaNo,
    String custCode,
    BigDecimal amount,
    PushKind order,
    PushState state,
    int attempts,
    int http,
    String responseCode,
    String message,
    Instant next) {

  Push in(PushState now, Instant again) {
    return new Push(
        id,
        paymentRequestId,
        brivaNo,
        custCode,
        amount,
        order,
        now,
        attempts,
        http,
        responseCode,
        message,
        again);
  }

  Push answered(PushAnswer answer) {
    return new Push(
        id,
        paymentRequestId,
        brivaNo,
        custCode,
        amount,
        order,
        state,
        attempts + 1,
        answer.http(),
        answer.code(),
        answer.message(),
        next);
  }
}
