package dev.briapi.bridge.gateway;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.briapi.bridge.platform.BridgeSettings;

/** Problem documents for what ends before a resource sees it, or without one. */
@Singleton
public class EarlyProblems {
  private static final Logger LOG = Logger.getLogger(EarlyProblems.class);
  private static final List<String> PATHS = List.of("/api/*", "/bri/*");

  /** After the look at the key (-200, -100), before Quarkus' own look at the length (-2). */
  private static final int BEFORE_LENGTH_CHECK = -3;

  private static final long ROOM = 1024 * 1024;

  /** Threads that are left to everything but {@code /bri}, however long the bank takes. */
  private static final int OTHER_THREADS = 100;

  private final ObjectMapper json;
  private final long largest;
  private final int most;
  private final AtomicInteger inside = new AtomicInteger();

  @Inject
  EarlyProblems(
      ObjectMapper json,
      BridgeSettings settings,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest,
      @ConfigProperty(name = "quarkus.thread-pool.max-threads") int threads) {
    this.json = json;
    this.most = Math.min(settings.gateway().maxConcurrent(), threads - OTHER_THREADS);
    this.largest = largest.asLongValue();
  }

  void install(@Observes Router router) {
    for (String path : PATHS) {
      router.route(path).order(Integer.MIN_VALUE).failureHandler(this::failed);
      router.route(path).order(BEFORE_LENGTH_CHECK).handler(this::checkLength);
      router.route(path).order(BEFORE_LENGTH_CHECK + 2).handler(this::leaveLengthToReaders);
      router.route(path).last().handler(context -> send(context, 404));
    }
    // the first thing of all: whom there is no room for costs nothing more
    router.route("/bri/*").order(Integer.MIN_VALUE + 1).handler(this::enter);
  }

  private void enter(RoutingContext context) {
    if (inside.incrementAndGet() > most) {
      inside.decrementAndGet();
      context
          .response()
          .putHeader(HttpHeaderNames.RETRY_AFTER, "1")
          .putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      send(
          context,
          Problem.of(
              503,
              "More requests than bridge.gateway.max-concurrent are under way; nothing was done."));
      return;
    }
    Visit visit = new Visit(inside::decrementAndGet);
    context.put(Visit.KEY, visit);
    context.addEndHandler(ended -> visit.callerLeaves());
    context.next();
  }

  private void checkLength(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > largest) {
      context.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      send(context, 413);
    } else {
      context.next();
    }
  }

  /**
   * Quarkus cuts a body off that did not say its length, with an empty answer; who reads it knows
   * the limit as well and says so.
   */
  private void leaveLengthToReaders(RoutingContext context) {
    context.put("io.quarkus.max-request-size", Math.max(largest, BodyReader.LARGEST) + ROOM);
    context.next();
  }

  private void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof AuthenticationException || failure instanceof UnauthorizedException) {
      context.next();
    } else if (failure instanceof ForbiddenException) {
      send(context, Problem.forbidden());
    } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
      send(context, context.statusCode());
    } else {
      UUID incident = UUID.randomUUID();
      LOG.errorf(failure, "Incident %s", incident);
      send(context, Problem.unexpected(incident));
    }
  }

  private void send(RoutingContext context, int status) {
    send(context, Problem.of(status, Problems.detail(status)));
  }

  private void send(RoutingContext context, Problem problem) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
