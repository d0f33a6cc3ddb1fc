package dev.briapi.bridge.bank;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code BRI-Signature} of CBM, BRIVA and Valas (rulings 7). */
public final class BriSignature {
  private BriSignature() {}

  /**
   * Signs one call.
   *
   * @param secret the consumer secret
   * @param method the HTTP method in capitals
   * @param path the path as it goes on the wire, without host and without query
   * @param token the access token, without {@code Bearer}
   * @param timestamp the text of {@code BRI-Timestamp}, see {@link BankTime#briTimestamp}
   * @param body exactly the bytes that are sent; empty, not null, where there are none
   * @return the signature in Base64
   */
  public static String sign(
      String secret, String method, String path, String token, String timestamp, byte[] body) {
    Mac mac = mac("HmacSHA256", secret);
    mac.update(
        ("path="
                + path
                + "&verb="
                + method
                + "&token=Bearer "
                + token
                + "&timestamp="
                + timestamp
                + "&body=")
            .getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  /** A fresh instance per call: they are not safe for several threads. */
  static Mac mac(String algorithm, String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm, e);
    }
  }
}
