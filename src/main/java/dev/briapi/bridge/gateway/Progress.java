package dev.briapi.bridge.gateway;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is known of a request for which there is no answer of the bank's to pass on. */
@Schema(description = "What is known of a request without an answer of BRI's.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
    @Schema(description = "The request: ask for it at /api/requests/{requestId}.") UUID requestId,
    @Schema(description = "What has become of it so far.", examples = "pending") String outcome,
    @Schema(description = "A stable word for why.", examples = "no-answer") String reason,
    @Schema(description = "The product.", examples = "cbm") String product,
    @Schema(description = "The operation.", examples = "create-invoice") String operation,
    @Schema(description = "BRI's reference, where it is known.") String referenceNumber) {}
