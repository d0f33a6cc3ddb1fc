package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The exchanges that were carried out, by the partner's reference. Beyond their bound the oldest is
 * forgotten. Safe for use by several threads.
 */
public final class Transactions {
  private static final long FIRST = 8_757_771; // as in the document's samples

  private final Map<String, Transaction> transactions = new LinkedHashMap<>();
  private final int most;
  private long made;

  Transactions(int most) {
    this.most = most;
  }

  synchronized Transaction add(Transaction draft) {
    Transaction transaction = draft.withReference(Long.toString(FIRST + made++));
    transactions.put(transaction.partnerReferenceNo(), transaction);
    if (transactions.size() > most) {
      transactions.remove(transactions.keySet().iterator().next());
    }
    return transaction;
  }

  /** The transaction of one of the partner's references. */
  public synchronized Optional<Transaction> find(String partnerReferenceNo) {
    return Optional.ofNullable(transactions.get(partnerReferenceNo));
  }

  /** The transaction of one of BRI's references. */
  public synchronized Optional<Transaction> findByReference(String referenceNo) {
    return transactions.values().stream()
        .filter(transaction -> transaction.referenceNo().equals(referenceNo))
        .findFirst();
  }

  /** Puts another status on a transaction, for inquiries to find. */
  public synchronized Optional<Transaction> move(
      String partnerReferenceNo, String statusCode, String status) {
    return Optional.ofNullable(
        transactions.computeIfPresent(
            partnerReferenceNo, (reference, found) -> found.withStatus(statusCode, status)));
  }

  /** The first so many transactions, oldest first. */
  public synchronized List<Transaction> list(int limit) {
    return transactions.values().stream().limit(limit).toList();
  }

  /** How many there are. */
  public synchronized int size() {
    return transactions.size();
  }

  /** What some of them are worth in US dollars. */
  synchronized BigDecimal dollars(Predicate<Transaction> which) {
    return transactions.values().stream()
        .filter(which)
        .map(one -> Rates.dollars(one.debitAmount(), one.debitCurrency()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  synchronized void clear() {
    transactions.clear();
  }
}
