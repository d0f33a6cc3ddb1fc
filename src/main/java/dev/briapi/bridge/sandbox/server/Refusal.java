package dev.briapi.bridge.sandbox.server;

/** A product says no: the HTTP status, the code and the text of its answer. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int http;
  private final String code;

  /** A refusal; its shape is the product's. */
  public Refusal(int http, String code, String message) {
    super(message, null, false, false);
    this.http = http;
    this.code = code;
  }

  public int http() {
    return http;
  }

  public String code() {
    return code;
  }
}
