package dev.briapi.bridge.sandbox.briva;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The virtual accounts. Beyond their bound the oldest is forgotten. Safe for use by several
 * threads.
 */
public final class VirtualAccounts {
  private final Map<Key, VirtualAccount> accounts = new LinkedHashMap<>();
  private final int most;

  private record Key(String brivaNo, String custCode) {}

  VirtualAccounts(int most) {
    this.most = most;
  }

  /** Adds an account; false when there is one already. */
  synchronized boolean create(VirtualAccount account) {
    if (accounts.putIfAbsent(key(account), account) != null) {
      return false;
    }
    if (accounts.size() > most) {
      accounts.remove(accounts.keySet().iterator().next());
    }
    return true;
  }

  /** Changes an account while nobody else can; the change may throw to leave it as it is. */
  synchronized Optional<VirtualAccount> change(
      String brivaNo, String custCode, UnaryOperator<VirtualAccount> change) {
    Optional<VirtualAccount> changed = find(brivaNo, custCode).map(change);
    changed.ifPresent(account -> accounts.put(key(account), account));
    return changed;
  }

  synchronized boolean delete(String brivaNo, String custCode) {
    return accounts.remove(new Key(brivaNo, custCode)) != null;
  }

  /** One account. */
  public synchronized Optional<VirtualAccount> find(String brivaNo, String custCode) {
    return Optional.ofNullable(accounts.get(new Key(brivaNo, custCode)));
  }

  /** The first so many accounts, oldest first. */
  public synchronized List<VirtualAccount> list(int limit) {
    return new ArrayList<>(accounts.values()).stream().limit(limit).toList();
  }

  /** How many there are. */
  public synchronized int size() {
    return accounts.size();
  }

  synchronized void clear() {
    accounts.clear();
  }

  private static Key key(VirtualAccount account) {
    return new Key(account.brivaNo(), account.custCode());
  }
}
