package dev.briapi.bridge.payment.notification;

/** The operations that BRI calls here, with their service codes. */
public enum Service {
  ACCESS_TOKEN("73"),
  PAYMENT("34");

  private final String code;

  Service(String code) {
    this.code = code;
  }

  /** The two digits in the middle of a {@code responseCode}. */
  public String code() {
    return code;
  }
}
