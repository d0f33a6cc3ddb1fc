package dev.briapi.bridge.sandbox.notification;

import java.time.Duration;

/**
 * What is to happen to the next payments, as the admin API writes it.
 *
 * @param kind what happens
 * @param times to how many payments; 0 is one
 * @param seconds how late, for {@code late} only
 */
public record PushOrder(PushKind kind, int times, int seconds) {
  private static final int MOST = 1_000;

  /** Fills in what was left out, and refuses what makes no sense. */
  public PushOrder {
    if (kind == null) {
      throw new IllegalArgumentException("kind is required");
    }
    times = times == 0 ? 1 : times;
    if (times < 1 || times > MOST) {
      throw new IllegalArgumentException("times has to be 1 to " + MOST);
    }
    boolean late = kind == PushKind.LATE;
    if (late ? seconds < 1 || seconds > Duration.ofDays(1).toSeconds() : seconds != 0) {
      throw new IllegalArgumentException(
          late ? "seconds has to be 1 to a day" : "seconds goes with late only");
    }
  }

  /** Once, in a way that needs no seconds. */
  public static PushOrder once(PushKind kind) {
    return new PushOrder(kind, 1, 0);
  }

  PushOrder less() {
    return new PushOrder(kind, times - 1, seconds);
  }
}
