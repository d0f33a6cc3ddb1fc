package dev.briapi.bridge.sandbox.snap;

import java.util.Arrays;
import java.util.Optional;

import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** The token and the three operations, with their paths (rulings 2 and 3) and service codes. */
enum SnapOperation {
  SNAP_TOKEN("snap-token", "/snap/v1.0/access-token/b2b", "73"),
  INQUIRE_ACCOUNT("inquire-account", "/interbank/snap/v1.0/account-inquiry-external", "16"),
  TRANSFER("transfer", "/interbank/snap/v1.0/transfer-interbank", "18"),
  TRANSFER_STATUS("transfer-status", "/snap/v1.0/transfer/status", "36");

  private final String id;
  private final String path;
  private final String service;

  SnapOperation(String id, String path, String service) {
    this.id = id;
    this.path = path;
    this.service = service;
  }

  String id() {
    return id;
  }

  /** A response code: HTTP status, service, case. */
  String code(int http, String caseCode) {
    return http + service + caseCode;
  }

  static Optional<SnapOperation> of(SandboxRequest request) {
    return Arrays.stream(values())
        .filter(operation -> request.method().equals("POST"))
        .filter(operation -> operation.path.equals(request.path()))
        .findFirst();
  }
}
