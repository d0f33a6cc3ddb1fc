package dev.briapi.bridge.sandbox.cbm;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.bank.contract.Contracts;

/** The rules of the contract documents, which the sandbox shares with the bridge. */
public record ContractRules(Contracts contracts) implements FieldRules {
  @Override
  public List<String> check(String operation, JsonNode body) {
    return contracts.operation("cbm", operation).check(body).stream()
        .map(Violation::message)
        .toList();
  }
}
