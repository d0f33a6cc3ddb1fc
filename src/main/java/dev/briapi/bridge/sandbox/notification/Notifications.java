package dev.briapi.bridge.sandbox.notification;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.server.Surroundings;

/**
 * Tells the bridge of every payment, on threads of its own, again and again until the bridge has
 * taken or refused it, or all delays are over.
 */
public final class Notifications implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Notifications.class);
  private static final int THREADS = 4;

  private final PushBook book = new PushBook();
  private final PushOrders orders = new PushOrders();
  private final NotificationSettings settings;
  private final Surroundings surroundings;
  private final BridgeClient bridge;
  private final AtomicLong numbers;
  private final ScheduledThreadPoolExecutor threads;

  /** Notifications that wait for payments. */
  public Notifications(NotificationSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.bridge = new BridgeClient(settings, surroundings);
    // the bridge outlives the sandbox's memory, and must not be told another payment's number
    this.numbers = new AtomicLong(surroundings.clock().millis());
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "sandbox-push");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** The pushes and what became of them. */
  public PushBook book() {
    return book;
  }

  /** What is to happen to the next payments. */
  public PushOrders orders() {
    return orders;
  }

  /** Takes a payment; returns before anything is sent. */
  public void paid(Payment payment) {
    PushedPayment pushed =
        PushedPayment.of(payment, "20279%014d".formatted(numbers.incrementAndGet()));
    Optional<PushOrder> order = orders.take();
    PushKind kind = order.map(PushOrder::kind).orElse(null);
    if (kind == PushKind.SKIP) {
      book.enter(pushed, kind, PushState.SKIPPED, null);
      return;
    }
    Duration delay = Duration.ofSeconds(order.map(PushOrder::seconds).orElse(0));
    for (int i = 0; i < (kind == PushKind.TWICE ? 2 : 1); i++) {
      Push push =
          book.enter(pushed, kind, PushState.WAITING, surroundings.clock().instant().plus(delay));
      if (push.state() == PushState.WAITING) {
        schedule(push.id(), pushed, delay);
      }
    }
  }

  /** Forgets pushes and orders; what was waiting is not pushed. */
  public void reset() {
    book.clear();
    orders.clear();
  }

  private void schedule(long id, PushedPayment payment, Duration delay) {
    threads.schedule(() -> attempt(id, payment), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void attempt(long id, PushedPayment payment) {
    Optional<Push> push = book.find(id);
    if (push.isEmpty()) {
      return; // forgotten by a reset
    }
    try {
      PushAnswer answer =
          bridge.push(payment.body(), push.get().order() == PushKind.WRONG_SIGNATURE);
      settle(push.get().answered(answer), answer, payment);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the sandbox is closed
    } catch (RuntimeException e) {
      LOG.errorf(e, "The sandbox failed to push payment %s", payment.paymentRequestId());
      book.change(id, one -> one.in(PushState.GIVEN_UP, null));
    }
  }

  private void settle(Push push, PushAnswer answer, PushedPayment payment) {
    if (answer.is("2003400")) {
      book.change(push.id(), one -> push.in(PushState.DELIVERED, null));
    } else if (answer.refused()) {
      book.change(push.id(), one -> push.in(PushState.REFUSED, null));
    } else if (push.attempts() > settings.delays().size()) {
      book.change(push.id(), one -> push.in(PushState.GIVEN_UP, null));
    } else {
      Duration delay = settings.delays().get(push.attempts() - 1);
      book.change(
          push.id(), one -> push.in(PushState.WAITING, surroundings.clock().instant().plus(delay)));
      schedule(push.id(), payment, delay);
    }
  }

  /** Pushes nothing any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
