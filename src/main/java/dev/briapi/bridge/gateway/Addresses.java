package dev.briapi.bridge.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.platform.Products;

/** Finds the operation that a path of the bank's is about, and whether this caller may have it. */
@Singleton
class Addresses {
  private static final Set<String> METHODS =
      new TreeSet<>(Set.of("GET", "POST", "PUT", "PATCH", "DELETE"));
  private static final int LONGEST_KEY = 255;

  private final Contracts contracts;
  private final Products products;

  @Inject
  Addresses(Contracts contracts, Products products) {
    this.contracts = contracts;
    this.products = products;
  }

  /**
   * The target of a request.
   *
   * @param path the bank's path as it stands in the request, percent-encoded
   * @param query the query as it stands there, or null
   * @throws ProblemException when there is no such operation (404, 405), it is not for this caller
   *     (403), or its product is off (503)
   */
  Target find(Caller caller, String method, String path, String query, String idempotencyKey) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, String> parameters = query(query, errors);
    Operation operation =
        contracts
            .match(method, path, parameters.keySet())
            .orElseThrow(() -> unknown(method, path, parameters.keySet()));
    checkAccess(caller, operation);
    try {
      parameters.putAll(operation.pathParameters(path));
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError("path", "is not percent-encoded UTF-8"));
    }
    parameters.forEach(
        (name, value) -> {
          if (value.indexOf('\uFFFD') >= 0 || value.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError(name, "has characters that are not text"));
          }
        });
    return new Target(
        caller.name(), operation, parameters, checked(idempotencyKey, errors), errors);
  }

  private ProblemException unknown(String method, String path, Set<String> names) {
    String allowed =
        METHODS.stream()
            .filter(other -> contracts.match(other, path, names).isPresent())
            .collect(Collectors.joining(", "));
    if (!allowed.isEmpty()) {
      return new ProblemException(
          Problem.of(405, "BRI has this address for " + allowed + " only; nothing was sent."),
          Map.of("Allow", allowed));
    }
    String nearest =
        contracts.nearest(method, path).stream()
            .map(near -> near.method() + " /bri" + near.pathTemplate() + " (" + near + ")")
            .collect(Collectors.joining(", "));
    return new ProblemException(
        404,
        "BRI has no operation at this address."
            + (nearest.isEmpty()
                ? " All of them are described in /q/openapi."
                : " The nearest: " + nearest + "."));
  }

  private void checkAccess(Caller caller, Operation operation) {
    String product = operation.product();
    if (!caller.products().contains(product)) {
      throw new ProblemException(
          403,
          "Product " + product + " is not among bridge.callers." + caller.name() + ".products.");
    }
    if (!products.on(product)) {
      // for a while or for ever: only whoever runs the bridge knows
      throw new ProblemException(
          503,
          "Product " + product + " is not switched on: set briapi." + product + ".* and restart.");
    }
  }

  private static Map<String, String> query(String query, List<FieldError> errors) {
    Map<String, String> values = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return values;
    }
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      try {
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        if (values.putIfAbsent(name, value) != null) {
          errors.add(new FieldError(name, "is there twice"));
        }
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError("query", "is not percent-encoded UTF-8"));
      }
    }
    return values;
  }

  private static String checked(String idempotencyKey, List<FieldError> errors) {
    boolean wrong =
        Optional.ofNullable(idempotencyKey)
            .filter(
                key ->
                    key.isEmpty()
                        || key.length() > LONGEST_KEY
                        || key.chars().anyMatch(c -> c < 0x21 || c > 0x7e))
            .isPresent();
    if (wrong) {
      errors.add(new FieldError("Idempotency-Key", "is not 1 to 255 visible characters of ASCII"));
    }
    return idempotencyKey;
  }
}
