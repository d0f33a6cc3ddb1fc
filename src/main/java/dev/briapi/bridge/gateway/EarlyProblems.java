package dev.briapi.bridge.gateway;

import java.util.UUID;

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

/** Problem documents for what ends before a resource sees it, or without one. */
@Singleton
public class EarlyProblems {
  private static final Logger LOG = Logger.getLogger(EarlyProblems.class);
  private static final String PATH = "/api/*";

  /** After the look at the key (-200, -100), before Quarkus' own look at the length (-2). */
  private static final int BEFORE_LENGTH_CHECK = -3;

  private static final long ROOM = 1024 * 1024;

  private final ObjectMapper json;
  private final long largest;

  @Inject
  EarlyProblems(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
    this.json = json;
    this.largest = largest.asLongValue();
  }

  void install(@Observes Router router) {
    router.route(PATH).order(Integer.MIN_VALUE).failureHandler(this::failed);
    router.route(PATH).order(BEFORE_LENGTH_CHECK).handler(this::checkLength);
    router.route(PATH).order(BEFORE_LENGTH_CHECK + 2).handler(this::leaveLengthToReaders);
    router.route(PATH).last().handler(context -> send(context, 404));
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
    context.put("io.quarkus.max-request-size", largest + ROOM);
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
