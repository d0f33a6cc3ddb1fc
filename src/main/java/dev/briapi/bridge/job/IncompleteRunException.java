package dev.briapi.bridge.job;

/** A run has done what it could, and not all that it should. What it did stays. */
public class IncompleteRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is left undone and why, for people
   */
  public IncompleteRunException(String message) {
    super(message);
  }
}
