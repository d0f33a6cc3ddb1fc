package dev.briapi.bridge.sandbox.briva;

import java.time.Duration;
import java.util.Set;

/**
 * How BRIVA is played.
 *
 * @param institutionCode the institution that BRI knows
 * @param numbers the BRIVA numbers that belong to it
 * @param noRek the company's account that payments come into
 * @param maxAccounts bound of the virtual accounts, and of the payments
 * @param reportAfter how long after it was made a payment comes into the reports
 */
public record BrivaSettings(
    String institutionCode,
    Set<String> numbers,
    String noRek,
    int maxAccounts,
    Duration reportAfter) {

  /**
   * The document's own: {@code J104408} with {@code 77777}; 100,000 accounts; payments are reported
   * at once.
   */
  public static BrivaSettings defaults() {
    return new BrivaSettings("J104408", Set.of("77777"), "39101000322990", 100_000, Duration.ZERO);
  }

  /** The same for another institution and its numbers. */
  public BrivaSettings withInstitution(String code, Set<String> itsNumbers) {
    return new BrivaSettings(code, Set.copyOf(itsNumbers), noRek, maxAccounts, reportAfter);
  }

  /** The same with room for so many accounts and payments. */
  public BrivaSettings withMaxAccounts(int most) {
    return new BrivaSettings(institutionCode, numbers, noRek, most, reportAfter);
  }

  /** The same with payments that are reported so long after they were made. */
  public BrivaSettings withReportAfter(Duration time) {
    return new BrivaSettings(institutionCode, numbers, noRek, maxAccounts, time);
  }
}
