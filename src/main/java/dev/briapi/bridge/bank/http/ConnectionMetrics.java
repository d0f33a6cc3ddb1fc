package dev.briapi.bridge.bank.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;

/** How much of the pool of connections to the bank is in use. */
@Startup
@Singleton
class ConnectionMetrics {
  private final List<Gauge> gauges = new ArrayList<>();
  private final ConnPoolControl<?> pool;
  private final MeterRegistry metrics;

  @Inject
  ConnectionMetrics(
      @Named("bankConnections") HttpClientConnectionManager connections, MeterRegistry metrics) {
    this.pool = (ConnPoolControl<?>) connections;
    this.metrics = metrics;
    add("leased", PoolStats::getLeased);
    add("available", PoolStats::getAvailable);
    add("pending", PoolStats::getPending);
    gauges.add(
        Gauge.builder("bridge.bank.connections.limit", pool, ConnPoolControl::getMaxTotal)
            .description("Most connections to the bank at once")
            .register(metrics));
  }

  private void add(String state, ToIntFunction<PoolStats> count) {
    gauges.add(
        Gauge.builder(
                "bridge.bank.connections", pool, some -> count.applyAsInt(some.getTotalStats()))
            .description("Connections to the bank, and the calls that wait for one")
            .tag("state", state)
            .register(metrics));
  }

  /** The registry outlives an application that is started again in the same process. */
  @PreDestroy
  void leave() {
    gauges.forEach(metrics::remove);
  }
}
