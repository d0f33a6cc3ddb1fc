package dev.briapi.bridge.request;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.Body;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Products;

/**
 * Keeps the calls of all replicas together below a product's limit: each call draws its own moment
 * from the database, evenly spaced, so that no sliding second ever holds more than the limit.
 *
 * <p>Whoever wakes up late (a pause of the process, a busy machine) draws again instead of bunching
 * up with the calls behind it.
 */
@Named("pace")
@Singleton
public class Pace {
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(15);

  /** A draw that took so long may have been for a moment that is over. */
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int MOST_DRAWS = 3;

  /** What happens to a call after its moment (signing, the network) is not ours to space. */
  private static final double HEADROOM = 0.95;

  /** Up to the longest that anybody waits for an answer, and no longer for the moment to ask. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(65)
  };

  /**
   * When a call may be sent.
   *
   * @param at by the database's clock
   * @param waitNanos how long that is from when it was drawn
   */
  record Moment(Instant at, long waitNanos) {}

  private final JdbcClient database;
  private final Products products;
  private final Duration patience;
  private final MeterRegistry metrics;

  @Inject
  Pace(JdbcClient database, Products products, BankSettings settings, MeterRegistry metrics) {
    this.database = database;
    this.products = products;
    this.patience = settings.readTimeout();
    this.metrics = metrics;
  }

  /** Waits until the call may be sent. */
  public void await(@Body Outgoing call) throws InterruptedException, InterruptedIOException {
    String product = call.operation().product();
    long came = System.nanoTime();
    boolean late = true;
    // a database that is always slow must not keep a call waiting for ever
    for (int draws = 0; late && draws < MOST_DRAWS; draws++) {
      long asked = System.nanoTime();
      long wait = draw(product).waitNanos();
      long answered = System.nanoTime();
      long moment = answered + wait;
      while (moment - System.nanoTime() > 0) {
        LockSupport.parkNanos(moment - System.nanoTime());
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while waiting for the pace of " + product);
        }
      }
      late = System.nanoTime() - moment > LATE || answered - asked > SLOW;
    }
    Timer.builder("bridge.bank.pace.wait")
        .description("How long calls waited for their moment under the limit of their product")
        .tag("product", product)
        .serviceLevelObjectives(BOUNDS)
        .register(metrics)
        .record(Duration.ofNanos(System.nanoTime() - came));
  }

  /**
   * Draws the product's next free moment, unless that is further away than anybody waits for;
   * losing one to a crash costs nothing, so the commit need not wait for the disk.
   */
  Moment draw(String product) throws InterruptedIOException {
    double interval = 1.0 / (HEADROOM * products.settings(product).requestsPerSecond());
    return database
        .sql(
            """
                with lazy as (select set_config('synchronous_commit', 'off', true))
                insert into pace as p (product, next_at)
                select :product, clock_timestamp() + :interval * interval '1 second' from lazy
                on conflict (product) do update
                  set next_at = greatest(p.next_at, clock_timestamp()) + :interval * interval '1 second'
                  where p.next_at < clock_timestamp() + :patience * interval '1 second'
                returning next_at - :interval * interval '1 second' as at,
                  extract(epoch from next_at - clock_timestamp()) - :interval as wait
                """)
        .param("product", product)
        .param("interval", interval)
        .param("patience", patience.toMillis() / 1000.0)
        .query(
            (row, n) ->
                new Moment(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    Math.max(0, (long) (row.getDouble("wait") * 1e9))))
        .optional()
        .orElseThrow(
            () ->
                new InterruptedIOException(
                    "more calls of "
                        + product
                        + " are waiting than its pace lets go in "
                        + patience));
  }
}
