package dev.briapi.bridge.sandbox.cbm;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The life of an invoice. The document's list of statuses is missing from it (rulings 24): only the
 * first and the last are quoted there, the rest is made up in their manner.
 */
public enum InvoiceStatus {
  CREATED("10", "Disbursement On Progress", "create approved"),
  DISBURSED("20", "Settlement On Progress", "disbursement approved"),
  ON_HOLD("25", "Settlement On Hold", "settlement on hold"),
  SETTLED("30", "Settlement Completed", "settlement approved"),
  PAID("40", "Invoice Paid", "payment approved"),
  FACILITY_PAID("50", "Facipay Approved", "facipay approved"),
  CANCELED("90", "Canceled - Invoice Canceled", "cancel approved");

  private final String code;
  private final String desc;
  private final String current;

  InvoiceStatus(String code, String desc, String current) {
    this.code = code;
    this.desc = desc;
    this.current = current;
  }

  /** {@code StatusCode}. */
  public String code() {
    return code;
  }

  /** {@code StatusDesc}. */
  public String desc() {
    return desc;
  }

  /** How a refusal calls it: "current status is ...". */
  String current() {
    return current;
  }

  /** The word of the admin API, such as {@code on-hold}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The status of that word. */
  @JsonCreator
  public static InvoiceStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
