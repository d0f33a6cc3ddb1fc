package dev.briapi.bridge.request;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BankSettings;

/**
 * Room in memory for the attachments of calls that are on their way: four of the largest, or many
 * small ones, whoever sends them. Those that find none wait for it.
 */
@Singleton
class AttachmentRoom {
  private static final int MEGABYTE = 1024 * 1024;

  /** In megabytes of Base64. */
  private static final int ROOM = 64;

  private final Semaphore room = new Semaphore(ROOM, true);
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final long patienceMillis;

  @Inject
  AttachmentRoom(BankSettings bank) {
    this(bank.readTimeout());
  }

  AttachmentRoom(Duration patience) {
    this.patienceMillis = patience.toMillis();
  }

  /**
   * Takes room until {@link #leave}.
   *
   * @param length of the file in bytes
   * @return whether it had to be waited for
   * @throws InterruptedException when there is none for so long that the attempt has to be made
   *     anew
   */
  boolean enter(Attempt attempt, long length) throws InterruptedException {
    int wanted = (int) Math.min(ROOM, 1 + length * 4 / 3 / MEGABYTE);
    boolean waited = !room.tryAcquire(wanted);
    if (waited && !room.tryAcquire(wanted, patienceMillis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("too many attachments are on their way");
    }
    taken.put(attempt.bankId(), wanted);
    return waited;
  }

  /** Gives back what the attempt has taken, if anything. */
  void leave(Attempt attempt) {
    Integer given = taken.remove(attempt.bankId());
    if (given != null) {
      room.release(given);
    }
  }
}
