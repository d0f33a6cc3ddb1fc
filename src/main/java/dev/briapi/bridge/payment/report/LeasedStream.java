package dev.briapi.bridge.payment.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;

/** An answer that is read as it comes, and keeps its run's lease however slowly it comes. */
final class LeasedStream extends FilterInputStream {
  private static final Duration STRETCH = Duration.ofSeconds(30);

  private final Clock clock;
  private final Runnable hold;
  private long held;

  /**
   * Begins to read.
   *
   * @param hold renews the lease, or throws when it is lost
   */
  LeasedStream(InputStream in, Clock clock, Runnable hold) {
    super(in);
    this.clock = clock;
    this.hold = hold;
    this.held = clock.millis();
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    hold();
    return next;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = super.read(bytes, from, length);
    hold();
    return read;
  }

  private void hold() {
    long now = clock.millis();
    // a clock that was set back counts as well
    if (Math.abs(now - held) >= STRETCH.toMillis()) {
      hold.run();
      held = now;
    }
  }
}
