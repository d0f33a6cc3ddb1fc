package dev.briapi.bridge.sandbox.cbm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each invoice was asked for. Beyond its bound the oldest is forgotten. Safe for use by
 * several threads.
 */
public final class CreateCounts {
  private final Map<Invoice.Key, Count> counts = new LinkedHashMap<>();
  private final int most;

  CreateCounts(int most) {
    this.most = most;
  }

  /**
   * What became of the create requests of one invoice.
   *
   * @param arrived requests that reached the sandbox
   * @param admitted those of them with a right token, signature and headers
   * @param created those of them that made the invoice: 0 or 1
   */
  public record Count(int arrived, int admitted, int created) {
    private static final Count NONE = new Count(0, 0, 0);

    private Count plus(int a, int b, int c) {
      return new Count(arrived + a, admitted + b, created + c);
    }
  }

  /** An invoice with its count. */
  public record Entry(String anchorCode, String partnerCode, String invoiceNumber, Count count) {}

  synchronized void arrived(Invoice.Key key) {
    add(key, 1, 0, 0);
  }

  synchronized int admitted(Invoice.Key key) {
    return add(key, 0, 1, 0).admitted();
  }

  synchronized void created(Invoice.Key key) {
    add(key, 0, 0, 1);
  }

  private Count add(Invoice.Key key, int arrived, int admitted, int created) {
    Count count = counts.getOrDefault(key, Count.NONE).plus(arrived, admitted, created);
    counts.put(key, count);
    if (counts.size() > most) {
      counts.remove(counts.keySet().iterator().next());
    }
    return count;
  }

  /** The count of one invoice. */
  public synchronized Count of(String anchorCode, String partnerCode, String invoiceNumber) {
    return counts.getOrDefault(new Invoice.Key(anchorCode, partnerCode, invoiceNumber), Count.NONE);
  }

  /** How many invoices were asked for. */
  public synchronized int distinct() {
    return counts.size();
  }

  /** Invoices that were asked for more than once. */
  public synchronized List<Entry> repeated(int limit) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().arrived() > 1)
        .limit(limit)
        .map(
            entry ->
                new Entry(
                    entry.getKey().anchorCode(),
                    entry.getKey().partnerCode(),
                    entry.getKey().invoiceNumber(),
                    entry.getValue()))
        .toList();
  }

  synchronized void clear() {
    counts.clear();
  }
}
