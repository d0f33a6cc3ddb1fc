package dev.briapi.bridge.sandbox.cbm;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.briapi.bridge.sandbox.server.Answer;

/** Answers in the shapes and spellings of the document's samples. */
final class CbmAnswers {
  /** Business days are WIB days (rulings 5). */
  static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private CbmAnswers() {}

  static Answer success(String desc, Object data) {
    return Answer.json(200, body("00", desc, data));
  }

  /** The sample of the partner inquiry begins its names with capitals. */
  static Answer capitalSuccess(String desc, Object data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ResponseCode", "00");
    body.put("ResponseDesc", desc);
    body.put("ResponseData", data);
    return Answer.json(200, body);
  }

  static Answer refused(int http, String code, String desc) {
    return Answer.json(http, body(code, desc, null));
  }

  /** The body of a refusal; four digits make it one of the gateway's (rulings 19). */
  static Object refusal(String code, String desc) {
    return code.length() == 4
        ? Map.of("status", Map.of("code", code, "desc", desc))
        : body(code, desc, null);
  }

  private static Map<String, Object> body(String code, String desc, Object data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("responseCode", code);
    body.put("responseDesc", desc);
    body.put("responseData", data);
    return body;
  }

  static Map<String, Object> done(String referenceNumber, String message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("ReferenceNumber", referenceNumber);
    data.put("Message", message);
    return data;
  }

  static Map<String, Object> invoice(Invoice invoice) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("ReferenceNumber", invoice.referenceNumber());
    data.put("InvoiceType", "INV " + invoice.invoiceType());
    data.put("InvoiceFrom", Companies.name(invoice.anchorCode()));
    data.put("InvoiceTo", Companies.name(invoice.partnerCode()));
    data.put("InvoiceNumber", invoice.invoiceNumber());
    data.put("InvoiceDate", invoice.invoiceDate());
    data.put("Currency", invoice.currency());
    data.put("Amount", Companies.money(invoice.amount()));
    data.put("PaymentMethod", invoice.paymentMethod());
    data.put("Description", invoice.description());
    data.put("DisbursementDate", invoice.disbursementDate());
    data.put("DisbursementCompleteDate", time(invoice.disbursedAt()));
    data.put("SettlementDate", invoice.settlementDate());
    data.put("SettlementCompleteDate", time(invoice.settledAt()));
    data.put("CreateDate", time(invoice.createdAt()));
    data.put("StatusCode", invoice.status().code());
    data.put("StatusDesc", invoice.status().desc());
    return data;
  }

  private static String time(Instant instant) {
    return instant == null ? null : TIME.format(LocalDateTime.ofInstant(instant, WIB));
  }
}
