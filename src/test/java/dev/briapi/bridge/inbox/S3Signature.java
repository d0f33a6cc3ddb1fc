package dev.briapi.bridge.inbox;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;

/** Verifies Amazon's signature, version 4, of a request whose whole body is signed. */
record S3Signature(String accessKey, String secretKey, String region) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, "
              + "SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

  boolean fits(HttpExchange exchange, byte[] body) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher parts = AUTHORIZATION.matcher(header == null ? "" : header);
    String content = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (!parts.matches()
        || !parts.group(1).equals(accessKey)
        || !parts.group(3).equals(region)
        || !hex(digest("SHA-256", body)).equals(content)
            && !(body.length == 0 && "UNSIGNED-PAYLOAD".equals(content))) {
      return false;
    }
    String headers =
        Stream.of(parts.group(4).split(";"))
            .map(name -> name + ":" + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
            .collect(Collectors.joining());
    URI uri = exchange.getRequestURI();
    String request =
        String.join(
            "\n",
            exchange.getRequestMethod(),
            uri.getRawPath(),
            canonical(uri.getRawQuery()),
            headers,
            parts.group(4),
            content);
    String scope = parts.group(2) + "/" + region + "/s3/aws4_request";
    String text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            exchange.getRequestHeaders().getFirst("x-amz-date"),
            scope,
            hex(digest("SHA-256", request.getBytes(StandardCharsets.UTF_8))));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return hex(hmac(key, text)).equals(parts.group(5));
  }

  private static String canonical(String query) {
    return query == null
        ? ""
        : Stream.of(query.split("&"))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(
            parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
