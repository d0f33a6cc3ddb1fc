package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.briapi.bridge.benchmark.HeapWatch;

/**
 * How long staging a file takes next to storing the same rows with COPY alone, and whether its
 * memory grows with the file. Run by {@code ./mvnw verify -Pbench}; it asserts nothing about time.
 */
public final class StagingBenchmark {
  private static final int LINES = Integer.getInteger("bench.lines", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);

  private final Path home;
  private final DataSource pool;
  private final StagingSetup staging;
  private final CopyBaseline baseline;

  private StagingBenchmark(Path home, EmbeddedPostgres server) {
    this.home = home;
    this.pool = server.getPostgresDatabase();
    staging = new StagingSetup(pool, home.resolve("drop"));
    baseline = new CopyBaseline(pool, server.getPort(), home.resolve("rows.tsv"));
  }

  public static void main(String... arguments) throws Exception {
    Path home = Files.createTempDirectory("staging-benchmark");
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      new StagingBenchmark(home, server).run();
    } finally {
      delete(home);
    }
  }

  private void run() throws Exception {
    Path large = BenchmarkFile.write(home.resolve("large.csv"), LINES);
    Path small = BenchmarkFile.write(home.resolve("small.csv"), LINES / 10);
    System.out.printf(
        "%,d lines, %,d bytes; heap of at most %d MiB; %d processors%n",
        LINES,
        Files.size(large),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.getRuntime().availableProcessors());
    HeapWatch heap = new HeapWatch();
    staging.stage(small); // the first one pays for loading classes
    long smallHeap = heapOf(small, heap);
    long largeHeap = heapOf(large, heap);
    baseline.prepare();
    empty();
    for (int round = 1; round <= ROUNDS; round++) {
      round(round, large);
    }
    System.out.printf(
        "heap in use after collections: at most %d MiB for %,d lines, %d MiB for %,d lines%n",
        smallHeap, LINES / 10, largeHeap, LINES);
  }

  private void round(int number, Path file) throws Exception {
    double driver = seconds(baseline::throughDriver);
    System.out.printf("round %d: COPY through the driver %.1f s%n", number, driver);
    boolean[] there = new boolean[1];
    double psql = seconds(() -> there[0] = baseline.withPsql());
    if (there[0]) {
      System.out.printf("round %d: COPY with psql %.1f s%n", number, psql);
    }
    double staged = seconds(() -> staging.stage(file));
    System.out.printf(
        "round %d: staging %.1f s, %.2f times the COPY through the driver%n",
        number, staged, staged / driver);
    empty();
  }

  private long heapOf(Path file, HeapWatch heap) throws Exception {
    empty();
    heap.reset();
    staging.stage(file);
    return heap.mebibytes();
  }

  private void empty() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate batch, line, invoice");
      statement.execute("drop table if exists baseline");
      statement.execute("checkpoint");
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
