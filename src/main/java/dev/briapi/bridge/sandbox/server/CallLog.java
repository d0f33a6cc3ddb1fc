package dev.briapi.bridge.sandbox.server;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the sandbox saw: counters, the last {@value #KEPT} calls and the arrival times of the last
 * {@value #ARRIVALS}. Safe for use by several threads.
 */
public final class CallLog {
  static final int KEPT = 1_000;
  static final int ARRIVALS = 100_000;
  private static final int MOST_HEADERS = 200;

  /** Headers that HTTP itself needs and no document names. */
  private static final Set<String> TRANSPORT =
      Set.of("host", "content-length", "transfer-encoding", "connection", "user-agent");

  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "bri-signature",
          "cbm-corporatekey",
          "x-signature",
          "x-client-key",
          "cookie",
          "proxy-authorization");

  private final Clock clock;
  private final Arrivals arrivals = new Arrivals(ARRIVALS);
  private final Deque<Call> last = new ArrayDeque<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Map<Integer, Long>> answers = new TreeMap<>();
  private final Map<String, Long> undocumented = new TreeMap<>();
  private long unknown;

  public CallLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * One call.
   *
   * @param at when it was answered or dropped
   * @param product such as {@code cbm}
   * @param operation such as {@code create-invoice}
   * @param method the HTTP method
   * @param path the path as sent
   * @param query the query, decoded
   * @param headers names in lower case, secrets replaced by asterisks
   * @param undocumented names of headers that no document knows
   * @param bodyBytes length of the body
   * @param http status of the answer, 0 when the connection was closed without one
   * @param fault the fault that struck, or null
   * @param micros time that handling took, without a fault's delay
   */
  public record Call(
      Instant at,
      String product,
      String operation,
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      List<String> undocumented,
      int bodyBytes,
      int http,
      String fault,
      long micros) {}

  synchronized void arrived(BankOperation operation, long nanos) {
    arrivals.add(operation.product(), nanos);
    counts.merge(operation.id(), 1L, Long::sum);
  }

  synchronized void unknown() {
    unknown++;
  }

  synchronized void answered(
      BankOperation operation,
      Set<String> documented,
      SandboxRequest request,
      Delivery delivery,
      long arrivedNanos) {
    List<String> strange = new ArrayList<>();
    Map<String, String> shown = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              shown.put(name, SECRET.contains(name) ? "***" : value);
              if (!documented.contains(name) && !TRANSPORT.contains(name)) {
                strange.add(name);
                if (undocumented.size() < MOST_HEADERS || undocumented.containsKey(name)) {
                  undocumented.merge(name, 1L, Long::sum);
                }
              }
            });
    answers
        .computeIfAbsent(operation.id(), id -> new TreeMap<>())
        .merge(delivery.http(), 1L, Long::sum);
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(
        new Call(
            clock.instant(),
            operation.product(),
            operation.id(),
            request.method(),
            request.path(),
            request.query(),
            shown,
            strange,
            request.body().length,
            delivery.http(),
            delivery.fault(),
            (System.nanoTime() - arrivedNanos) / 1_000));
  }

  /** How many calls of an operation arrived, refused and dropped ones included. */
  public synchronized long count(String operation) {
    return counts.getOrDefault(operation, 0L);
  }

  /** Calls per operation. */
  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** Answers per operation and HTTP status, 0 for connections closed without one. */
  public synchronized Map<String, Map<Integer, Long>> answers() {
    Map<String, Map<Integer, Long>> copy = new TreeMap<>();
    answers.forEach((operation, statuses) -> copy.put(operation, new TreeMap<>(statuses)));
    return copy;
  }

  /** Headers that reached the sandbox though no document names them, with how often. */
  public synchronized Map<String, Long> undocumentedHeaders() {
    return new TreeMap<>(undocumented);
  }

  /** Requests for paths that no product has. */
  public synchronized long unknownPaths() {
    return unknown;
  }

  /** The last calls, newest first. */
  public synchronized List<Call> last(int limit) {
    List<Call> result = new ArrayList<>();
    last.descendingIterator().forEachRemaining(result::add);
    return result.subList(0, Math.min(Math.max(0, limit), result.size()));
  }

  /** Arrival times in nanoseconds of an arbitrary origin; null is every product. */
  public List<Long> arrivals(String product) {
    return arrivals.nanos(product);
  }

  /** The most calls of a product that arrived within any one second; null is every product. */
  public int worstSecond(String product) {
    return arrivals.worstSecond(product);
  }

  /** Forgets everything. */
  public synchronized void clear() {
    arrivals.clear();
    last.clear();
    counts.clear();
    answers.clear();
    undocumented.clear();
    unknown = 0;
  }
}
