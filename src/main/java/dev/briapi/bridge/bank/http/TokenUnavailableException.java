package dev.briapi.bridge.bank.http;

import dev.briapi.bridge.bank.Verdict;

/** No token could be had, so nothing was sent. */
public class TokenUnavailableException extends Exception {
  private final transient Verdict away;

  /** The bank answered, and gave none. */
  public TokenUnavailableException(String message) {
    super(message);
    this.away = null;
  }

  /**
   * The bank could not be asked.
   *
   * @param away what asking it came to
   */
  public TokenUnavailableException(String message, Verdict away, Throwable cause) {
    super(message, cause);
    this.away = away;
  }

  /** What asking the bank came to where it was away or broken; null otherwise. */
  Verdict away() {
    return away;
  }

  /** The same for those who did not ask themselves: one failure counts once. */
  TokenUnavailableException remembered() {
    return new TokenUnavailableException(getMessage());
  }
}
