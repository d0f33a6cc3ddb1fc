package dev.briapi.bridge.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Gauges that are set together. Each is there from the start with every value that its labels can
 * have, so that nothing that is 0 is missing, and no text of a caller's becomes a label.
 */
final class Levels {
  private final MeterRegistry registry;
  private final Map<String, AtomicReference<Double>> levels = new HashMap<>();
  private final List<Gauge> gauges = new ArrayList<>();

  Levels(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Adds a gauge.
   *
   * @param labels names and values in turn
   */
  void add(String metric, String description, String... labels) {
    AtomicReference<Double> level = new AtomicReference<>(0.0);
    levels.put(key(metric, values(labels)), level);
    gauges.add(
        Gauge.builder(metric, level, AtomicReference::get)
            .description(description)
            .tags(Tags.of(labels))
            .register(registry));
  }

  /**
   * Sets them anew; what is not there is 0, and what nobody has added is left out.
   *
   * @param measured by {@link #key}
   */
  void set(Map<String, Double> measured) {
    levels.forEach((key, level) -> level.set(measured.getOrDefault(key, 0.0)));
  }

  /** A metric and the values of its labels. */
  static String key(String metric, List<String> values) {
    return metric + " " + String.join(" ", values);
  }

  private static List<String> values(String... labels) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i < labels.length; i += 2) {
      values.add(labels[i]);
    }
    return values;
  }

  /** The registry outlives an application that is started again in the same process. */
  void remove() {
    gauges.forEach(registry::remove);
  }
}
