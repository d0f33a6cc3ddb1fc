package dev.briapi.bridge.sandbox.cbm;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How CBM is played.
 *
 * @param corporateKey what {@code CBM-CorporateKey} has to carry after {@code Bearer}
 * @param lifecycleStep time from creation to disbursement and from there to settlement; null lets
 *     the dates of the invoice decide
 * @param lateAnswer how late an answer is that is to time out
 * @param maxInvoices bound of the invoices
 * @param maxRequestIds bound of the request ids
 * @param journal file that keeps the invoices over a restart, or null
 * @param rules rules on fields besides those of the sandbox
 */
public record CbmSettings(
    String corporateKey,
    Duration lifecycleStep,
    Duration lateAnswer,
    int maxInvoices,
    int maxRequestIds,
    Path journal,
    FieldRules rules) {
  @Override
  public String toString() {
    return "CbmSettings[]"; // the key is a secret
  }
}
