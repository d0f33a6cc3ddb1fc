package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An invoice as BRI keeps it.
 *
 * @param referenceNumber BRI's number of it: payment method, company, year, sequence
 * @param invoiceDate as received
 * @param settlementDate null where none was given and the method needs none
 * @param disbursedAt when it was disbursed or paid before, null until then
 * @param settledAt when the facility was repaid, null until then
 * @param settlementRequested whether a manual settlement was enabled again
 * @param instaPaid whether it was disbursed at once into an ARK invoice
 * @param child whether it is such an ARK invoice, which shares its number with the DF invoice
 */
public record Invoice(
    String referenceNumber,
    String anchorCode,
    String partnerCode,
    String invoiceType,
    String invoiceDate,
    String invoiceNumber,
    String currency,
    BigDecimal amount,
    LocalDate disbursementDate,
    LocalDate settlementDate,
    String description,
    String paymentMethod,
    InvoiceStatus status,
    Instant createdAt,
    Instant disbursedAt,
    Instant settledAt,
    boolean settlementRequested,
    boolean instaPaid,
    boolean child) {

  /** What is unique at BRI: an invoice number is, between one anchor and one partner. */
  public record Key(String anchorCode, String partnerCode, String invoiceNumber) {}

  Key key() {
    return new Key(anchorCode, partnerCode, invoiceNumber);
  }

  /** The sequence number in the reference, unique over all invoices. */
  long sequence() {
    return sequence(referenceNumber);
  }

  /** The sequence number in a reference, -1 where it is none of ours. */
  static long sequence(String referenceNumber) {
    int length = referenceNumber.length();
    String digits = length < 9 ? "" : referenceNumber.substring(length - 9);
    return digits.chars().allMatch(c -> c >= '0' && c <= '9') && !digits.isEmpty()
        ? Long.parseLong(digits)
        : -1;
  }

  Invoice referenced(String reference) {
    return new Invoice(
        reference,
        anchorCode,
        partnerCode,
        invoiceType,
        invoiceDate,
        invoiceNumber,
        currency,
        amount,
        disbursementDate,
        settlementDate,
        description,
        paymentMethod,
        status,
        createdAt,
        disbursedAt,
        settledAt,
        settlementRequested,
        instaPaid,
        child);
  }

  Invoice moved(InvoiceStatus to, Instant disbursed, Instant settled) {
    return new Invoice(
        referenceNumber,
        anchorCode,
        partnerCode,
        invoiceType,
        invoiceDate,
        invoiceNumber,
        currency,
        amount,
        disbursementDate,
        settlementDate,
        description,
        paymentMethod,
        to,
        createdAt,
        disbursed,
        settled,
        settlementRequested,
        instaPaid,
        child);
  }

  Invoice settlementRequested(LocalDate date) {
    return new Invoice(
        referenceNumber,
        anchorCode,
        partnerCode,
        invoiceType,
        invoiceDate,
        invoiceNumber,
        currency,
        amount,
        disbursementDate,
        date,
        description,
        paymentMethod,
        InvoiceStatus.DISBURSED,
        createdAt,
        disbursedAt,
        settledAt,
        true,
        instaPaid,
        child);
  }

  Invoice asInstaPaid() {
    return new Invoice(
        referenceNumber,
        anchorCode,
        partnerCode,
        invoiceType,
        invoiceDate,
        invoiceNumber,
        currency,
        amount,
        disbursementDate,
        settlementDate,
        description,
        paymentMethod,
        status,
        createdAt,
        disbursedAt,
        settledAt,
        settlementRequested,
        true,
        child);
  }
}
