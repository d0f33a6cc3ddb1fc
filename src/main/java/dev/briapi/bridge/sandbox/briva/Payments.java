package dev.briapi.bridge.sandbox.briva;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The payments of virtual accounts. Beyond their bound the oldest is forgotten. Safe for use by
 * several threads.
 */
public final class Payments {
  private final Deque<Payment> payments = new ArrayDeque<>();
  private final List<Consumer<Payment>> listeners = new CopyOnWriteArrayList<>();
  private final int most;

  Payments(int most) {
    this.most = most;
  }

  /** Tells this listener of every payment from now on, on the thread of whoever pays. */
  public void onPayment(Consumer<Payment> listener) {
    listeners.add(listener);
  }

  /** Adds a payment to the report, whatever the accounts say, and tells the listeners. */
  public void add(Payment payment) {
    synchronized (this) {
      payments.addLast(payment);
      if (payments.size() > most) {
        payments.removeFirst();
      }
    }
    listeners.forEach(listener -> listener.accept(payment));
  }

  /** Payments of a BRIVA number, from the first moment on and before the second, oldest first. */
  public synchronized List<Payment> between(
      String brivaNo, LocalDateTime from, LocalDateTime before) {
    return payments.stream()
        .filter(payment -> payment.brivaNo().equals(brivaNo))
        .filter(payment -> !payment.paymentDate().isBefore(from))
        .filter(payment -> payment.paymentDate().isBefore(before))
        .toList();
  }

  /** All payments, oldest first. */
  public synchronized List<Payment> all() {
    return new ArrayList<>(payments);
  }

  synchronized void clear() {
    payments.clear();
  }
}
