package dev.briapi.bridge.sandbox.snap;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What {@code latestTransactionStatus} can say (rulings 2). */
public enum TransferStatus {
  SUCCESS("00", "Success"),
  INITIATED("01", "Initiated"),
  PAYING("02", "Paying"),
  PENDING("03", "Pending"),
  REFUNDED("04", "Refunded"),
  CANCELLED("05", "Canceled"),
  FAILED("06", "Failed"),
  NOT_FOUND("07", "Not found");

  private final String code;
  private final String description;

  TransferStatus(String code, String description) {
    this.code = code;
    this.description = description;
  }

  /** Two digits. */
  @JsonValue
  public String code() {
    return code;
  }

  /** A word for people. */
  public String description() {
    return description;
  }

  /** Whether money left in the end. */
  boolean paid() {
    return this == SUCCESS;
  }

  /** The status of two digits. */
  @JsonCreator
  public static TransferStatus of(String code) {
    return Arrays.stream(values())
        .filter(status -> status.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("status has to be 00 to 07"));
  }
}
