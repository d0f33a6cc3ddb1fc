package dev.briapi.bridge.bank;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;

/** {@code X-SIGNATURE} of the SNAP products: on calls and on the token (rulings 8, 9). */
public final class SnapSignature {
  /** How the signature of a call is written; the one of a token is always Base64. */
  public enum Encoding {
    /** In small letters: what BRI's own software sends. */
    HEX,
    BASE64
  }

  private static final HexFormat HEX = HexFormat.of();

  private SnapSignature() {}

  /**
   * Signs one call.
   *
   * @param secret the consumer secret
   * @param method the HTTP method in capitals
   * @param path the path as it goes on the wire
   * @param token the access token, without {@code Bearer}
   * @param timestamp the text of {@code X-TIMESTAMP}
   * @param body the bytes that are sent, compact or not
   * @param encoding how to write it
   */
  public static String sign(
      String secret,
      String method,
      String path,
      String token,
      String timestamp,
      byte[] body,
      Encoding encoding) {
    byte[] signature = bytes(secret, method, path, token, timestamp, body);
    return encoding == Encoding.HEX
        ? HEX.formatHex(signature)
        : Base64.getEncoder().encodeToString(signature);
  }

  /** Whether a call that came in carries the right signature, in either encoding; constant time. */
  public static boolean verify(
      String secret,
      String method,
      String path,
      String token,
      String timestamp,
      byte[] body,
      String signature) {
    if (signature == null) {
      return false;
    }
    byte[] expected = bytes(secret, method, path, token, timestamp, body);
    byte[] hex = HEX.formatHex(expected).getBytes(StandardCharsets.US_ASCII);
    byte[] base64 = Base64.getEncoder().encode(expected);
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    byte[] lower = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(hex, lower) | MessageDigest.isEqual(base64, given);
  }

  /** Signs the request for a token: RSA with SHA-256 over client key and timestamp, in Base64. */
  public static String signToken(PrivateKey key, String clientKey, String timestamp) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(tokenText(clientKey, timestamp));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the private key cannot sign", e);
    }
  }

  /** Whether a request for a token that came in carries the right signature. */
  public static boolean verifyToken(
      PublicKey key, String clientKey, String timestamp, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(tokenText(clientKey, timestamp));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
      return false;
    }
  }

  /** The SHA-256 of the minified body, in small hex letters. */
  public static String bodyHash(byte[] body) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(minify(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }

  /** Drops the white space outside strings and touches nothing else. */
  public static byte[] minify(byte[] json) {
    ByteArrayOutputStream minified = new ByteArrayOutputStream(json.length);
    boolean inString = false;
    boolean escaped = false;
    for (byte octet : json) {
      boolean blank = octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
      if (inString || !blank) {
        minified.write(octet);
      }
      if (octet == '"' && !escaped) {
        inString = !inString;
      }
      escaped = inString && octet == '\\' && !escaped;
    }
    return minified.toByteArray();
  }

  private static byte[] bytes(
      String secret, String method, String path, String token, String timestamp, byte[] body) {
    String text = method + ":" + path + ":" + token + ":" + bodyHash(body) + ":" + timestamp;
    Mac mac = BriSignature.mac("HmacSHA512", secret);
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] tokenText(String clientKey, String timestamp) {
    return (clientKey + "|" + timestamp).getBytes(StandardCharsets.UTF_8);
  }
}
