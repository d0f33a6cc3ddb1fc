package dev.briapi.bridge.sandbox.notification;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the bridge has said to a push, or to the request for a token before it.
 *
 * @param http HTTP status, 0 where there was no answer
 * @param code the response code, or null
 * @param message the response message, or why there was no answer
 * @param body the whole answer; a missing node where it is no JSON
 */
record PushAnswer(int http, String code, String message, JsonNode body) {
  private static final int TOO_MANY = 429;

  /** Taken: HTTP 200 with this code, {@code 2003400} or {@code 2007300}. */
  boolean is(String success) {
    return http == 200 && success.equals(code);
  }

  /**
   * A code of 4xx is the bridge's last word. All else BRI counts as pending: 5xx, no answer, and
   * what has no code of SNAP's, such as the 404 of a server that is still starting.
   */
  boolean refused() {
    return http >= 400 && http < 500 && http != TOO_MANY && code != null;
  }
}
