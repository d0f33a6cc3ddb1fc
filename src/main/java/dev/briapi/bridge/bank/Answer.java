package dev.briapi.bridge.bank;

/**
 * What came of a call.
 *
 * @param verdict what it means
 * @param body the bytes that the bank answered; empty where it did not
 * @param type the bank's {@code Content-Type}, or null where it named none
 */
public record Answer(Verdict verdict, byte[] body, String type) {
  private static final byte[] NOTHING = {};

  /** A call that the bank did not answer. */
  public static Answer none(Verdict verdict) {
    return new Answer(verdict, NOTHING, null);
  }
}
