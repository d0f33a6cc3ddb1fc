package dev.briapi.bridge.console;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;

/** Where BRI's books and ours differ. */
@Path("/api/differences")
@Tag(name = "differences")
public class DifferenceResource {
  private static final String SUMMARY = "List differences";
  private static final String DESCRIPTION =
      "Where BRI's books and ours differ, or did: the newest first. " + Words.CSV;

  private final DifferenceQueries differences;
  private final SecurityIdentity identity;

  @Inject
  DifferenceResource(DifferenceQueries differences, SecurityIdentity identity) {
    this.differences = differences;
    this.identity = identity;
  }

  /** What to list. */
  public static class Query {
    @Parameter(description = "Only differences of this kind.", example = "amount-mismatch")
    @QueryParam("kind")
    String kind;

    @Parameter(description = "Only differences of this product.", example = "briva")
    @QueryParam("product")
    String product;

    @Parameter(description = "Only differences in this state.", example = "open")
    @QueryParam("state")
    String state;

    @Parameter(
        description =
            "Only differences with this key, or of this virtual account (brivaNo/custCode) or invoice.",
        example = "77777/1290051235")
    @QueryParam("key")
    String key;

    @Parameter(description = "First seen: " + Words.FROM, example = "2026-11-20")
    @QueryParam("from")
    String from;

    @Parameter(description = "First seen: " + Words.TO, example = "2026-11-20")
    @QueryParam("to")
    String to;

    private DifferenceQueries.Filter read(Input input) {
      return new DifferenceQueries.Filter(
          input.word(
              "kind",
              kind,
              List.of(
                  "unknown-account",
                  "amount-mismatch",
                  "not-notified",
                  "not-reported",
                  "duplicate-payment",
                  "status-mismatch",
                  "invoice-drift",
                  "invoice-missing",
                  "overdue")),
          input.word("product", product, List.of("briva", "cbm")),
          input.word("state", state, List.of("open", "closed", "resolved")),
          input.text("key", key),
          input.from("from", from),
          input.until("to", to));
    }
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "list-differences", summary = SUMMARY, description = DESCRIPTION)
  public Page<DifferenceView> list(
      @BeanParam Query query,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    DifferenceQueries.Filter filter = query.read(input);
    Cursor.Moment moment = input.moment(after);
    int size = input.limit(limit);
    input.check();
    return differences.list(filter, moment, size);
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Produces(Words.OFFERED_CSV)
  @Operation(operationId = "list-differences", summary = SUMMARY, description = DESCRIPTION)
  public StreamingOutput export(@BeanParam Query query) {
    Input input = new Input();
    DifferenceQueries.Filter filter = query.read(input);
    input.check();
    return differences.export(filter);
  }

  @POST
  @Path("{id}/resolution")
  @RolesAllowed(Caller.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resolve-difference",
      summary = "Resolve a difference",
      description =
          "Ends an open difference by the word of a person. It is not opened again while both sides say the same.")
  @APIResponse(responseCode = "200", description = "The difference, resolved.")
  @APIResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
  public DifferenceView resolve(
      @Parameter(description = "The id.") @PathParam("id") String id, ReasonInput given) {
    Input input = new Input();
    UUID difference = input.id("id", id);
    String reason = null;
    if (given == null) {
      input.wrong("body", "is missing");
    } else {
      reason = input.required("reason", given.reason());
    }
    input.check();
    boolean resolved = differences.resolve(difference, reason, identity.getPrincipal().getName());
    DifferenceView now =
        differences
            .find(difference)
            .orElseThrow(
                () -> new ProblemException(404, "There is no difference " + difference + "."));
    if (!resolved) {
      throw new ProblemException(409, "The difference is " + now.state() + " and not open.");
    }
    return now;
  }
}
