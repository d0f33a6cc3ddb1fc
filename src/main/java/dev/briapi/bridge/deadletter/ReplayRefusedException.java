package dev.briapi.bridge.deadletter;

/** A dead letter cannot be replayed as things stand; the message says why, in a sentence. */
public class ReplayRefusedException extends RuntimeException {
  public ReplayRefusedException(String message) {
    super(message);
  }
}
