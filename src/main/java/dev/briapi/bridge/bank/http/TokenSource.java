package dev.briapi.bridge.bank.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import dev.briapi.bridge.bank.TransportFailures;
import dev.briapi.bridge.bank.Verdict;

/**
 * One kind of token: fetched once, however many calls wait for it, kept until shortly before it
 * expires, and thrown away when the bank refuses it (rulings 3).
 */
final class TokenSource {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_DOUBTS = Duration.ofMinutes(1);

  private final ProducerTemplate routes;
  private final String route;
  private final Clock clock;
  private final Duration margin;
  private final ReentrantLock fetching = new ReentrantLock();
  private final MeterRegistry metrics;
  private final Counter fetched;
  private final Counter failed;
  private final Gauge age;
  private volatile Token current;
  private volatile Instant fetchedAt = Instant.EPOCH;
  private Instant failedAt = Instant.EPOCH;
  private Instant doubtedAt = Instant.EPOCH;
  private TokenUnavailableException failure;

  /**
   * A source.
   *
   * @param name what its metrics call it
   * @param route the endpoint of the route that fetches one
   * @param margin how long before its expiry a token is thrown away
   */
  TokenSource(
      String name,
      ProducerTemplate routes,
      String route,
      Clock clock,
      Duration margin,
      MeterRegistry metrics) {
    this.routes = routes;
    this.route = route;
    this.clock = clock;
    this.margin = margin;
    this.metrics = metrics;
    this.fetched = fetches(name, "fetched");
    this.failed = fetches(name, "failed");
    this.age =
        Gauge.builder("bridge.bank.token.age", this, TokenSource::age)
            .description("Age of the token in use")
            .baseUnit("seconds")
            .tag("token", name)
            .register(metrics);
  }

  private Counter fetches(String name, String result) {
    return Counter.builder("bridge.bank.token.fetches")
        .description("Times that BRI was asked for a token")
        .tag("token", name)
        .tag("result", result)
        .register(metrics);
  }

  /** The registry outlives an application that is started again in the same process. */
  void leave() {
    metrics.remove(age);
  }

  /**
   * A token that the bank takes, as far as we know.
   *
   * @throws TokenUnavailableException when none can be had; a failure is remembered for a second,
   *     so that waiting calls share it
   */
  Token current() throws TokenUnavailableException {
    Token token = current;
    if (good(token)) {
      return token;
    }
    fetching.lock();
    try {
      if (good(current)) {
        return current;
      }
      if (failure != null && clock.instant().isBefore(failedAt.plus(AFTER_FAILURE))) {
        throw failure.remembered();
      }
      return renewed();
    } finally {
      fetching.unlock();
    }
  }

  /** Throws a refused token away, unless somebody has replaced it already. */
  void refused(Token token) {
    fetching.lock();
    try {
      if (token == current) {
        current = null;
      }
    } finally {
      fetching.unlock();
    }
  }

  /**
   * The same for a token that may be good, but no more than once a minute: where something else is
   * wrong, a new token for every call would help nobody.
   */
  void doubted(Token token) {
    fetching.lock();
    try {
      Instant now = clock.instant();
      if (token == current && !now.isBefore(doubtedAt.plus(BETWEEN_DOUBTS))) {
        current = null;
        doubtedAt = now;
      }
    } finally {
      fetching.unlock();
    }
  }

  /** Only a failure of the bank's is remembered, and not the memory of one again. */
  private Token renewed() throws TokenUnavailableException {
    try {
      current = fetch();
      fetchedAt = clock.instant();
      failure = null;
      fetched.increment();
      return current;
    } catch (TokenUnavailableException e) {
      failed.increment();
      failure = e;
      failedAt = clock.instant();
      throw e;
    }
  }

  /** How many seconds ago the token that is in use was fetched; no number while there is none. */
  private double age() {
    return good(current)
        ? Duration.between(fetchedAt, clock.instant()).toMillis() / 1000.0
        : Double.NaN;
  }

  private boolean good(Token token) {
    return token != null && clock.instant().isBefore(token.expiresAt());
  }

  private Token fetch() throws TokenUnavailableException {
    Exchange answer = routes.request(route, exchange -> {});
    Exception problem = answer.getException();
    if (problem instanceof TokenUnavailableException known) {
      throw known;
    }
    if (problem != null) {
      Verdict verdict = TransportFailures.classify(problem);
      throw new TokenUnavailableException(
          "no token from BRI: " + problem.getMessage(),
          BankAway.is(verdict) ? verdict : null,
          problem);
    }
    Token token = answer.getMessage().getBody(Token.class);
    // a lifetime that is shorter than twice the margin is used up to its half
    Duration life = Duration.between(clock.instant(), token.expiresAt());
    Duration early = margin.compareTo(life.dividedBy(2)) < 0 ? margin : life.dividedBy(2);
    return new Token(token.value(), token.expiresAt().minus(early));
  }
}
