package dev.briapi.bridge.sandbox.oauth;

/**
 * The consumer that the sandbox knows.
 *
 * @param clientId consumer key
 * @param clientSecret consumer secret, which is also the key of the signatures
 */
public record Credentials(String clientId, String clientSecret) {
  @Override
  public String toString() {
    return "Credentials[" + clientId + "]";
  }
}
