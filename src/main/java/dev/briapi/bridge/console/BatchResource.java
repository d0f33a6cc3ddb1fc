package dev.briapi.bridge.console;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.invoice.BatchView;

/** Batches: what became of the files that were dropped or uploaded. */
@Path("/api/batches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.VIEWER)
@Tag(name = "batches")
public class BatchResource {
  private static final List<String> STATES = List.of("staging", "sending", "completed", "rejected");
  private static final List<String> OUTCOMES =
      List.of("created", "refused", "invalid", "duplicate", "valid", "pending");

  private final BatchQueries batches;

  @Inject
  BatchResource(BatchQueries batches) {
    this.batches = batches;
  }

  @GET
  @Operation(
      operationId = "list-batches",
      summary = "List batches",
      description = "The files that were dropped or uploaded, the newest first.")
  public Page<BatchView> list(
      @Parameter(description = "Only batches in this state.", example = "sending")
          @QueryParam("state")
          String state,
      @Parameter(description = "Only files whose name contains this.", example = "november")
          @QueryParam("file")
          String file,
      @Parameter(description = Words.FROM, example = "2026-11-20") @QueryParam("from") String from,
      @Parameter(description = Words.TO, example = "2026-11-20") @QueryParam("to") String to,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    BatchQueries.Filter filter =
        new BatchQueries.Filter(
            input.word("state", state, STATES),
            input.text("file", file),
            input.from("from", from),
            input.until("to", to));
    Cursor.Moment moment = input.moment(after);
    int size = input.limit(limit);
    input.check();
    return batches.list(filter, moment, size);
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "get-batch",
      summary = "Get a batch",
      description = "Counts and amounts of a batch, and how far it is while it runs.")
  public BatchDetails get(@Parameter(description = "The batchId.") @PathParam("id") String id) {
    return batches
        .details(id(id))
        .orElseThrow(() -> new ProblemException(404, "There is no batch " + id + "."));
  }

  @GET
  @Path("{id}/lines")
  @Operation(
      operationId = "list-batch-lines",
      summary = "List the lines of a batch",
      description = "Every line of the file in its order, with what became of it.")
  public Page<LineView> lines(
      @Parameter(description = "The batchId.") @PathParam("id") String id,
      @Parameter(description = "Only lines with this outcome.", example = "refused")
          @QueryParam("outcome")
          String outcome,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    UUID batch = input.id("id", id);
    String word = input.word("outcome", outcome, OUTCOMES);
    Integer line = input.number(after);
    int size = input.limit(limit);
    input.check();
    if (batches.find(batch).isEmpty()) {
      throw new ProblemException(404, "There is no batch " + id + ".");
    }
    return batches.lines(batch, word, line, size);
  }

  private static UUID id(String text) {
    Input input = new Input();
    UUID id = input.id("id", text);
    input.check();
    return id;
  }
}
