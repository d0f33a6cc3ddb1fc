package dev.briapi.bridge.sandbox.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP answer of the sandbox.
 *
 * @param http the HTTP status
 * @param contentType the media type of the body
 * @param body the body
 */
public record Answer(int http, String contentType, byte[] body) {
  /** A JSON answer. */
  public static Answer json(int http, Object body) {
    return new Answer(http, "application/json", Json.write(body));
  }

  /** A plain text answer. */
  public static Answer text(int http, String body) {
    return new Answer(http, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** An error of BRI's gateway, which has a shape of its own (rulings 19). */
  public static Answer gateway(int http, String code, String desc) {
    return json(http, Map.of("status", new Status(code, desc)));
  }

  private record Status(String code, String desc) {}
}
