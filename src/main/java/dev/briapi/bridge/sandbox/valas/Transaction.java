package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One exchange that was carried out.
 *
 * @param referenceNo BRI's reference
 * @param partnerReferenceNo the partner's reference
 * @param operation which operation made it
 * @param dealCode the deal that it used, or null
 * @param debitAccount where the money came from
 * @param creditAccount where it went
 * @param debitCurrency the currency that was sold
 * @param creditCurrency the currency that was bought
 * @param debitAmount how much of the one
 * @param creditAmount how much of the other
 * @param buy rupiah for one unit of the debit currency
 * @param sell rupiah for one unit of the credit currency
 * @param remark the partner's remark, or null
 * @param day the WIB day
 * @param statusCode {@code 00} is approved
 * @param status the same in words
 */
public record Transaction(
    String referenceNo,
    String partnerReferenceNo,
    String operation,
    String dealCode,
    String debitAccount,
    String creditAccount,
    String debitCurrency,
    String creditCurrency,
    BigDecimal debitAmount,
    BigDecimal creditAmount,
    BigDecimal buy,
    BigDecimal sell,
    String remark,
    LocalDate day,
    String statusCode,
    String status) {

  Transaction withReference(String reference) {
    return new Transaction(
        reference,
        partnerReferenceNo,
        operation,
        dealCode,
        debitAccount,
        creditAccount,
        debitCurrency,
        creditCurrency,
        debitAmount,
        creditAmount,
        buy,
        sell,
        remark,
        day,
        statusCode,
        status);
  }

  Transaction withStatus(String code, String text) {
    return new Transaction(
        referenceNo,
        partnerReferenceNo,
        operation,
        dealCode,
        debitAccount,
        creditAccount,
        debitCurrency,
        creditCurrency,
        debitAmount,
        creditAmount,
        buy,
        sell,
        remark,
        day,
        code,
        text);
  }
}
