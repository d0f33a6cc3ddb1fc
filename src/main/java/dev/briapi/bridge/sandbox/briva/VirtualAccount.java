package dev.briapi.bridge.sandbox.briva;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * One virtual account.
 *
 * @param brivaNo the BRIVA number
 * @param custCode the customer's code
 * @param nama the customer's name
 * @param amount whole rupiah to be paid
 * @param keterangan a remark
 * @param expiredDate until when it can be paid, WIB
 * @param paid whether its status is Y
 * @param lastUpdate when it was last changed or paid, WIB; null when never
 */
public record VirtualAccount(
    String brivaNo,
    String custCode,
    String nama,
    BigDecimal amount,
    String keterangan,
    LocalDateTime expiredDate,
    boolean paid,
    LocalDateTime lastUpdate) {

  /** The document's letter for its status. */
  public String statusBayar() {
    return paid ? "Y" : "N";
  }

  VirtualAccount withPaid(boolean nowPaid, LocalDateTime when) {
    return new VirtualAccount(
        brivaNo, custCode, nama, amount, keterangan, expiredDate, nowPaid, when);
  }

  VirtualAccount detailed(VirtualAccount details, LocalDateTime when) {
    return new VirtualAccount(
        brivaNo,
        custCode,
        details.nama,
        details.amount,
        details.keterangan,
        details.expiredDate,
        paid,
        when);
  }
}
