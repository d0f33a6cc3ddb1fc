package dev.briapi.bridge.bank.http;

/** No token could be had, so nothing was sent. */
public class TokenUnavailableException extends Exception {
  public TokenUnavailableException(String message) {
    super(message);
  }

  public TokenUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
