package dev.briapi.bridge.sandbox.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each reference of ours was asked for, so that a test can tell whether money was asked
 * for twice. Beyond its bound the oldest is forgotten. Safe for use by several threads.
 */
public final class ReferenceCounts {
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final int most;

  /** Counts of at most so many references. */
  public ReferenceCounts(int most) {
    this.most = most;
  }

  /**
   * What became of the requests of one reference.
   *
   * @param arrived requests that reached the sandbox
   * @param done those of them that it carried out: 0 or 1
   */
  public record Count(int arrived, int done) {
    private static final Count NONE = new Count(0, 0);
  }

  /** A reference with its count. */
  public record Entry(String reference, Count count) {}

  /** A request of that reference reached the sandbox. */
  public synchronized void arrived(String reference) {
    add(reference, 1, 0);
  }

  /** A request of that reference was carried out. */
  public synchronized void done(String reference) {
    add(reference, 0, 1);
  }

  private void add(String reference, int arrived, int done) {
    Count before = of(reference);
    counts.put(reference, new Count(before.arrived() + arrived, before.done() + done));
    if (counts.size() > most) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  /** The count of one reference. */
  public synchronized Count of(String reference) {
    return counts.getOrDefault(reference, Count.NONE);
  }

  /** How many references were asked for. */
  public synchronized int distinct() {
    return counts.size();
  }

  /** References that were asked for more than once. */
  public synchronized List<Entry> repeated(int limit) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().arrived() > 1)
        .limit(limit)
        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Forgets everything. */
  public synchronized void clear() {
    counts.clear();
  }
}
