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
  TRANSACTION_NEGO("transaction-nego", "/v2.0/valas-transaction/nego"),
  TRANSACTION_COUNTER("transaction-counter", "/v2.0/valas-transaction/counter"),
  INQUIRY_TRANSACTION("inquiry-transaction", "/v2.0/valas-transaction/inquiry"),
  INQUIRY_LIMIT("inquiry-limit", "/v2.0/valas-transaction/inquiry-limit"),
  COUNTER_INFO("counter-info", "/v2.0/valas-info/kurs-counter"),
  UPLOAD_UNDERLYING("upload-underlying", "/v2.0/valas-transaction/upload-underlying"),
  RATE_PROFILE("rate-profile", "/v2.0/valas-info/rate-profile"),
  NEGO_RATE_PROFILE("nego-rate-profile", "/v2.0/valas-transaction/nego-rate-profile"),
  NEGO_CONTINUE("nego-continue", "/v2.0/valas-transaction/continue");

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
    return this == TRANSACTION_NEGO || this == TRANSACTION_COUNTER || this == NEGO_RATE_PROFILE;
  }

  static Optional<ValasOperation> of(SandboxRequest request) {
    return request.method().equals("POST")
        ? Optional.ofNullable(BY_PATH.get(request.path()))
        : Optional.empty();
  }
}
