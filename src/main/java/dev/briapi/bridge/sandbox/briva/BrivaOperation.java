package dev.briapi.bridge.sandbox.briva;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** The eight operations, A to H of the document, and their paths (rulings 4). */
enum BrivaOperation {
  CREATE_ACCOUNT("create-account", "POST", "", 0),
  GET_ACCOUNT("get-account", "GET", "", 3),
  GET_ACCOUNT_STATUS("get-account-status", "GET", "/status", 3),
  UPDATE_ACCOUNT_STATUS("update-account-status", "PUT", "/status", 0),
  UPDATE_ACCOUNT("update-account", "PUT", "", 0),
  DELETE_ACCOUNT("delete-account", "DELETE", "", 0),
  GET_REPORT("get-report", "GET", "/report", 4),
  GET_REPORT_TIME("get-report-time", "GET", "/report_time", 6);

  private static final String ROOT = "/v1/briva";

  private final String id;
  private final String method;
  private final String path;
  private final int segments;

  BrivaOperation(String id, String method, String path, int segments) {
    this.id = id;
    this.method = method;
    this.path = ROOT + path;
    this.segments = segments;
  }

  String id() {
    return id;
  }

  /** Whether the request carries its fields in a body. */
  boolean hasBody() {
    return segments == 0;
  }

  /** What its {@code Content-Type} has to say. */
  String mediaType() {
    return this == DELETE_ACCOUNT ? "text/plain" : "application/json";
  }

  /**
   * The segments of the path behind the operation's own, as they were sent: what they may consist
   * of needs no encoding, so that whoever encodes the colon of a time is refused (rulings 4).
   */
  List<String> parameters(SandboxRequest request) {
    return List.of(request.path().substring(path.length() + 1).split("/", -1));
  }

  static Optional<BrivaOperation> of(SandboxRequest request) {
    return Arrays.stream(values())
        .filter(operation -> operation.method.equals(request.method()))
        .filter(operation -> operation.fits(request.path()))
        .findFirst();
  }

  private boolean fits(String whole) {
    if (segments == 0) {
      return whole.equals(path);
    }
    return whole.startsWith(path + "/")
        && whole.substring(path.length() + 1).split("/", -1).length == segments;
  }
}
