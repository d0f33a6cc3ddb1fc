package dev.briapi.bridge.gateway;

import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem document (RFC 9457), with the members that some of ours have besides.
 *
 * @param errors what is wrong with which field, for a 400
 * @param requestId the request that it is about, or the earlier one that stands in the way
 * @param batchId the batch that it is about
 * @param earlierBatchId the batch that had the same content before
 * @param incident what to look for in the log, for a 500
 */
@Schema(description = "What went wrong, as RFC 9457 has it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @Schema(description = "Always about:blank: the status says it.", examples = "about:blank")
        String type,
    @Schema(description = "The status in words.", examples = "Not Found") String title,
    @Schema(description = "The HTTP status.", examples = "404") int status,
    @Schema(description = "What happened, in a sentence.") String detail,
    @Schema(description = "Every field or parameter that is wrong.") List<FieldError> errors,
    @Schema(description = "The request that it is about, or that stands in the way.")
        UUID requestId,
    @Schema(description = "The batch that it is about.") UUID batchId,
    @Schema(description = "The batch that had the same content before.") UUID earlierBatchId,
    @Schema(description = "What to look for in the log.") UUID incident) {

  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem without further members. */
  public static Problem of(int status, String detail) {
    return new Problem("about:blank", title(status), status, detail, null, null, null, null, null);
  }

  /** No key, or one that nobody has. */
  public static Problem unauthorized() {
    return of(401, "A key is needed: Authorization: Bearer <key>.");
  }

  /** A key without the role. */
  public static Problem forbidden() {
    return of(403, "This caller may not do that.");
  }

  /** Parameters or fields that are wrong, all at once. */
  public static Problem invalid(List<FieldError> errors) {
    return invalid(errors, "The request is not valid; nothing was done.");
  }

  /** The same in other words. */
  static Problem invalid(List<FieldError> errors, String detail) {
    return new Problem(
        "about:blank", title(400), 400, detail, List.copyOf(errors), null, null, null, null);
  }

  /** Something that nobody expected; the log has it under that id. */
  public static Problem unexpected(UUID incident) {
    return new Problem(
        "about:blank",
        title(500),
        500,
        "The bridge failed on this request; its log tells more under this incident.",
        null,
        null,
        null,
        null,
        incident);
  }

  /** The same problem about a batch. */
  public Problem ofBatch(UUID batch, UUID earlier) {
    return new Problem(type, title, status, detail, errors, requestId, batch, earlier, incident);
  }

  /** The same problem about a request. */
  public Problem ofRequest(UUID request) {
    return new Problem(
        type, title, status, detail, errors, request, batchId, earlierBatchId, incident);
  }

  private static String title(int status) {
    if (status == 422) {
      return "Unprocessable Content";
    }
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "HTTP " + status : known.getReasonPhrase();
  }
}
