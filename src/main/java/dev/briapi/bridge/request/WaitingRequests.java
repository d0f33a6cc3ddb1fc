package dev.briapi.bridge.request;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much waits, as metrics; counted by an index that holds nothing else, for all replicas. */
@Named("waitingRequests")
@Singleton
public class WaitingRequests {
  private static final List<Status> STATES =
      List.of(Status.PENDING, Status.NOT_SENT, Status.NEEDS_ATTENTION);

  private record Count(Status state, long requests, long oldest) {}

  private final JdbcClient database;
  private final Map<Status, AtomicLong> waiting = new EnumMap<>(Status.class);
  private final AtomicLong oldestPending = new AtomicLong();
  private final List<Gauge> gauges = new ArrayList<>();
  private final MeterRegistry metrics;

  @Inject
  WaitingRequests(JdbcClient database, MeterRegistry metrics) {
    this.database = database;
    for (Status state : STATES) {
      AtomicLong count = new AtomicLong();
      waiting.put(state, count);
      gauges.add(
          Gauge.builder("bridge.requests.waiting", count, AtomicLong::get)
              .tag("state", state.word())
              .register(metrics));
    }
    gauges.add(
        Gauge.builder("bridge.requests.oldest.pending", oldestPending, AtomicLong::get)
            .baseUnit("seconds")
            .register(metrics));
    this.metrics = metrics;
  }

  /** The registry outlives an application that is started again in the same process. */
  @PreDestroy
  void leave() {
    gauges.forEach(metrics::remove);
  }

  /** Counts; what was left unsent for its caller to decide does not wait for us. */
  public void measure() {
    List<Count> counts =
        database
            .sql(
                """
                select status, count(*) as requests, extract(epoch from now() - min(created_at))::bigint as oldest
                from request
                where status not in ('succeeded', 'refused', 'invalid') and status = any(:states)
                  and (status <> 'not-sent' or next_at is not null)
                group by status
                """)
            .param("states", STATES.stream().map(Status::word).toArray(String[]::new))
            .query(
                (row, n) ->
                    new Count(
                        Status.of(row.getString("status")),
                        row.getLong("requests"),
                        row.getLong("oldest")))
            .list();
    waiting.forEach((state, gauge) -> gauge.set(of(state, counts).requests()));
    oldestPending.set(of(Status.PENDING, counts).oldest());
  }

  private static Count of(Status state, List<Count> counts) {
    return counts.stream()
        .filter(count -> count.state() == state)
        .findFirst()
        .orElse(new Count(state, 0, 0));
  }
}
