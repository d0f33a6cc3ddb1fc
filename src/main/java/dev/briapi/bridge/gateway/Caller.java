package dev.briapi.bridge.gateway;

import java.util.Set;

/**
 * Somebody who may use the API.
 *
 * @param name the word in {@code bridge.callers.<name>}
 * @param products what it may call under {@code /bri}
 * @param roles what it may do under {@code /api}; an operator is a viewer as well
 */
public record Caller(String name, Set<String> products, Set<String> roles) {
  /** Reads {@code /api}. */
  public static final String VIEWER = "viewer";

  /** Reads {@code /api} and acts there. */
  public static final String OPERATOR = "operator";
}
