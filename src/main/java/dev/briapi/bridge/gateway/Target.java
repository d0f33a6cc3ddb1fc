package dev.briapi.bridge.gateway;

import java.util.List;
import java.util.Map;

import dev.briapi.bridge.bank.contract.Operation;

/**
 * What a request under {@code /bri} is addressed to.
 *
 * @param caller who makes it
 * @param operation what it asks for
 * @param parameters the decoded values of path and query
 * @param idempotencyKey the caller's own key, or null
 * @param errors what is wrong with address and headers
 */
record Target(
    String caller,
    Operation operation,
    Map<String, String> parameters,
    String idempotencyKey,
    List<FieldError> errors) {}
