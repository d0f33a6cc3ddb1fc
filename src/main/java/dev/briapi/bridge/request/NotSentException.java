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

  /** The kind of "not sent" that a verdict stands for. */
  static NotSentException of(Verdict verdict) {
    return switch (verdict.reason()) {
      case "token-refused" -> new TokenRefused(verdict);
      case "circuit-open" -> new Resting(verdict);
      default -> new NotSentException(verdict);
    };
  }

  /** It was not even tried, since the bank is left alone: trying again at once is no use. */
  public static final class Resting extends NotSentException {
    public Resting(Verdict verdict) {
      super(verdict);
    }
  }

  /** The bank did not take our token: worth one immediate attempt with a new one. */
  public static final class TokenRefused extends NotSentException {
    public TokenRefused(Verdict verdict) {
      super(verdict);
    }
  }
}
