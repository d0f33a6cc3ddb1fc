package dev.briapi.bridge.sandbox.cbm;

import java.util.LinkedHashSet;
import java.util.Set;

/** The corporate request ids that were used; beyond its bound the oldest is forgotten. */
final class RequestIds {
  private final Set<String> used = new LinkedHashSet<>();
  private final int most;

  RequestIds(int most) {
    this.most = most;
  }

  /** True the first time. */
  synchronized boolean use(String id) {
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
