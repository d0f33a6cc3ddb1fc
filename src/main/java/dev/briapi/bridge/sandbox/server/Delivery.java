package dev.briapi.bridge.sandbox.server;

/**
 * How an answer reaches the client.
 *
 * @param answer the answer; null closes the connection without one
 * @param delayMs milliseconds before it is written
 * @param fault the fault that shaped it, as a word; null for none
 */
public record Delivery(Answer answer, long delayMs, String fault) {
  static Delivery of(Answer answer) {
    return new Delivery(answer, 0, null);
  }

  /** The HTTP status that the client sees, 0 for a closed connection. */
  public int http() {
    return answer == null ? 0 : answer.http();
  }
}
