package dev.briapi.bridge.sandbox.snap;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts that money is sent from. Safe for use by several threads. */
public final class SnapAccounts {
  /** The source account of the document's sample, with a trillion rupiah. */
  public static final String SOURCE = "988901000187608";

  /** An account with a thousand rupiah. */
  public static final String POOR = "988901000000001";

  /** An account that is closed. */
  public static final String INACTIVE = "988901000000018";

  private final Map<String, SnapAccount> accounts = new LinkedHashMap<>();

  SnapAccounts() {
    reset();
  }

  synchronized void reset() {
    accounts.clear();
    put(new SnapAccount(SOURCE, true, new BigDecimal("1000000000000.00")));
    put(new SnapAccount(POOR, true, new BigDecimal("1000.00")));
    put(new SnapAccount(INACTIVE, false, new BigDecimal("1000000.00")));
  }

  /** Adds an account, or replaces the one of that number. */
  public synchronized void put(SnapAccount account) {
    accounts.put(account.number(), account);
  }

  /** The account of that number. */
  public synchronized Optional<SnapAccount> find(String number) {
    return Optional.ofNullable(accounts.get(number));
  }

  /** All accounts. */
  public synchronized List<SnapAccount> all() {
    return List.copyOf(accounts.values());
  }

  synchronized void debit(String number, BigDecimal amount) {
    accounts.computeIfPresent(number, (key, account) -> account.plus(amount.negate()));
  }
}
