package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A rate that was agreed on, good for one exchange of one amount.
 *
 * @param number the deal code
 * @param dealDate when it was made, WIB
 * @param valueDate the day of the exchange
 * @param debitCurrency the currency to be sold
 * @param creditCurrency the currency to be bought
 * @param debitAmount how much of the one
 * @param creditAmount how much of the other
 * @param dealRate how many of the other for one of the one
 * @param buyRate rupiah for one unit of the debit currency
 * @param sellRate rupiah for one unit of the credit currency
 * @param timeExpired until when it is good, WIB
 * @param used whether the exchange took place
 */
public record Deal(
    String number,
    LocalDateTime dealDate,
    LocalDate valueDate,
    String debitCurrency,
    String creditCurrency,
    BigDecimal debitAmount,
    BigDecimal creditAmount,
    BigDecimal dealRate,
    BigDecimal buyRate,
    BigDecimal sellRate,
    LocalDateTime timeExpired,
    boolean used) {

  Deal asUsed() {
    return new Deal(
        number,
        dealDate,
        valueDate,
        debitCurrency,
        creditCurrency,
        debitAmount,
        creditAmount,
        dealRate,
        buyRate,
        sellRate,
        timeExpired,
        true);
  }
}
