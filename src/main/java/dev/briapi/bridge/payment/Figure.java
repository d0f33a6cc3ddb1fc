package dev.briapi.bridge.payment;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.briapi.bridge.invoice.BatchView;

/**
 * One line of a summary.
 *
 * @param section what is counted
 * @param subject of whom: a BRIVA number, a status, a kind of difference; empty for all
 * @param amount in rupiah; null where money has no part
 */
record Figure(String section, String subject, long count, BigDecimal amount) {
  /** Plain decimal notation, or null. */
  @JsonProperty("amount")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  String plainAmount() {
    return amount == null ? null : BatchView.money(amount);
  }
}
