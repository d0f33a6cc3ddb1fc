package dev.briapi.bridge.sandbox.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The last {@value #KEPT} pushes, of which {@value #WAITING} may be waiting. Safe for use by
 * several threads.
 */
public final class PushBook {
  static final int KEPT = 2_000;
  static final int WAITING = 1_000;

  private final Map<Long, Push> pushes = new LinkedHashMap<>();
  private long lastId;
  private int waiting;

  /** Enters a push: as waiting where there is room, and else as dropped. */
  synchronized Push enter(PushedPayment payment, PushKind order, PushState state, Instant next) {
    boolean room = state != PushState.WAITING || waiting < WAITING;
    Push push =
        new Push(
            ++lastId,
            payment.paymentRequestId(),
            payment.brivaNo(),
            payment.custCode(),
            payment.amount(),
            order,
            room ? state : PushState.DROPPED,
            0,
            0,
            null,
            null,
            room ? next : null);
    put(push);
    if (pushes.size() > KEPT) {
      // there is one: not so many may be waiting
      pushes.values().stream()
          .filter(one -> one.state() != PushState.WAITING)
          .findFirst()
          .ifPresent(oldest -> pushes.remove(oldest.id()));
    }
    return push;
  }

  private void put(Push push) {
    Push before = pushes.put(push.id(), push);
    waiting += waits(push) - waits(before);
  }

  private static int waits(Push push) {
    return push != null && push.state() == PushState.WAITING ? 1 : 0;
  }

  /** Changes a push that is still there. */
  synchronized void change(long id, UnaryOperator<Push> change) {
    find(id).map(change).ifPresent(this::put);
  }

  /** One push. */
  public synchronized Optional<Push> find(long id) {
    return Optional.ofNullable(pushes.get(id));
  }

  /** The last so many, newest first. */
  public synchronized List<Push> last(int limit) {
    List<Push> all = new ArrayList<>(pushes.values());
    Collections.reverse(all);
    return all.subList(0, Math.min(limit, all.size()));
  }

  /** How many there are in each state. */
  public synchronized Map<PushState, Integer> counts() {
    Map<PushState, Integer> counts = new TreeMap<>();
    pushes.values().forEach(push -> counts.merge(push.state(), 1, Integer::sum));
    return counts;
  }

  synchronized void clear() {
    pushes.clear();
    waiting = 0;
  }
}
