package dev.briapi.bridge.sandbox.briva;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * One payment of a virtual account, as the reports have it.
 *
 * @param brivaNo the BRIVA number
 * @param custCode the customer's code
 * @param nama the customer's name at that time
 * @param keterangan the account's remark at that time
 * @param amount whole rupiah
 * @param paymentDate when, WIB
 * @param tellerid BRI's teller
 * @param noRek the account that it came into
 * @param trxID BRI's number of it
 * @param channel where it was paid, such as {@code IBNK}
 */
public record Payment(
    String brivaNo,
    String custCode,
    String nama,
    String keterangan,
    BigDecimal amount,
    LocalDateTime paymentDate,
    String tellerid,
    String noRek,
    String trxID,
    String channel) {}
