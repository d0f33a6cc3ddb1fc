package dev.briapi.bridge.bank;

/**
 * What came of a call.
 *
 * @param verdict what it means
 * @param body the bytes that the bank answered; empty where it did not
 */
public record Answer(Verdict verdict, byte[] body) {
  private static final byte[] NOTHING = {};

  /** A call that the bank did not answer. */
  public static Answer none(Verdict verdict) {
    return new Answer(verdict, NOTHING);
  }
}
