package dev.briapi.bridge.sandbox.snap;

import java.math.BigDecimal;

/**
 * An account of the company at BRI, in rupiah.
 *
 * @param number its number
 * @param active whether it can be used
 * @param balance what is on it
 */
public record SnapAccount(String number, boolean active, BigDecimal balance) {
  SnapAccount plus(BigDecimal amount) {
    return new SnapAccount(number, active, balance.add(amount));
  }
}
