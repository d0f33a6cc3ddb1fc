package dev.briapi.bridge.bank.http;

import java.time.Instant;

/**
 * An access token of BRI's.
 *
 * @param value the secret itself
 * @param expiresAt when BRI stops taking it
 */
public record Token(String value, Instant expiresAt) {
  /** Never shows the token. */
  @Override
  public String toString() {
    return "token until " + expiresAt;
  }
}
