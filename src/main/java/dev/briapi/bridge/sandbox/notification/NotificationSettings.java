package dev.briapi.bridge.sandbox.notification;

import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the bridge is told of payments.
 *
 * @param url where the bridge listens, without a path; asked before every call, since its port may
 *     become known only when it listens
 * @param clientId the client key that the bridge's owner gave to BRI
 * @param clientSecret the secret that belongs to it
 * @param privateKey BRI's key, which signs requests for a token
 * @param delays how long to wait after each attempt that settled nothing; after the last it is
 *     given up
 */
public record NotificationSettings(
    Supplier<String> url,
    String clientId,
    String clientSecret,
    PrivateKey privateKey,
    List<Duration> delays) {

  /** With attempts for a little more than ten minutes. */
  public static NotificationSettings to(
      Supplier<String> url, String clientId, String clientSecret, PrivateKey privateKey) {
    return new NotificationSettings(
        url,
        clientId,
        clientSecret,
        privateKey,
        List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(8)));
  }

  /** The same with other delays. */
  public NotificationSettings withDelays(Duration... each) {
    return new NotificationSettings(url, clientId, clientSecret, privateKey, List.of(each));
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "NotificationSettings[" + clientId + ", " + delays + "]";
  }
}
