package dev.briapi.bridge.sandbox.notification;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.Surroundings;

/**
 * A payment as the notification tells of it.
 *
 * @param paymentRequestId BRI's number of it; no document says that the report has the same
 * @param brivaNo the BRIVA number
 * @param custCode the customer's code
 * @param amount whole rupiah
 * @param body the compact body, the same at every attempt
 */
record PushedPayment(
    String paymentRequestId, String brivaNo, String custCode, BigDecimal amount, byte[] body) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
  private static final String BRI = "002";

  static PushedPayment of(Payment payment, String paymentRequestId) {
    // rulings 32: padded with spaces on the left
    String partnerServiceId = "%8s".formatted(payment.brivaNo());
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("paymentAmount", payment.amount().toPlainString());
    more.put("terminalId", terminalId(payment.channel()));
    more.put("bankId", BRI);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("partnerServiceId", partnerServiceId);
    body.put("customerNo", payment.custCode());
    body.put("virtualAccountNo", partnerServiceId + payment.custCode());
    body.put("trxDateTime", TIME.format(payment.paymentDate().atZone(Surroundings.WIB)));
    body.put("paymentRequestId", paymentRequestId);
    body.put("additionalInfo", more);
    return new PushedPayment(
        paymentRequestId,
        payment.brivaNo(),
        payment.custCode(),
        payment.amount(),
        Json.write(body));
  }

  /** The notification's number for a channel of the report's. */
  private static String terminalId(String channel) {
    return switch (channel.toUpperCase(Locale.ROOT)) {
      case "TELLER" -> "1";
      case "ATM" -> "2";
      case "IB", "IBNK" -> "3";
      case "SMSB" -> "4";
      case "CMS" -> "5";
      case "EDC" -> "6";
      case "RTGS" -> "7";
      case "API" -> "9";
      default -> "8";
    };
  }
}
