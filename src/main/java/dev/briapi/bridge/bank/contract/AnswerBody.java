package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.BankJson;

/**
 * What can be read from an answer's body, in any of BRI's shapes (rulings 19).
 *
 * @param kind whether there was anything to read
 * @param code BRI's code, or null
 * @param message BRI's words, bounded and on one line, or null
 * @param flag what it says as {@code "status": true}, as BRIVA does beside its code (rulings 15),
 *     or null
 * @param body the whole, or null
 */
record AnswerBody(Kind kind, String code, String message, Boolean flag, JsonNode body) {
  enum Kind {
    READABLE,
    EMPTY,
    UNREADABLE
  }

  private static final int MAX_MESSAGE = 500;
  private static final int MAX_CODE = 20;
  private static final Set<String> FLAGS = Set.of("true", "false");
  private static final List<String> MESSAGES =
      List.of("responsedesc", "responsedescription", "errdesc", "responsemessage", "desc");

  static AnswerBody read(byte[] bytes) {
    if (bytes == null) {
      return none(Kind.EMPTY);
    }
    try {
      JsonNode body = BankJson.read(bytes);
      if (body == null || body.isMissingNode()) {
        return none(Kind.EMPTY);
      }
      return body.isObject() ? read(body) : none(Kind.UNREADABLE);
    } catch (IOException notJson) {
      return none(Kind.UNREADABLE);
    }
  }

  private static AnswerBody read(JsonNode body) {
    String code = null;
    String message = null;
    Boolean flag = null;
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      JsonNode value = field.getValue();
      String foundCode = null;
      String foundMessage = null;
      if (name.equals("responsecode")) {
        foundCode = text(value);
      } else if (name.equals("status") && value.isObject()) {
        foundCode = text(BankJson.field(value, "code"));
        foundMessage = text(BankJson.field(value, "desc"));
      } else if (name.equals("status") && FLAGS.contains(value.asText())) {
        flag = value.asBoolean();
      } else if (MESSAGES.contains(name)) {
        foundMessage = text(value);
      }
      if (foundCode != null && code != null && !code.equals(foundCode)) {
        // it says two things: neither is to be believed
        return none(Kind.UNREADABLE);
      }
      code = foundCode == null ? code : foundCode;
      message = foundMessage == null || foundMessage.isBlank() ? message : foundMessage;
    }
    return new AnswerBody(
        Kind.READABLE, bounded(code, MAX_CODE), bounded(message, MAX_MESSAGE), flag, body);
  }

  private static AnswerBody none(Kind kind) {
    return new AnswerBody(kind, null, null, null, null);
  }

  private static String text(JsonNode value) {
    return value == null || !(value.isTextual() || value.isNumber()) ? null : value.asText();
  }

  private static String bounded(String text, int length) {
    if (text == null) {
      return null;
    }
    String line = text.length() > length ? text.substring(0, length) : text;
    return line.replaceAll("\\p{Cc}+", " ").strip();
  }
}
