package dev.briapi.bridge.sandbox.snap;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The external ids of one WIB day; another day forgets them, and so does a bound the oldest. Safe
 * for use by several threads.
 */
final class ExternalIds {
  private final Set<String> used = new LinkedHashSet<>();
  private final int most;
  private LocalDate day;

  ExternalIds(int most) {
    this.most = most;
  }

  /** True the first time on a day. */
  synchronized boolean use(LocalDate today, String id) {
    if (!today.equals(day)) {
      day = today;
      used.clear();
    }
    if (!used.add(id)) {
      return false;
    }
    if (used.size() > most) {
      used.remove(used.iterator().next());
    }
    return true;
  }

  synchronized void clear() {
    used.clear();
  }
}
