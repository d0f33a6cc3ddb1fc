package dev.briapi.bridge.sandbox.oauth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The access tokens that are valid: the last {@value #KEPT}. Safe for use by several threads. */
public final class Tokens {
  static final int KEPT = 1_000;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 28;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> expiries = new LinkedHashMap<>();
  private final Clock clock;
  private final Duration lifetime;

  /** Tokens that live this long. */
  public Tokens(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** How long a token is valid. */
  public Duration lifetime() {
    return lifetime;
  }

  /** A new token. */
  public synchronized String issue() {
    StringBuilder token = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    if (expiries.size() == KEPT) {
      expiries.remove(expiries.keySet().iterator().next());
    }
    expiries.put(token.toString(), clock.instant().plus(lifetime));
    return token.toString();
  }

  /** Whether a token was issued here and is still good. */
  public synchronized boolean valid(String token) {
    Instant expiry = expiries.get(token);
    return expiry != null && clock.instant().isBefore(expiry);
  }

  /** Makes every token invalid at once. */
  public synchronized void expireAll() {
    expiries.clear();
  }
}
