package dev.briapi.bridge.payment.notification;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.BankJson;

/** The body of a request of BRI: a JSON object, read field by field. */
record PushedBody(JsonNode object, String prefix) {
  /**
   * @throws Refusal when it is no JSON object, or deeper or longer than anything that BRI sends
   */
  static PushedBody of(Inbound request) throws Refusal {
    String type = request.contentType();
    if (type != null && !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw Refusal.format("Content-Type");
    }
    for (byte octet : request.body()) {
      if (octet == 0) {
        // UTF-16 or UTF-32, which what was signed as UTF-8 must not be read as
        throw Refusal.badRequest("The body is not JSON in UTF-8");
      }
    }
    JsonNode object;
    try {
      object = BankJson.read(request.body());
    } catch (IOException notJson) {
      throw Refusal.badRequest("The body is not JSON");
    }
    if (!object.isObject()) {
      throw Refusal.badRequest("The body is not a JSON object");
    }
    return new PushedBody(object, "");
  }

  /** An object inside; one without fields where there is none. */
  PushedBody inner(String name) throws Refusal {
    JsonNode inner = object.path(name);
    if (!inner.isObject() && !inner.isNull() && !inner.isMissingNode()) {
      throw Refusal.format(prefix + name);
    }
    return new PushedBody(inner, prefix + name + ".");
  }

  /**
   * A text that has to be there and match.
   *
   * @throws Refusal with the field's name
   */
  String text(String name, Pattern pattern) throws Refusal {
    return present(name, optional(name, pattern));
  }

  /** The same, of what is as good as a JSON number: an amount, whose leading zeros say nothing. */
  String digits(String name, Pattern pattern) throws Refusal {
    JsonNode value = object.path(name);
    return value.isIntegralNumber()
        ? matching(name, value, pattern)
        : present(name, optional(name, pattern));
  }

  /** A text that has to match where it is there; null where it is not. */
  String optional(String name, Pattern pattern) throws Refusal {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull() || value.isTextual() && value.asText().isBlank()) {
      return null;
    }
    if (!value.isTextual()) {
      throw Refusal.format(prefix + name);
    }
    return matching(name, value, pattern);
  }

  private String present(String name, String text) throws Refusal {
    if (text == null) {
      throw Refusal.mandatory(prefix + name);
    }
    return text;
  }

  private String matching(String name, JsonNode value, Pattern pattern) throws Refusal {
    if (!pattern.matcher(value.asText()).matches()) {
      throw Refusal.format(prefix + name);
    }
    return value.asText();
  }
}
