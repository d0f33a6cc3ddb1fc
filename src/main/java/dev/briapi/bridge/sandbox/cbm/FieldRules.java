package dev.briapi.bridge.sandbox.cbm;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Rules on the fields of a body, besides those that the sandbox has of its own. */
@FunctionalInterface
public interface FieldRules {
  /**
   * What is wrong with a body, empty for nothing.
   *
   * @param operation such as {@code create-invoice}
   * @param body the request's body
   */
  List<String> check(String operation, JsonNode body);
}
