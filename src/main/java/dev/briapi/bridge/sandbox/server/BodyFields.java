package dev.briapi.bridge.sandbox.server;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the fields of a body, {@code amount.value} for one inside another, and refuses. */
public final class BodyFields {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern MONEY = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,6})?");

  private final JsonNode body;
  private final Function<String, Refusal> missing;
  private final Function<String, Refusal> malformed;

  /** Fields whose absence and whose wrong form are refused by these, given the field's name. */
  public BodyFields(
      JsonNode body, Function<String, Refusal> missing, Function<String, Refusal> malformed) {
    this.body = body;
    this.missing = missing;
    this.malformed = malformed;
  }

  private JsonNode node(String name) {
    JsonNode node = body;
    for (String part : name.split("\\.")) {
      node = node.path(part);
    }
    return node;
  }

  /** True when the field is there and neither null nor blank. */
  public boolean has(String name) {
    JsonNode node = node(name);
    return !node.isMissingNode()
        && !node.isNull()
        && !(node.isTextual() && node.textValue().isBlank());
  }

  /** A mandatory text of at most so many characters. */
  public String text(String name, int most) {
    if (!has(name)) {
      throw missing.apply(name);
    }
    JsonNode node = node(name);
    String text = node.isTextual() ? node.textValue() : null;
    if (text == null || text.codePointCount(0, text.length()) > most) {
      throw malformed.apply(name);
    }
    return text;
  }

  /** A text that may be left out: then it is null. */
  public String optional(String name, int most) {
    return has(name) ? text(name, most) : null;
  }

  /** A mandatory text of digits. */
  public String digits(String name, int most) {
    String text = text(name, most);
    if (!DIGITS.matcher(text).matches()) {
      throw malformed.apply(name);
    }
    return text;
  }

  /** A mandatory amount in a string, in plain notation and without a sign. */
  public BigDecimal money(String name) {
    String text = text(name, 40);
    if (!MONEY.matcher(text).matches()) {
      throw malformed.apply(name);
    }
    return new BigDecimal(text);
  }
}
