package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the fields of a body and refuses what the document does not allow. */
final class Fields {
  private final JsonNode body;

  Fields(JsonNode body) {
    this.body = body;
  }

  /** True when the field is there and neither null nor empty. */
  boolean has(String name) {
    JsonNode node = body.get(name);
    return node != null && !node.isNull() && !(node.isTextual() && node.textValue().isBlank());
  }

  /** A mandatory text of at most so many characters. */
  String text(String name, int most) {
    if (!has(name)) {
      throw CbmRefusal.invalid(name + " is required");
    }
    JsonNode node = body.get(name);
    if (!node.isTextual()) {
      throw CbmRefusal.invalid(name + " must be a string");
    }
    String text = node.textValue();
    if (text.codePointCount(0, text.length()) > most) {
      throw CbmRefusal.invalid(name + " maximum length is " + most);
    }
    return text;
  }

  /** A text that may be left out. */
  String optional(String name, int most) {
    return has(name) ? text(name, most) : null;
  }

  /** A mandatory word out of a list. */
  String word(String name, Set<String> words) {
    String text = text(name, 30);
    if (!words.contains(text)) {
      throw CbmRefusal.invalid(name + " is not valid");
    }
    return text;
  }

  /** A mandatory date. */
  LocalDate date(String name) {
    String text = text(name, 10);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw CbmRefusal.invalid(name + " must be in format yyyy-MM-dd");
    }
  }

  /** A date that may be left out. */
  LocalDate optionalDate(String name) {
    return has(name) ? date(name) : null;
  }

  /** A mandatory JSON number above zero, exact. */
  BigDecimal number(String name) {
    JsonNode node = body.get(name);
    if (node == null || node.isNull()) {
      throw CbmRefusal.invalid(name + " is required");
    }
    if (!node.isNumber()) {
      throw CbmRefusal.invalid(name + " must be numeric");
    }
    return money(name, node.decimalValue());
  }

  /** A number in a string, or one without quotes, or null for none. */
  BigDecimal optionalNumericString(String name) {
    if (!has(name)) {
      return null;
    }
    try {
      return money(name, new BigDecimal(body.get(name).asText()));
    } catch (NumberFormatException e) {
      throw CbmRefusal.invalid(name + " must be numeric");
    }
  }

  private static BigDecimal money(String name, BigDecimal value) {
    if (value.signum() <= 0) {
      throw CbmRefusal.invalid(name + " must be greater than 0");
    }
    if (value.scale() > 20 || value.precision() - value.scale() > 20) {
      throw CbmRefusal.invalid(name + " is not valid");
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
