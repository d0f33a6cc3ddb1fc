package dev.briapi.bridge.payment.notification;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/**
 * A payment that BRI tells of.
 *
 * @param brivaNo the BRIVA number, without what pads it
 * @param custCode the customer's part of the virtual account
 * @param paymentRequestId BRI's id of the payment, unique within the number (rulings 31)
 * @param amount rupiah
 * @param paidAt {@code trxDateTime}
 * @param terminalId the channel; null where BRI does not say
 * @param bankId the paying bank; null where BRI does not say
 * @param asSent the fields that an answer repeats, as they came
 */
record PushedPayment(
    String brivaNo,
    String custCode,
    String paymentRequestId,
    BigDecimal amount,
    OffsetDateTime paidAt,
    String terminalId,
    String bankId,
    AsSent asSent) {

  /** Fields with BRI's own names and padding. */
  record AsSent(
      String partnerServiceId,
      String customerNo,
      String virtualAccountNo,
      String paymentRequestId,
      String trxDateTime) {}
}
