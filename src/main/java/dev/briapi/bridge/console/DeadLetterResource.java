package dev.briapi.bridge.console;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.recovery.Replays;

/** Dead letters, and how to start again what they are about. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dead letters")
public class DeadLetterResource {
  private final DeadLetterQueries letters;
  private final Replays replays;
  private final SecurityIdentity identity;

  @Inject
  DeadLetterResource(DeadLetterQueries letters, Replays replays, SecurityIdentity identity) {
    this.letters = letters;
    this.replays = replays;
    this.identity = identity;
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Operation(
      operationId = "list-dead-letters",
      summary = "List dead letters",
      description = "What could not go on, the newest first.")
  public Page<DeadLetterView> list(
      @Parameter(description = "Only dead letters in this state.", example = "open")
          @QueryParam("state")
          String state,
      @Parameter(description = "Only dead letters of this route.", example = "settle-request")
          @QueryParam("route")
          String route,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    String word = input.word("state", state, List.of("open", "replayed"));
    String text = input.text("route", route);
    Cursor.Moment moment = input.moment(after);
    int size = input.limit(limit);
    input.check();
    return letters.list(word, text, moment, size);
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Caller.VIEWER)
  @Operation(
      operationId = "get-dead-letter",
      summary = "Get a dead letter",
      description = "A dead letter with what it was working on.")
  public DeadLetterView get(@Parameter(description = "The id.") @PathParam("id") String id) {
    return find(id(id));
  }

  @POST
  @Path("{id}/replay")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "replay-dead-letter",
      summary = "Replay a dead letter",
      description =
          "Starts again what it is about, once. A request that was given up is made anew, and its line waits for it;"
              + " one that needs attention is asked for again; a file goes back to the inbox.")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way again.",
      headers = @Header(name = "Location", description = "The request that goes on, if it is one."),
      content = @Content(schema = @Schema(implementation = DeadLetterView.class)))
  @APIResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
  public Response replay(@Parameter(description = "The id.") @PathParam("id") String id) {
    UUID letter = id(id);
    find(letter);
    try {
      Optional<UUID> request = replays.replay(letter, identity.getPrincipal().getName());
      Response.ResponseBuilder answer = Response.accepted(find(letter));
      request.ifPresent(goingOn -> answer.header(HttpHeaders.LOCATION, "/api/requests/" + goingOn));
      return answer.build();
    } catch (ReplayRefusedException e) {
      throw new ProblemException(409, e.getMessage());
    }
  }

  private DeadLetterView find(UUID id) {
    return letters
        .find(id)
        .orElseThrow(() -> new ProblemException(404, "There is no dead letter " + id + "."));
  }

  private static UUID id(String text) {
    Input input = new Input();
    UUID id = input.id("id", text);
    input.check();
    return id;
  }
}
