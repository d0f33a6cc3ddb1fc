package dev.briapi.bridge.request;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.BankSettings;

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

  private final JdbcClient database;
  private final BankSettings settings;

  @Inject
  Pace(JdbcClient database, BankSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** Waits until the call may be sent. */
  public void await(@ExchangeProperty("attempt") Attempt attempt) throws InterruptedException {
    String product = attempt.call().product();
    boolean late = true;
    // a database that is always slow must not keep a call waiting for ever
    for (int draws = 0; late && draws < MOST_DRAWS; draws++) {
      long asked = System.nanoTime();
      long wait = draw(product);
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
  }

  /**
   * Draws the product's next free moment; losing one to a crash costs nothing, so the commit need
   * not wait for the disk.
   */
  private long draw(String product) {
    double interval = 1.0 / (HEADROOM * perSecond(product));
    double seconds =
        database
            .sql(
                """
                with lazy as (select set_config('synchronous_commit', 'off', true))
                insert into pace as p (product, next_at)
                select :product, clock_timestamp() + :interval * interval '1 second' from lazy
                on conflict (product) do update
                  set next_at = least(greatest(p.next_at, clock_timestamp()), clock_timestamp() + interval '10 minutes')
                    + :interval * interval '1 second'
                returning extract(epoch from next_at - clock_timestamp()) - :interval
                """)
            .param("product", product)
            .param("interval", interval)
            .query(Double.class)
            .single();
    return Math.max(0, (long) (seconds * 1e9));
  }

  private int perSecond(String product) {
    return switch (product) {
      case "cbm" -> settings.cbm().requestsPerSecond();
      default -> throw new IllegalArgumentException("no pace for product " + product);
    };
  }
}
