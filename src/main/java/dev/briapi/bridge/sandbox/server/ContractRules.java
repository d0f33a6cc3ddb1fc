package dev.briapi.bridge.sandbox.server;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.bank.contract.Contracts;

/** The rules of the contract documents, which the sandbox shares with the bridge. */
public record ContractRules(Contracts contracts) implements FieldRules {
  @Override
  public List<Violation> check(String product, String operation, JsonNode body) {
    return contracts.operation(product, operation).check(body);
  }
}
