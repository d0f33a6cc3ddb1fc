package dev.briapi.bridge.sandbox.cbm;

/** CBM says no: the HTTP status, the code and the text of the answer. */
final class CbmRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int http;
  private final String code;

  private CbmRefusal(int http, String code, String desc) {
    super(desc, null, false, false);
    this.http = http;
    this.code = code;
  }

  /** 400/01: a field is wrong. */
  static CbmRefusal invalid(String desc) {
    return new CbmRefusal(400, "01", "Invalid data request. " + desc);
  }

  /** 400/03: the fields are right, the state of things is not. */
  static CbmRefusal impossible(String desc) {
    return new CbmRefusal(400, "03", "Action cannot be processed. " + desc);
  }

  /** 400/04: too late or too early. */
  static CbmRefusal notNow() {
    return new CbmRefusal(400, "04", "Action cannot be processed. Proceed time is not allowed.");
  }

  int http() {
    return http;
  }

  String code() {
    return code;
  }
}
