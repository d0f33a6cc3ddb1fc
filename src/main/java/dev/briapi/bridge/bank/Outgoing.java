package dev.briapi.bridge.bank;

import java.util.Map;

import dev.briapi.bridge.bank.contract.Operation;

/**
 * A call that is ready to be signed.
 *
 * @param operation what is asked
 * @param parameters values of the path and query parameters
 * @param body exactly the bytes to send; empty for a GET
 * @param id what BRI knows the call by, never the same twice (rulings 12)
 * @param doubtful whether an earlier attempt may have reached the bank (rulings 17, 18)
 */
public record Outgoing(
    Operation operation, Map<String, String> parameters, byte[] body, String id, boolean doubtful) {
  /** Names the operation without its content. */
  @Override
  public String toString() {
    return operation.product() + " " + operation.id();
  }
}
