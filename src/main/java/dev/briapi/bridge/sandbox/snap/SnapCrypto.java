package dev.briapi.bridge.sandbox.snap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs for SNAP, and verifies what SNAP has signed (rulings 8 and 9). */
public final class SnapCrypto {
  private static final HexFormat HEX = HexFormat.of();

  private SnapCrypto() {}

  /** Whether Base64 of an RSA signature fits {@code clientKey|timestamp}. */
  static boolean token(PublicKey key, String clientKey, String timestamp, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update((clientKey + "|" + timestamp).getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Base64 of an RSA signature over {@code clientKey|timestamp}. */
  public static String signToken(PrivateKey key, String clientKey, String timestamp) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(key);
      signer.update((clientKey + "|" + timestamp).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
  }

  /** The signature of a call, in hex. */
  public static String signCall(
      byte[] secret, String method, String path, String token, byte[] body, String timestamp) {
    return HEX.formatHex(hmac(secret, method, path, token, body, timestamp));
  }

  /** Whether a call is signed with the secret, in hex or in Base64. */
  static boolean call(
      byte[] secret,
      String method,
      String path,
      String token,
      byte[] body,
      String timestamp,
      String signature) {
    byte[] expected = hmac(secret, method, path, token, body, timestamp);
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, HEX.formatHex(expected).getBytes(StandardCharsets.UTF_8))
        || MessageDigest.isEqual(given, Base64.getEncoder().encode(expected));
  }

  private static byte[] hmac(
      byte[] secret, String method, String path, String token, byte[] body, String timestamp) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(minified(body));
      String signed = String.join(":", method, path, token, HEX.formatHex(digest), timestamp);
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secret, "HmacSHA512"));
      return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body without white space outside its strings; all else stays as it was sent. */
  static byte[] minified(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    boolean inString = false;
    boolean escaped = false;
    for (byte each : body) {
      if (inString) {
        inString = escaped || each != '"';
        escaped = !escaped && each == '\\';
      } else if (each == ' ' || each == '\t' || each == '\r' || each == '\n') {
        continue;
      } else {
        inString = each == '"';
      }
      out.write(each);
    }
    return out.toByteArray();
  }
}
