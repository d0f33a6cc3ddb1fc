package dev.briapi.bridge.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request's place in the house. It is free again when both are gone: the caller, and whoever
 * works for it, since that work goes on when the caller leaves.
 */
final class Visit {
  /** Where it is found in the routing context. */
  static final String KEY = "briapi.visit";

  private final AtomicInteger holders = new AtomicInteger(1);
  private final Runnable free;
  private volatile boolean callerLeft;

  Visit(Runnable free) {
    this.free = free;
  }

  /** Begins the work, unless the place is free already because the caller has left. */
  boolean begin() {
    return holders.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
  }

  /** Ends the work. */
  void end() {
    leave();
  }

  /** The caller has its answer, or does not wait for it any more. */
  void callerLeaves() {
    callerLeft = true;
    leave();
  }

  /** Whether there is nobody any more to answer. */
  boolean callerLeft() {
    return callerLeft;
  }

  private void leave() {
    if (holders.decrementAndGet() == 0) {
      free.run();
    }
  }
}
