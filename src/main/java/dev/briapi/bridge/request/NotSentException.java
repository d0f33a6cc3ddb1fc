package dev.briapi.bridge.request;

import dev.briapi.bridge.bank.Verdict;

/** The bank is known not to have processed the attempt; it is recorded, and may be made again. */
public class NotSentException extends Exception {
  private final transient Verdict verdict;

  public NotSentException(Verdict verdict) {
    super(verdict.reason() + ": " + verdict.message());
    this.verdict = verdict;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** Whether it was not even tried, since the bank is left alone. */
  boolean rested() {
    return "circuit-open".equals(verdict.reason());
  }

  /** The bank did not take our token: worth one immediate attempt with a new one. */
  public static final class TokenRefused extends NotSentException {
    public TokenRefused(Verdict verdict) {
      super(verdict);
    }
  }
}
