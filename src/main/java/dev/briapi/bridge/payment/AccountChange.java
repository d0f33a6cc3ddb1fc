package dev.briapi.bridge.payment;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/**
 * What a virtual account is, as it was sent to the bank or imported.
 *
 * @param amount in rupiah; null or 0 for an open payment, where any amount is right
 * @param asOf when that became so
 */
record AccountChange(
    String brivaNo,
    String custCode,
    String name,
    BigDecimal amount,
    String description,
    OffsetDateTime expiresAt,
    OffsetDateTime asOf) {}
