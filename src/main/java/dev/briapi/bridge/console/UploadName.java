package dev.briapi.bridge.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file's name in a Content-Disposition header (RFC 6266), the encoded form before the plain.
 */
final class UploadName {
  private static final Pattern ENCODED =
      Pattern.compile(";\\s*filename\\*\\s*=\\s*UTF-8'[^']*'([^;\\s]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN =
      Pattern.compile(
          ";\\s*filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\\s]+))",
          Pattern.CASE_INSENSITIVE);

  private UploadName() {}

  /** The name as it was given, or null. */
  static String of(String contentDisposition) {
    if (contentDisposition == null) {
      return null;
    }
    Matcher encoded = ENCODED.matcher(contentDisposition);
    if (encoded.find()) {
      try {
        // a plus sign is itself here
        return URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    Matcher plain = PLAIN.matcher(contentDisposition);
    if (!plain.find()) {
      return null;
    }
    return plain.group(1) == null ? plain.group(2) : plain.group(1).replaceAll("\\\\(.)", "$1");
  }
}
