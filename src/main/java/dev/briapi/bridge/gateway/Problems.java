package dev.briapi.bridge.gateway;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem document of whatever a resource throws; what nobody expected goes to the log. */
@Singleton
public class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  Response ours(ProblemException e) {
    Response.ResponseBuilder answer = Response.fromResponse(response(e.problem()));
    e.headers().forEach(answer::header);
    return answer.build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response unknown() {
    return Response.fromResponse(response(Problem.unauthorized()))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return response(Problem.forbidden());
  }

  /** A body that is no JSON, or not the JSON that was asked for. */
  @ServerExceptionMapper({MismatchedInputException.class, JacksonException.class})
  Response unreadable(JacksonException e) {
    String field =
        e instanceof MismatchedInputException mismatch
            ? mismatch.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    return response(
        Problem.invalid(
            List.of(new FieldError(field.isEmpty() ? "body" : field, "is not the JSON expected"))));
  }

  /** What JAX-RS itself says: unknown path, wrong method, wrong media type. */
  @ServerExceptionMapper
  Response standard(WebApplicationException e) {
    Response original = e.getResponse();
    int status = original.getStatus();
    if (e.getCause() instanceof JacksonException json) {
      return unreadable(json);
    }
    if (status >= 500) {
      return unexpected(e);
    }
    Response.ResponseBuilder problem =
        Response.fromResponse(response(Problem.of(status, detail(status))));
    original.getAllowedMethods().stream()
        .collect(Collectors.collectingAndThen(Collectors.joining(", "), List::of))
        .stream()
        .filter(allowed -> !allowed.isEmpty())
        .forEach(allowed -> problem.header(HttpHeaders.ALLOW, allowed));
    return problem.build();
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    UUID incident = UUID.randomUUID();
    LOG.errorf(e, "Incident %s", incident);
    return response(Problem.unexpected(incident));
  }

  private static Response response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }

  /** One sentence for a status that the framework decided on. */
  static String detail(int status) {
    return switch (status) {
      case 400 -> "The request cannot be read.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not know that method.";
      case 406 -> "The answer is JSON; nothing else can be accepted.";
      case 413 -> "The body is larger than bridge.drop.max-upload-megabytes allows.";
      case 415 -> "A body of this media type is not taken here.";
      case 431 -> "The headers are too large.";
      default -> "The request was refused.";
    };
  }
}
