package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run of a reconciliation. */
@Schema(
    name = "Reconciliation",
    requiredProperties = {
      "id",
      "product",
      "window",
      "createdAt",
      "fetched",
      "new",
      "changed",
      "differences",
      "tries"
    },
    description = "A run of a reconciliation, asked for by its schedule or by a person.")
public record ReconciliationView(
    UUID id,
    @Schema(examples = "briva") String product,
    @Schema(
            description = "The BRIVA number; null where a product has no parts.",
            examples = "77777")
        String subject,
    @Schema(
            description = "What it reads, as an interval of ISO 8601.",
            examples = "2026-11-20T00:00:00+07:00/2026-11-21T00:00:00+07:00")
        String window,
    @Schema(description = "Who asked for it; null for the schedule.", examples = "alice")
        String requestedBy,
    OffsetDateTime createdAt,
    @Schema(description = "Null while it waits.") OffsetDateTime startedAt,
    @Schema(description = "Null until it ends.") OffsetDateTime finishedAt,
    @Schema(description = "Rows or invoices that BRI gave.") long fetched,
    @Schema(description = "Those that we did not know.") @JsonProperty("new") long added,
    @Schema(description = "Those that were other than we knew them.") long changed,
    @Schema(
            description =
                "Open differences of the number, or of CBM, when everything that it read had been compared.")
        long differences,
    @Schema(description = "Why it failed, or failed last; null when it did not.") String error,
    @Schema(description = "How often it was begun.") int tries,
    @Schema(description = "When it is tried again after a failure; null when it is not.")
        OffsetDateTime nextTryAt) {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "product",
          "subject",
          "window",
          "requestedBy",
          "createdAt",
          "startedAt",
          "finishedAt",
          "fetched",
          "new",
          "changed",
          "differences",
          "error",
          "tries",
          "nextTryAt");

  Object[] cells() {
    return new Object[] {
      id,
      product,
      subject,
      window,
      requestedBy,
      createdAt,
      startedAt,
      finishedAt,
      fetched,
      added,
      changed,
      differences,
      error,
      tries,
      nextTryAt
    };
  }
}
