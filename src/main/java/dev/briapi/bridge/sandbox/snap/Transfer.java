package dev.briapi.bridge.sandbox.snap;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One transfer that BRI has in its books.
 *
 * @param partnerReferenceNo the partner's reference
 * @param referenceNo BRI's reference
 * @param externalId the external id that it came with
 * @param amount rupiah
 * @param sourceAccountNo where the money comes from
 * @param beneficiaryAccountNo where it goes
 * @param beneficiaryBankCode at which bank
 * @param transactionDate as it was sent
 * @param at when it came
 * @param status what it is until {@code endsAt}
 * @param end what it is from then on
 * @param endsAt when it reaches its end
 */
public record Transfer(
    String partnerReferenceNo,
    String referenceNo,
    String externalId,
    BigDecimal amount,
    String sourceAccountNo,
    String beneficiaryAccountNo,
    String beneficiaryBankCode,
    String transactionDate,
    Instant at,
    TransferStatus status,
    TransferStatus end,
    Instant endsAt) {

  /** What it is at that time. */
  public TransferStatus status(Instant now) {
    return now.isBefore(endsAt) ? status : end;
  }

  Transfer withEnd(TransferStatus other, Instant when) {
    return new Transfer(
        partnerReferenceNo,
        referenceNo,
        externalId,
        amount,
        sourceAccountNo,
        beneficiaryAccountNo,
        beneficiaryBankCode,
        transactionDate,
        at,
        other,
        other,
        when);
  }
}
