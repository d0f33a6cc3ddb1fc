package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.briapi.bridge.sandbox.valas.ValasAccount.State;

/** The accounts: those of the document's samples to begin with. Safe for several threads. */
public final class ValasAccounts {
  /** The document's debit account: dollars and euros. */
  public static final String DEBIT = "030702000141509";

  /** The document's credit account: rupiah, dollars and euros. */
  public static final String CREDIT = "034401083104504";

  /** The document's account of the limit inquiry: a hundred dollars and no more. */
  public static final String POOR = "020602000008513";

  /** An account that nobody used for years. */
  public static final String DORMANT = "030702000000009";

  /** An account that was closed. */
  public static final String INACTIVE = "030702000000018";

  /** The document's account of the rate profile, crosses and all. */
  private static final String PROFILE = "0206xxxxxxxxxxxx";

  private final Map<String, ValasAccount> accounts = new LinkedHashMap<>();

  ValasAccounts() {
    reset();
  }

  synchronized void reset() {
    accounts.clear();
    BigDecimal million = new BigDecimal("1000000.00");
    BigDecimal rupiah = new BigDecimal("100000000000.00");
    put(new ValasAccount(DEBIT, State.ACTIVE, Map.of("USD", million, "EUR", million)));
    put(
        new ValasAccount(
            CREDIT, State.ACTIVE, Map.of("IDR", rupiah, "USD", million, "EUR", million)));
    put(new ValasAccount(POOR, State.ACTIVE, Map.of("USD", new BigDecimal("100.00"))));
    put(new ValasAccount(DORMANT, State.DORMANT, Map.of("USD", million, "IDR", rupiah)));
    put(new ValasAccount(INACTIVE, State.INACTIVE, Map.of("USD", million, "IDR", rupiah)));
    put(new ValasAccount(PROFILE, State.ACTIVE, Map.of("USD", million)));
  }

  /** Adds an account, or replaces the one of that number. */
  public synchronized void put(ValasAccount account) {
    accounts.put(account.number(), account);
  }

  /** The account of that number. */
  public synchronized Optional<ValasAccount> find(String number) {
    return Optional.ofNullable(accounts.get(number));
  }

  /** All accounts. */
  public synchronized List<ValasAccount> all() {
    return List.copyOf(accounts.values());
  }

  synchronized void move(Transaction transaction) {
    accounts.computeIfPresent(
        transaction.debitAccount(),
        (number, account) ->
            account.plus(transaction.debitCurrency(), transaction.debitAmount().negate()));
    accounts.computeIfPresent(
        transaction.creditAccount(),
        (number, account) ->
            account.plus(transaction.creditCurrency(), transaction.creditAmount()));
  }
}
