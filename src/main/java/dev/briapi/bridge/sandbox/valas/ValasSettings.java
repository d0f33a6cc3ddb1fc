package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;

/**
 * How Valas is played. Limits are in US dollars or their worth.
 *
 * @param partnerCode what the header {@code partnerCode} has to carry
 * @param dailyLimit what one account may exchange in a day
 * @param underlyingThreshold what one account may exchange in a month without an underlying
 * @param referenceRequired whether the inquiry of a transaction demands BRI's own reference: the
 *     document says both
 * @param maxTransactions bound of the transactions, deals and uploads, each
 */
public record ValasSettings(
    String partnerCode,
    BigDecimal dailyLimit,
    BigDecimal underlyingThreshold,
    boolean referenceRequired,
    int maxTransactions) {

  /** {@code sandbox-partner-code}; 100,000 a day, 25,000 a month without an underlying. */
  public static ValasSettings defaults() {
    return new ValasSettings(
        "sandbox-partner-code", new BigDecimal("100000"), new BigDecimal("25000"), false, 100_000);
  }

  /** The same with another partner code. */
  public ValasSettings withPartnerCode(String code) {
    return new ValasSettings(
        code, dailyLimit, underlyingThreshold, referenceRequired, maxTransactions);
  }

  /** The same with other limits. */
  public ValasSettings withLimits(BigDecimal day, BigDecimal monthWithoutUnderlying) {
    return new ValasSettings(
        partnerCode, day, monthWithoutUnderlying, referenceRequired, maxTransactions);
  }

  /** The same, with BRI's own reference required in inquiries or not. */
  public ValasSettings withReferenceRequired(boolean required) {
    return new ValasSettings(
        partnerCode, dailyLimit, underlyingThreshold, required, maxTransactions);
  }

  @Override
  public String toString() {
    return "ValasSettings[]"; // the partner code is as good as a secret
  }
}
