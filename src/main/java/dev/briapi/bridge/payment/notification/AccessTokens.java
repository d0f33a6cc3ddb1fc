package dev.briapi.bridge.payment.notification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The tokens that we issue to BRI. They carry their own expiry and proof, so that every replica
 * knows them, and after a restart still does (rulings 33): expiry and chance, then an HMAC over
 * both under a key that is derived from the client secret and used for nothing else.
 */
@Singleton
public class AccessTokens {
  /** How long a token is good for: what SNAP has everywhere. */
  static final Duration LIFETIME = Duration.ofSeconds(899);

  private static final String PURPOSE = "briapi-bridge access token of notifications, 1";
  private static final int CHANCE = 16;
  private static final int CONTENT = Long.BYTES + CHANCE;
  private static final int PROOF = 32;

  /** The length of every token, in characters: 56 bytes without padding. */
  private static final int LENGTH = 75;

  private final Access access;
  private final Clock clock;
  private final SecureRandom chance = new SecureRandom();

  @Inject
  AccessTokens(Access access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  /** A new token. */
  String issue() {
    byte[] random = new byte[CHANCE];
    chance.nextBytes(random);
    byte[] content =
        ByteBuffer.allocate(CONTENT)
            .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
            .put(random)
            .array();
    byte[] token =
        ByteBuffer.allocate(CONTENT + PROOF).put(content).put(proof(content, CONTENT)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** Whether it is one of ours, and its time is not over; the comparison takes constant time. */
  boolean valid(String token) {
    if (token.length() != LENGTH) {
      return false;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    ByteBuffer content = ByteBuffer.wrap(bytes);
    byte[] given = new byte[PROOF];
    content.get(CONTENT, given);
    boolean ours = MessageDigest.isEqual(proof(bytes, CONTENT), given);
    return ours && content.getLong(0) > clock.instant().getEpochSecond();
  }

  private byte[] proof(byte[] bytes, int length) {
    // two steps, as in RFC 5869: the secret itself signs what BRI sends and must not sign this
    byte[] key =
        hmac(
            access.clientSecret().getBytes(StandardCharsets.UTF_8),
            (PURPOSE + '\0' + access.clientId()).getBytes(StandardCharsets.UTF_8));
    return hmac(key, ByteBuffer.allocate(length).put(bytes, 0, length).array());
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
