package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * An account of the company, in one currency or several.
 *
 * @param number its number
 * @param state whether it can be used
 * @param balances what is on it, per currency
 */
public record ValasAccount(String number, State state, Map<String, BigDecimal> balances) {
  /** Whether an account can be used. */
  public enum State {
    ACTIVE,
    DORMANT,
    INACTIVE
  }

  public ValasAccount {
    balances = Map.copyOf(balances);
  }

  ValasAccount plus(String currency, BigDecimal amount) {
    Map<String, BigDecimal> changed = new HashMap<>(balances);
    changed.merge(currency, amount, BigDecimal::add);
    return new ValasAccount(number, state, changed);
  }
}
