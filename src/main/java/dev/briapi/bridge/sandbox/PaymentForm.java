package dev.briapi.bridge.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.briapi.bridge.sandbox.server.Answer;

/** The page on which a person pays a virtual account, as BRI has one (rulings 28). */
final class PaymentForm {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Pay a virtual account</title></head>
      <body><h1>Pay a virtual account</h1>
      <form method="post" action="/sandbox/briva/payments">
      <p><label>BRIVA number <input name="brivaNo" value="77777" required></label></p>
      <p><label>Customer code <input name="custCode" required></label></p>
      <p><label>Amount to pay (Rp) <input name="amount" inputmode="numeric" required></label></p>
      <p><label>Channel <select name="channel">
      <option>IBNK</option><option>ATM</option><option>TELLER</option><option>EDC</option>
      </select></label></p>
      <p><button>Pay</button></p>
      </form></body></html>
      """;

  private PaymentForm() {}

  static Answer page() {
    return new Answer(200, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes something of the form's four fields, null where one is missing. */
  interface Fields<T> {
    T of(String brivaNo, String custCode, String amount, String channel);
  }

  static <T> T read(byte[] body, Fields<T> fields) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields.of(
        form.get("brivaNo"), form.get("custCode"), form.get("amount"), form.get("channel"));
  }
}
