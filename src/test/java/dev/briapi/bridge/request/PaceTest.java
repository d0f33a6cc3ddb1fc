package dev.briapi.bridge.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Products;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestEnvironment.class)
class PaceTest {
  private static final int DRAWS = 120;

  @Inject JdbcClient database;
  @Inject Products products;
  @Inject BankSettings settings;

  private final MeterRegistry metrics = new SimpleMeterRegistry();

  private List<Instant> draw(String... ofProducts) throws Exception {
    List<Pace> replicas =
        List.of(
            new Pace(database, products, settings, metrics),
            new Pace(database, products, settings, metrics));
    ExecutorService callers = Executors.newFixedThreadPool(12);
    try {
      List<Callable<Instant>> draws = new ArrayList<>();
      for (int i = 0; i < DRAWS; i++) {
        Pace replica = replicas.get(i % 2);
        String product = ofProducts[i % ofProducts.length];
        draws.add(() -> replica.draw(product).at());
      }
      List<Instant> moments = new ArrayList<>();
      for (Future<Instant> moment : callers.invokeAll(draws, 60, TimeUnit.SECONDS)) {
        moments.add(moment.get());
      }
      return moments;
    } finally {
      callers.shutdownNow();
    }
  }

  private static Stream<Duration> gaps(List<Instant> moments) {
    List<Instant> sorted = moments.stream().sorted().toList();
    return Stream.iterate(1, i -> i < sorted.size(), i -> i + 1)
        .map(i -> Duration.between(sorted.get(i - 1), sorted.get(i)));
  }

  @Test
  void concurrentCallsOfTwoReplicasDrawMomentsOfTheirOwnNeverCloserThanTheLimit() throws Exception {
    Duration limit =
        Duration.ofNanos(1_000_000_000L / products.settings("briva").requestsPerSecond());

    List<Instant> moments = draw("briva");

    assertThat(moments).hasSize(DRAWS).doesNotHaveDuplicates();
    assertThat(gaps(moments)).allMatch(gap -> gap.compareTo(limit) >= 0);
  }

  @Test
  void callsThatAreDrawnAheadOfTimeFollowEachOtherWithoutGaps() throws Exception {
    // far ahead, so that no pause of this machine comes between two of them
    database
        .sql(
            """
            insert into pace (product, next_at) values ('valas', now() + interval '30 seconds')
            on conflict (product) do update set next_at = excluded.next_at
            """)
        .update();
    int perSecond = products.settings("valas").requestsPerSecond();

    List<Instant> moments = draw("valas");

    assertThat(gaps(moments).mapToLong(Duration::toNanos).max().orElseThrow())
        .isLessThan(1_100_000_000L / perSecond);
  }

  @Test
  void productsDoNotWaitForEachOther() throws Exception {
    database
        .sql(
            """
            insert into pace (product, next_at) values ('cbm', now() + interval '9 minutes')
            on conflict (product) do update set next_at = excluded.next_at
            """)
        .update();

    assertThat(draw("snap"))
        .allMatch(
            moment ->
                moment.isBefore(
                    database
                        .sql("select next_at from pace where product = 'cbm'")
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant()));
  }
}
