package dev.briapi.bridge.payment.notification;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/**
 * Counts how requests of BRI end. What is refused is told in the log as a number now and then: a
 * flood of it must fill neither the log nor the database.
 */
@Named("notificationResults")
@Singleton
public class Results {
  private static final Logger LOG = Logger.getLogger(Results.class);

  private final MeterRegistry meters;
  private final Map<Result, LongAdder> untold = new EnumMap<>(Result.class);
  private final AtomicReference<Exception> last = new AtomicReference<>();

  @Inject
  Results(MeterRegistry meters) {
    this.meters = meters;
    for (Result result : Result.values()) {
      untold.put(result, new LongAdder());
      for (Service service : Service.values()) {
        counter(service, result);
      }
    }
  }

  /** Each is there from the start, since a rate can only be told of a counter that was once 0. */
  private Counter counter(Service service, Result result) {
    boolean payment = service == Service.PAYMENT;
    return Counter.builder(payment ? "bridge.notifications" : "bridge.notification.tokens")
        .description(payment ? "Payments that BRI told of" : "Requests of BRI for a token")
        .tag("result", result.word())
        .register(meters);
  }

  void count(Service service, Result result) {
    counter(service, result).increment();
    if (result.compareTo(Result.REPEATED) > 0) {
      untold.get(result).increment();
    }
  }

  /** Remembers why something failed, for the next report. */
  void keep(Exception why) {
    last.set(why);
  }

  /** Says how many requests were refused since it was asked last, and why the last one failed. */
  public void report() {
    String counts =
        untold.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey().word(), entry.getValue().sumThenReset()))
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    Exception failure = last.getAndSet(null);
    if (failure != null) {
      LOG.errorf(failure, "Requests of BRI for /snap were not taken: %s; the last failure", counts);
    } else if (!counts.isEmpty()) {
      LOG.warnf("Requests for /snap were not taken: %s", counts);
    }
  }
}
