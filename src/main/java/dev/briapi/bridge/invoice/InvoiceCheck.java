package dev.briapi.bridge.invoice;

/**
 * An invoice of which the bank is asked how far it is.
 *
 * @param referenceNumber BRI's reference of it
 */
public record InvoiceCheck(String referenceNumber) {}
