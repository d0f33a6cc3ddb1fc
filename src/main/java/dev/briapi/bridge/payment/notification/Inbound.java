package dev.briapi.bridge.payment.notification;

/**
 * One request of BRI as it came in; what a header does not say is null.
 *
 * @param service which of the two operations it is for
 * @param path the path as it was requested, without the query: what BRI signs
 * @param authorization {@code Authorization}
 * @param clientKey {@code X-CLIENT-KEY}
 * @param timestamp {@code X-TIMESTAMP}
 * @param signature {@code X-SIGNATURE}
 * @param externalId {@code X-EXTERNAL-ID}
 * @param contentType {@code Content-Type}
 * @param body the bytes of the body, bounded
 */
public record Inbound(
    Service service,
    String path,
    String authorization,
    String clientKey,
    String timestamp,
    String signature,
    String externalId,
    String contentType,
    byte[] body) {
  /** Shows neither token nor signature. */
  @Override
  public String toString() {
    return service + " at " + path;
  }
}
