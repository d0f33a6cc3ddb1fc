package dev.briapi.bridge.bank;

import java.io.IOException;

/** The bank answered, and with more than is taken in. Nothing is wrong with the bank. */
public class AnswerTooLargeException extends IOException {
  /**
   * @param largest in bytes
   */
  public AnswerTooLargeException(long largest) {
    super("the answer is larger than " + largest + " bytes");
  }
}
