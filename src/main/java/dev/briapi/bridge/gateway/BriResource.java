package dev.briapi.bridge.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.Semaphore;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import dev.briapi.bridge.platform.Trail;

/**
 * Everything under {@code /bri}: BRI's own paths. It reads what came, as far as it may come, and
 * hands it to the route {@code receive-request}.
 */
@Path("/bri/{path:.+}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
@Blocking
public class BriResource {
  private static final Logger LOG = Logger.getLogger(BriResource.class);
  private static final String ROUTE = "direct:receive-request";
  private static final String PREFIX = "/bri";

  private final Addresses addresses;
  private final BodyReader bodies;
  private final ProducerTemplate routes;
  private final CamelContext camel;
  private final SecurityIdentity identity;
  private final CurrentVertxRequest requests;
  private final Desks desks;

  @Inject
  BriResource(
      Addresses addresses,
      BodyReader bodies,
      ProducerTemplate routes,
      CamelContext camel,
      SecurityIdentity identity,
      CurrentVertxRequest requests,
      Desks desks) {
    this.camel = camel;
    this.addresses = addresses;
    this.bodies = bodies;
    this.routes = routes;
    this.identity = identity;
    this.requests = requests;
    this.desks = desks;
  }

  @GET
  @Operation(hidden = true)
  public Response get(@Context HttpServerRequest request, InputStream body) throws IOException {
    return pass(request, body);
  }

  @POST
  @Operation(hidden = true)
  public Response post(@Context HttpServerRequest request, InputStream body) throws IOException {
    return pass(request, body);
  }

  @PUT
  @Operation(hidden = true)
  public Response put(@Context HttpServerRequest request, InputStream body) throws IOException {
    return pass(request, body);
  }

  @PATCH
  @Operation(hidden = true)
  public Response patch(@Context HttpServerRequest request, InputStream body) throws IOException {
    return pass(request, body);
  }

  @DELETE
  @Operation(hidden = true)
  public Response delete(@Context HttpServerRequest request, InputStream body) throws IOException {
    return pass(request, body);
  }

  private Response pass(HttpServerRequest request, InputStream in) throws IOException {
    if (!camel.isStarted()) {
      throw new ProblemException(
          Problem.of(503, "The bridge is starting or stopping; nothing was sent."),
          Map.of("Retry-After", "1"));
    }
    Visit visit = requests.getCurrent().get(Visit.KEY);
    if (!visit.begin()) {
      throw left();
    }
    try {
      return pass(request, in, visit);
    } finally {
      visit.end();
    }
  }

  private Response pass(HttpServerRequest request, InputStream in, Visit visit) throws IOException {
    long started = System.nanoTime();
    Caller caller = identity.getAttribute(BearerKeys.CALLER);
    // only these two headers of the caller's are looked at, and none goes on to the bank
    Target target =
        addresses.find(
            caller,
            request.method().name(),
            path(request),
            request.query(),
            request.getHeader("Idempotency-Key"));
    Semaphore desk = desk(target);
    try {
      // whoever stood in line for nobody must not move money now
      if (visit.callerLeft()) {
        throw left();
      }
      return pass(request, in, caller, target, started);
    } finally {
      desk.release();
    }
  }

  private Semaphore desk(Target target) {
    try {
      return desks.take(target.operation().product());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw left();
    }
  }

  private static ProblemException left() {
    return new ProblemException(503, "Nobody waits for it any more; nothing was sent.");
  }

  private Response pass(
      HttpServerRequest request, InputStream in, Caller caller, Target target, long started)
      throws IOException {
    String type = request.getHeader("Content-Type");
    try (HeldBody body = bodies.read(target.operation(), length(request), in)) {
      ContentTypes.check(target.operation(), type, body.bytes().length > 0);
      Reply reply = routes.requestBody(ROUTE, new Incoming(target, body), Reply.class);
      LOG.infof(
          "%s %s: %d %s, %d ms",
          caller.name(),
          target.operation(),
          reply.status(),
          reply.headers().getOrDefault(Reply.REQUEST_ID, "")
              + " "
              + reply.headers().getOrDefault(Reply.OUTCOME, "failed"),
          (System.nanoTime() - started) / 1_000_000);
      return response(reply);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw e;
    } finally {
      Trail.forget(Trail.REQUEST);
    }
  }

  /** As it stands in the request, since that is what the contracts' paths are compared with. */
  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path;
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }

  private static Response response(Reply reply) {
    Response.ResponseBuilder response = Response.status(reply.status()).entity(reply.body());
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      response.header(header.getKey(), header.getValue());
    }
    return response.build();
  }
}
