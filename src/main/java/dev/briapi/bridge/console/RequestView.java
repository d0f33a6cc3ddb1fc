package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request to BRI. */
@Schema(
    name = "Request",
    requiredProperties = {
      "requestId",
      "product",
      "operation",
      "outcome",
      "status",
      "createdAt",
      "updatedAt"
    },
    description = "A request to BRI and what came of it.")
public record RequestView(
    UUID requestId,
    @Schema(examples = "cbm") String product,
    @Schema(description = "The operation by its id in the contract.", examples = "create-invoice")
        String operation,
    @Schema(
            description = "Our reference, such as the invoice's number.",
            examples = "INV-2026-0001")
        String reference,
    @Schema(
            description =
                "succeeded, refused, invalid and not-sent are final, pending is under way, needs-attention waits for a person.",
            enumeration = {
              "succeeded",
              "refused",
              "pending",
              "not-sent",
              "needs-attention",
              "invalid"
            })
        String outcome,
    @Schema(
            description = "The state in the ledger, which tells more about one that is pending.",
            examples = "sending")
        String status,
    @Schema(description = "Why, as a word that stays the same.", examples = "invalid-request")
        String reason,
    @Schema(description = "BRI's code.", examples = "00") String responseCode,
    @Schema(description = "What there is to say about it.") String message,
    @Schema(description = "BRI's reference of what it did.", examples = "BRICBM2026000001")
        String referenceNumber,
    @Schema(description = "Who asked for it; null for a file that was dropped.", examples = "erp")
        String caller,
    @Schema(description = "When it goes on by itself; null once it does not.")
        OffsetDateTime nextAt,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    @Schema(description = "Every call that was made for it, inquiries included; not in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<AttemptView> attempts) {

  RequestView with(List<AttemptView> calls) {
    return new RequestView(
        requestId,
        product,
        operation,
        reference,
        outcome,
        status,
        reason,
        responseCode,
        message,
        referenceNumber,
        caller,
        nextAt,
        createdAt,
        updatedAt,
        calls);
  }
}
