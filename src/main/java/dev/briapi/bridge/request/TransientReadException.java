package dev.briapi.bridge.request;

import dev.briapi.bridge.bank.Verdict;

/**
 * A read got no usable answer, and that is recorded. It changes nothing at the bank, so whoever
 * waits for it may make it again at once.
 */
public class TransientReadException extends Exception {
  public TransientReadException(Verdict verdict) {
    super(verdict.reason() + ": " + verdict.message());
  }
}
