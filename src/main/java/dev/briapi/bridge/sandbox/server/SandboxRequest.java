package dev.briapi.bridge.sandbox.server;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** One request as it came over the wire. */
public final class SandboxRequest {
  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private JsonNode json;
  private boolean parsed;

  /**
   * A request.
   *
   * @param method the HTTP method
   * @param path the path as sent, neither decoded nor with its query
   * @param query the decoded query parameters
   * @param headers the headers, names in lower case
   * @param body the raw body, empty for none
   */
  public SandboxRequest(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public Map<String, String> query() {
    return query;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  /** A header by its name in lower case, or null. */
  public String header(String name) {
    return headers.get(name);
  }

  /** The body as a JSON object, empty where it is none. Read once, on one thread. */
  public Optional<JsonNode> json() {
    if (!parsed) {
      parsed = true;
      try {
        JsonNode node = Json.read(body);
        json = node != null && node.isObject() ? node : null;
      } catch (IOException e) {
        json = null;
      }
    }
    return Optional.ofNullable(json);
  }

  /**
   * A field of the body, {@code amount.value} for one inside another, or else of the query, as
   * text; {@code path} is the path. Null for none.
   */
  public String field(String name) {
    if (name.equals("path")) {
      return path;
    }
    return json()
        .map(node -> node.at("/" + name.replace('.', '/')))
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .orElse(query.get(name));
  }
}
