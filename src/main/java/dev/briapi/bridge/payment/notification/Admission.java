package dev.briapi.bridge.payment.notification;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.github.bucket4j.Bucket;

/**
 * How much of one operation is let in before anything is looked at: so many a second, with room for
 * ten seconds' worth at once, and so many under way.
 */
final class Admission {
  private static final int SECONDS_AT_ONCE = 10;
  private static final int UNDER_WAY = 1000;

  private final Bucket bucket;
  private final Semaphore places = new Semaphore(UNDER_WAY);

  Admission(int perSecond) {
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity((long) perSecond * SECONDS_AT_ONCE)
                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build();
  }

  /** Whether one more may come in; {@link #leave} has to follow then. */
  boolean enter() {
    return bucket.tryConsume(1) && places.tryAcquire();
  }

  void leave() {
    places.release();
  }
}
