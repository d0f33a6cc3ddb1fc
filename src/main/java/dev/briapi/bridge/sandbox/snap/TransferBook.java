package dev.briapi.bridge.sandbox.snap;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transfers, by the partner's reference. Beyond their bound the oldest is forgotten. Safe for
 * use by several threads.
 */
public final class TransferBook {
  private final Map<String, Transfer> transfers = new LinkedHashMap<>();
  private final Clock clock;
  private final int most;
  private long made;

  TransferBook(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  synchronized long nextNumber() {
    return ++made;
  }

  synchronized void add(Transfer transfer) {
    transfers.put(transfer.partnerReferenceNo(), transfer);
    if (transfers.size() > most) {
      transfers.remove(transfers.keySet().iterator().next());
    }
  }

  /** The transfer of one of the partner's references. */
  public synchronized Optional<Transfer> find(String partnerReferenceNo) {
    return Optional.ofNullable(transfers.get(partnerReferenceNo));
  }

  /** Puts a transfer into a status for good. Balances stay as they are. */
  public synchronized Optional<Transfer> move(String partnerReferenceNo, TransferStatus status) {
    return Optional.ofNullable(
        transfers.computeIfPresent(
            partnerReferenceNo, (reference, found) -> found.withEnd(status, clock.instant())));
  }

  /** The first so many transfers, oldest first. */
  public synchronized List<Transfer> list(int limit) {
    return transfers.values().stream().limit(limit).toList();
  }

  /** How many there are. */
  public synchronized int size() {
    return transfers.size();
  }

  synchronized void clear() {
    transfers.clear();
  }
}
