package dev.briapi.bridge.sandbox.snap;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.Refusal;

/** Refusals of one operation, in the words of the SNAP table. */
record SnapRefusals(SnapOperation operation) {
  Refusal of(int http, String caseCode, String message) {
    return new Refusal(http, operation.code(http, caseCode), message);
  }

  Refusal missing(String field) {
    return of(400, "02", "Invalid Mandatory Field " + field);
  }

  Refusal malformed(String field) {
    return of(400, "01", "Invalid Field Format " + field);
  }

  Refusal unauthorized(String what) {
    return of(401, "00", "Unauthorized. " + what);
  }

  Refusal badToken() {
    return of(401, "01", "Invalid Token (B2B)");
  }

  static Answer answer(Refusal refusal) {
    return Answer.json(refusal.http(), body(refusal.code(), refusal.getMessage()));
  }

  /** The body of a scripted refusal; the gateway's "invalid token" is SNAP's own here. */
  Object scripted(String code, String message) {
    if (code.equals("0601")) {
      Refusal refusal = badToken();
      return body(refusal.code(), refusal.getMessage());
    }
    return code.length() == 4
        ? Map.of("status", Map.of("code", code, "desc", message))
        : body(code, message);
  }

  static Map<String, Object> body(String code, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("responseCode", code);
    body.put("responseMessage", message);
    return body;
  }
}
