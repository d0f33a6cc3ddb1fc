package dev.briapi.bridge.sandbox.briva;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.briapi.bridge.sandbox.server.Answer;

/** Answers in the shapes and spellings of the document's samples. */
final class BrivaAnswers {
  private BrivaAnswers() {}

  static Answer success(Object data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", true);
    body.put("responseDescription", "Success");
    body.put("responseCode", "00");
    body.put("data", data);
    return Answer.json(200, body);
  }

  /** The body of a refusal; four digits make it one of the gateway's (rulings 19). */
  static Map<String, Object> refusal(String code, String message) {
    if (code.length() == 4) {
      return Map.of("status", Map.of("code", code, "desc", message));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", false);
    body.put(code.equals("41") ? "responseDescription" : "errDesc", message);
    body.put("responseCode", code);
    return body;
  }

  /** The data of an account as its creation and its changes write them. */
  static Map<String, Object> account(String institutionCode, VirtualAccount account) {
    Map<String, Object> data = key(institutionCode, account.brivaNo(), account.custCode());
    data.put("nama", account.nama());
    data.put("amount", account.amount().toPlainString());
    data.put("keterangan", account.keterangan());
    data.put("expiredDate", AccountFields.DATE_TIME.format(account.expiredDate()));
    return data;
  }

  /** The same as the inquiry writes them, most of them with capitals. */
  static Map<String, Object> inquiry(String institutionCode, VirtualAccount account) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("institutionCode", institutionCode);
    data.put("BrivaNo", account.brivaNo());
    data.put("CustCode", account.custCode());
    data.put("Nama", account.nama());
    data.put("Amount", account.amount().toPlainString());
    data.put("Keterangan", account.keterangan());
    data.put("statusBayar", account.statusBayar());
    data.put("expiredDate", AccountFields.DATE_TIME.format(account.expiredDate()));
    data.put(
        "lastUpdate",
        account.lastUpdate() == null ? null : AccountFields.DATE_TIME.format(account.lastUpdate()));
    return data;
  }

  static Map<String, Object> key(String institutionCode, String brivaNo, String custCode) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("institutionCode", institutionCode);
    data.put("brivaNo", brivaNo);
    data.put("custCode", custCode);
    return data;
  }
}
