package dev.briapi.bridge.bank.contract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a call goes, percent-encoded. Path and query are apart because only the path is signed
 * (rulings 7).
 *
 * @param path starts with a slash
 * @param query without its question mark; empty where there is none
 */
public record BankUri(String path, String query) {
  /** Both as they go on the wire. */
  public String pathAndQuery() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /**
   * Percent-encodes a segment of a path. A colon stays: BRIVA's report has times in its path
   * (rulings 4).
   */
  static String encodeSegment(String text) {
    return encode(text).replace("%3A", ":");
  }

  /** Percent-encodes everything but the unreserved characters of RFC 3986. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (unreserved(character)) {
        encoded.append(character);
      } else {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xff));
      }
    }
    return encoded.toString();
  }

  private static boolean unreserved(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
