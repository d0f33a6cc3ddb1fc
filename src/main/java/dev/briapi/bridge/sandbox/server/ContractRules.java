package dev.briapi.bridge.sandbox.server;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.bank.contract.Contracts;

/** The rules of the contract documents, which the sandbox shares with the bridge. */
public record ContractRules(Contracts contracts) implements FieldRules {
  @Override
  public List<Violation> check(String product, String operation, JsonNode body) {
    // the sandbox has rules of its own too, so a product without a contract is no product without
    // rules
    return contracts.operations().stream()
        .filter(one -> one.product().equals(product) && one.id().equals(operation))
        .flatMap(one -> one.check(body).stream())
        .toList();
  }
}
