package dev.briapi.bridge.sandbox.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When the last calls arrived, so that a test can tell how fast they came. */
final class Arrivals {
  private static final long SECOND = 1_000_000_000L;

  private final long[] nanos;
  private final String[] products;
  private long count;

  Arrivals(int capacity) {
    nanos = new long[capacity];
    products = new String[capacity];
  }

  synchronized void add(String product, long atNanos) {
    int slot = (int) (count++ % nanos.length);
    nanos[slot] = atNanos;
    products[slot] = product;
  }

  synchronized void clear() {
    count = 0;
    Arrays.fill(products, null);
  }

  /** Arrival times of one product, or of all for null, in the order of arrival. */
  synchronized List<Long> nanos(String product) {
    List<Long> result = new ArrayList<>();
    for (long i = Math.max(0, count - nanos.length); i < count; i++) {
      int slot = (int) (i % nanos.length);
      if (product == null || product.equals(products[slot])) {
        result.add(nanos[slot]);
      }
    }
    return result;
  }

  /** The most calls of a product within any one second. */
  int worstSecond(String product) {
    List<Long> times = nanos(product);
    int worst = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) >= SECOND) {
        first++;
      }
      worst = Math.max(worst, last - first + 1);
    }
    return worst;
  }
}
