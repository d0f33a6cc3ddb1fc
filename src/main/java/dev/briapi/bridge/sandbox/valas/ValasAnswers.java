package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BodyFields;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** Answers in the shapes and spellings of the document's samples. */
final class ValasAnswers {
  private ValasAnswers() {}

  static Answer success(Object data) {
    return success("data", data);
  }

  static Answer success(String name, Object data) {
    Map<String, Object> body = body("2008200", "Successful");
    body.put(name, data);
    return Answer.json(200, body);
  }

  static Answer refused(Refusal refusal) {
    return refusal.http() == 413
        ? Answer.text(413, refusal.getMessage()) // the document has no code for it
        : Answer.json(refusal.http(), refusal(refusal.code(), refusal.getMessage()));
  }

  /** The body of a refusal; four digits make it one of the gateway's (rulings 19). */
  static Map<String, Object> refusal(String code, String message) {
    return code.length() == 4
        ? Map.of("status", Map.of("code", code, "desc", message))
        : body(code, message);
  }

  private static Map<String, Object> body(String code, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("responseCode", code);
    body.put("responseMessage", message);
    return body;
  }

  static Refusal missing(String field) {
    return new Refusal(400, "4008201", "Invalid Mandatory Field " + field);
  }

  static Refusal malformed(String field) {
    return new Refusal(400, "4008202", "Invalid Field Format " + field);
  }

  /** Refuses what the contract does not allow. */
  static void demand(Surroundings surroundings, ValasOperation operation, JsonNode body) {
    surroundings.demand(
        "valas",
        operation.id(),
        body,
        wrong -> refusal(operation, wrong.field(), wrong.rule().startsWith("is required")));
  }

  /** Reads the fields of one operation. */
  static BodyFields fields(ValasOperation operation, JsonNode body) {
    return new BodyFields(
        body, field -> refusal(operation, field, true), field -> refusal(operation, field, false));
  }

  // rulings 16: on the page of the rate profile both codes have changed places
  private static Refusal refusal(ValasOperation operation, String field, boolean absent) {
    Refusal usual = absent ? missing(field) : malformed(field);
    return operation == ValasOperation.RATE_PROFILE
        ? new Refusal(400, absent ? "4008202" : "4008201", usual.getMessage())
        : usual;
  }

  /** 4038215, the code of many meanings; the document sets a space behind the full stop or none. */
  static Refusal notPermitted(String why) {
    return new Refusal(403, "4038215", "Transaction Not Permitted." + why);
  }

  static Answer exchanged(Transaction transaction) {
    boolean counter = transaction.operation().equals(ValasOperation.TRANSACTION_COUNTER.id());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("referenceNo", transaction.referenceNo());
    data.put("partnerReferenceNo", transaction.partnerReferenceNo());
    if (transaction.dealCode() != null) {
      data.put("dealCode", transaction.dealCode());
    }
    data.put("buy", rate(transaction.buy()));
    data.put("sell", rate(transaction.sell()));
    // the counter's sample begins these two with capitals
    data.put(counter ? "DebitAmount" : "debitAmount", money(transaction.debitAmount()));
    data.put(counter ? "CreditAmount" : "creditAmount", money(transaction.creditAmount()));
    data.put("remark", transaction.remark() == null ? "" : transaction.remark());
    return success(data);
  }

  static Answer found(Transaction transaction) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("originalPartnerReferenceNo", transaction.partnerReferenceNo());
    data.put("originalReferenceNo", transaction.referenceNo());
    data.put("dealCode", transaction.dealCode() == null ? "" : transaction.dealCode());
    data.put("buy", rate(transaction.buy()));
    data.put("sell", rate(transaction.sell()));
    data.put("debitAmount", money(transaction.debitAmount()));
    data.put("creditAmount", money(transaction.creditAmount()));
    data.put("remark", transaction.remark() == null ? "" : transaction.remark());
    data.put("originalTransactionStatusCode", transaction.statusCode());
    data.put("originalTransactionStatus", transaction.status());
    return success(data);
  }

  static String money(BigDecimal amount) {
    return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  static String rate(BigDecimal rate) {
    return money(rate);
  }
}
