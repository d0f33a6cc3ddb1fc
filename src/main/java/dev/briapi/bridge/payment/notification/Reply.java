package dev.briapi.bridge.payment.notification;

/**
 * What BRI is answered.
 *
 * @param status the HTTP status
 * @param body JSON in the shape of SNAP
 */
public record Reply(int status, String body) {
  /** Its body may be a token. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
