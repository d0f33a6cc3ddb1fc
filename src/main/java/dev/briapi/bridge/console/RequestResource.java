package dev.briapi.bridge.console;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.request.Resolution;
import dev.briapi.bridge.request.Resolutions;

/** The request ledger: what was asked of BRI, and what came of it. */
@Path("/api/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "requests")
public class RequestResource {
  private final RequestQueries requests;
  private final Resolutions resolutions;
  private final SecurityIdentity identity;

  @Inject
  RequestResource(RequestQueries requests, Resolutions resolutions, SecurityIdentity identity) {
    this.requests = requests;
    this.resolutions = resolutions;
    this.identity = identity;
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Operation(
      operationId = "list-requests",
      summary = "List requests",
      description = "The requests to BRI, the newest first.")
  public Page<RequestView> list(
      @Parameter(description = "Only requests of this product.", example = "cbm")
          @QueryParam("product")
          String product,
      @Parameter(description = "Only requests of this operation.", example = "create-invoice")
          @QueryParam("operation")
          String operation,
      @Parameter(description = "Only requests with this outcome.", example = "needs-attention")
          @QueryParam("outcome")
          String outcome,
      @Parameter(description = "Only requests with this reason.", example = "invalid-request")
          @QueryParam("reason")
          String reason,
      @Parameter(description = "Only requests with this reference.", example = "INV-2026-0001")
          @QueryParam("reference")
          String reference,
      @Parameter(description = "Only requests of this caller.", example = "erp")
          @QueryParam("caller")
          String caller,
      @Parameter(description = Words.FROM, example = "2026-11-20") @QueryParam("from") String from,
      @Parameter(description = Words.TO, example = "2026-11-20") @QueryParam("to") String to,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    RequestQueries.Filter filter =
        new RequestQueries.Filter(
            input.text("product", product),
            input.text("operation", operation),
            input.word("outcome", outcome, Views.REQUEST_OUTCOMES),
            input.text("reason", reason),
            input.text("reference", reference),
            input.text("caller", caller),
            input.from("from", from),
            input.until("to", to));
    Cursor.Moment moment = input.moment(after);
    int size = input.limit(limit);
    input.check();
    return requests.list(filter, moment, size);
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "get-request",
      summary = "Get a request",
      description =
          "A request to BRI with every call that was made for it. Whoever made it under /bri may see it without a role.")
  public RequestView get(@Parameter(description = "The requestId.") @PathParam("id") String id) {
    Input input = new Input();
    UUID request = input.id("id", id);
    if (!identity.hasRole(Caller.VIEWER)) {
      // of what is not its own, such a caller does not even learn whether it is there
      return Optional.ofNullable(request)
          .flatMap(requests::find)
          .filter(found -> identity.getPrincipal().getName().equals(found.caller()))
          .orElseThrow(ForbiddenException::new);
    }
    input.check();
    return find(request);
  }

  @POST
  @Path("{id}/resolution")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "resolve-request",
      summary = "Resolve a request",
      description =
          "Ends a request that needs attention by the word of a person, who has found out what became of it at BRI.")
  @APIResponse(responseCode = "200", description = "The request, ended.")
  @APIResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
  public RequestView resolve(
      @Parameter(description = "The requestId.") @PathParam("id") String id,
      ResolutionInput resolution) {
    Input input = new Input();
    UUID request = input.id("id", id);
    Resolution word = read(input, resolution);
    input.check();
    return switch (resolutions.resolve(request, word)) {
      case DONE -> find(request);
      case UNKNOWN_REQUEST -> throw missing(request);
      case NOT_WAITING ->
          throw new ProblemException(
              409, "The request is " + find(request).status() + " and does not wait for a person.");
      case REFERENCE_TAKEN ->
          throw new ProblemException(409, "Another invoice has that referenceNumber.");
    };
  }

  private Resolution read(Input input, ResolutionInput given) {
    if (given == null) {
      input.wrong("body", "is missing");
      return null;
    }
    String outcome = input.required("outcome", given.outcome());
    if (!outcome.isEmpty()) {
      input.word("outcome", outcome, List.of("succeeded", "refused"));
    }
    String reason = input.required("reason", given.reason());
    String reference = input.text("referenceNumber", given.referenceNumber());
    if (reference != null && reference.isBlank()) {
      reference = null;
    }
    if (reference != null && !outcome.equals("succeeded")) {
      input.wrong("referenceNumber", "is there although nothing succeeded");
    }
    return new Resolution(
        outcome.equals("succeeded"),
        reason,
        reference == null ? null : reference.strip(),
        identity.getPrincipal().getName());
  }

  private RequestView find(UUID id) {
    return requests.find(id).orElseThrow(() -> missing(id));
  }

  private static ProblemException missing(UUID id) {
    return new ProblemException(404, "There is no request " + id + ".");
  }
}
