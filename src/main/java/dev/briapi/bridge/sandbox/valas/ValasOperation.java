package dev.briapi.bridge.sandbox.valas;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** The eleven operations, B to L of the document, and their paths (rulings 4). */
enum ValasOperation {
  NEGO_INFO("nego-info", "/v2.0/valas-info/kurs-nego"),
  CHECK_DEAL_CODE("check-deal-code", "/v2.0/valas-transaction/nego/dealcode"),
  TRANSACT_NEGO("transact-nego", "/v2.0/valas-transaction/nego"),
  TRANSACT_COUNTER("transact-counter", "/v2.0/valas-transaction/counter"),
  INQUIRE_TRANSACTION("inquire-transaction", "/v2.0/valas-transaction/inquiry"),
  INQUIRE_LIMIT("inquire-limit", "/v2.0/valas-transaction/inquiry-limit"),
  COUNTER_INFO("counter-info", "/v2.0/valas-info/kurs-counter"),
  UPLOAD_UNDERLYING("upload-underlying", "/v2.0/valas-transaction/upload-underlying"),
  RATE_PROFILE_INFO("rate-profile-info", "/v2.0/valas-info/rate-profile"),
  TRANSACT_RATE_PROFILE("transact-rate-profile", "/v2.0/valas-transaction/nego-rate-profile"),
  CONTINUE_NEGO("continue-nego", "/v2.0/valas-transaction/continue");

  private static final Map<String, ValasOperation> BY_PATH =
      Arrays.stream(values())
          .collect(Collectors.toMap(operation -> operation.path, Function.identity()));

  private final String id;
  private final String path;

  ValasOperation(String id, String path) {
    this.id = id;
    this.path = path;
  }

  String id() {
    return id;
  }

  /** Whether it moves money under a reference of the partner's. */
  boolean movesMoney() {
    return this == TRANSACT_NEGO || this == TRANSACT_COUNTER || this == TRANSACT_RATE_PROFILE;
  }

  static Optional<ValasOperation> of(SandboxRequest request) {
    return request.method().equals("POST")
        ? Optional.ofNullable(BY_PATH.get(request.path()))
        : Optional.empty();
  }
}
