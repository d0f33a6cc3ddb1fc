package dev.briapi.bridge.sandbox.server;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;

/** Rules on the fields of a body, besides those that a product of the sandbox has of its own. */
@FunctionalInterface
public interface FieldRules {
  /**
   * What is wrong with a body, empty for nothing.
   *
   * @param product such as {@code cbm}
   * @param operation such as {@code create-invoice}
   * @param body the request's body
   */
  List<Violation> check(String product, String operation, JsonNode body);
}
