package dev.briapi.bridge.sandbox.briva;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.briapi.bridge.sandbox.server.Surroundings;

/**
 * The payments of virtual accounts. Beyond their bound the oldest is forgotten. Safe for use by
 * several threads.
 */
public final class Payments {
  private final Deque<Entry> payments = new ArrayDeque<>();
  private final List<Consumer<Payment>> listeners = new CopyOnWriteArrayList<>();
  private final BrivaSettings settings;
  private final Surroundings surroundings;

  private record Entry(Payment payment, LocalDateTime reported) {}

  Payments(BrivaSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /** Tells this listener of every payment from now on, on the thread of whoever pays. */
  public void onPayment(Consumer<Payment> listener) {
    listeners.add(listener);
  }

  /**
   * Adds a payment, whatever the accounts say, and tells the listeners. The reports have it after
   * the time of {@link BrivaSettings#reportAfter()}.
   */
  public void add(Payment payment) {
    synchronized (this) {
      payments.addLast(new Entry(payment, surroundings.now().plus(settings.reportAfter())));
      if (payments.size() > settings.maxAccounts()) {
        payments.removeFirst();
      }
    }
    listeners.forEach(listener -> listener.accept(payment));
  }

  /**
   * Payments of a BRIVA number that are reported by now, from the first moment on and before the
   * second, oldest first.
   */
  public synchronized List<Payment> between(
      String brivaNo, LocalDateTime from, LocalDateTime before) {
    LocalDateTime now = surroundings.now();
    return payments.stream()
        .filter(entry -> !entry.reported().isAfter(now))
        .map(Entry::payment)
        .filter(payment -> payment.brivaNo().equals(brivaNo))
        .filter(payment -> !payment.paymentDate().isBefore(from))
        .filter(payment -> payment.paymentDate().isBefore(before))
        .toList();
  }

  /** All payments, reported or not, oldest first. */
  public synchronized List<Payment> all() {
    return payments.stream().map(Entry::payment).toList();
  }

  synchronized void clear() {
    payments.clear();
  }
}
