package dev.briapi.bridge.sandbox.cbm;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How CBM is played.
 *
 * @param corporateKey what {@code CBM-CorporateKey} has to carry after {@code Bearer}
 * @param lifecycleStep time from creation to disbursement and from there to settlement; null lets
 *     the dates of the invoice decide
 * @param maxInvoices bound of the invoices; a million are some 500 MB
 * @param maxRequestIds bound of the request ids; two millions are some 250 MB
 * @param journal file that keeps the invoices over a restart, or null
 */
public record CbmSettings(
    String corporateKey, Duration lifecycleStep, int maxInvoices, int maxRequestIds, Path journal) {

  /** {@code sandbox-corporate-key}, the dates of the invoices, a million invoices, no journal. */
  public static CbmSettings defaults() {
    return new CbmSettings("sandbox-corporate-key", null, 1_000_000, 2_000_000, null);
  }

  /** The same with another corporate key, without the word Bearer. */
  public CbmSettings withCorporateKey(String key) {
    return new CbmSettings(key, lifecycleStep, maxInvoices, maxRequestIds, journal);
  }

  /** The same with a step between the events of an invoice. */
  public CbmSettings withLifecycleStep(Duration step) {
    return new CbmSettings(corporateKey, step, maxInvoices, maxRequestIds, journal);
  }

  /** The same with room for so many invoices, and for two request ids to each. */
  public CbmSettings withMaxInvoices(int most) {
    return new CbmSettings(corporateKey, lifecycleStep, most, 2 * most, journal);
  }

  /** The same with a file that keeps the invoices over a restart. */
  public CbmSettings withJournal(Path file) {
    return new CbmSettings(corporateKey, lifecycleStep, maxInvoices, maxRequestIds, file);
  }

  @Override
  public String toString() {
    return "CbmSettings[]"; // the key is a secret
  }
}
