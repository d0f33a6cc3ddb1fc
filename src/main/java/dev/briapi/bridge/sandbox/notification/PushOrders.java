package dev.briapi.bridge.sandbox.notification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The orders for the next payments, first come, first served. Safe for use by several threads. */
public final class PushOrders {
  private static final int MOST = 1_000;

  private final Deque<PushOrder> orders = new ArrayDeque<>();

  /**
   * Adds an order behind the others.
   *
   * @throws IllegalStateException when there are too many already
   */
  public synchronized void add(PushOrder order) {
    if (orders.size() == MOST) {
      throw new IllegalStateException("more than " + MOST + " orders");
    }
    orders.addLast(order);
  }

  /** What is left of them, the next one first. */
  public synchronized List<PushOrder> list() {
    return List.copyOf(orders);
  }

  /** Takes all of them back. */
  public synchronized void clear() {
    orders.clear();
  }

  /** What is to happen to this payment, if anything. */
  synchronized Optional<PushOrder> take() {
    PushOrder first = orders.pollFirst();
    if (first != null && first.times() > 1) {
      orders.addFirst(first.less());
    }
    return Optional.ofNullable(first);
  }
}
