package dev.briapi.bridge.request;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.briapi.bridge.bank.contract.Operation;

/**
 * One form for everything that means the same, so that a repetition is told from another request
 * under the same key: fields sorted, numbers in plain decimals, the attachment by its hash.
 */
public final class Canonical {
  private static final int MAX_SCALE = 200;

  private Canonical() {}

  /**
   * The SHA-256 of a request in that form, in hex.
   *
   * @param body the body, with or without its attachment; null where there is none
   * @param attachment the SHA-256 of the attachment, or null
   */
  public static String sha256(
      Operation operation, Map<String, String> parameters, JsonNode body, String attachment) {
    StringBuilder text = new StringBuilder();
    text.append(operation).append('\n');
    new TreeMap<>(parameters)
        .forEach((name, value) -> text.append(quoted(name)).append(quoted(value)));
    text.append('\n');
    if (body != null) {
      write(body, operation.attachmentField().orElse(null), text);
    }
    text.append('\n').append(attachment == null ? "" : attachment);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void write(JsonNode node, String leftOut, StringBuilder text) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      sorted.remove(leftOut == null ? "" : leftOut);
      text.append('{');
      sorted.forEach(
          (name, value) -> {
            text.append(quoted(name));
            write(value, null, text);
          });
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      node.forEach(
          item -> {
            write(item, null, text);
            text.append(',');
          });
      text.append(']');
    } else if (node.isNumber()) {
      text.append(plain(node.decimalValue())).append(',');
    } else {
      text.append(node).append(',');
    }
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    // an exponent beyond all money is left as it is, so that it cannot fill the memory
    return Math.abs((long) stripped.scale()) > MAX_SCALE
        ? stripped.toString()
        : stripped.toPlainString();
  }
}
