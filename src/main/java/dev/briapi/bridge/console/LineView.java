package dev.briapi.bridge.console;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a drop file. */
@Schema(
    name = "Line",
    requiredProperties = {"line", "outcome"},
    description = "A line of a drop file and what became of it.")
public record LineView(
    @Schema(description = "Counts the lines of the file from 1.", examples = "1") int line,
    @Schema(examples = "INV-2026-0001") String invoiceNumber,
    @Schema(
            description =
                "created: BRI has the invoice. refused: BRI said no. invalid: never sent, see message."
                    + " duplicate: the number is taken, never sent. valid: dry run only."
                    + " pending: not known yet.",
            enumeration = {"created", "refused", "invalid", "duplicate", "valid", "pending"})
        String outcome,
    @Schema(description = "BRI's reference of the invoice.", examples = "BRICBM2026000001")
        String referenceNumber,
    @Schema(description = "BRI's code.", examples = "00") String responseCode,
    @Schema(description = "What there is to say about it.") String message,
    @Schema(description = "The request that carries it, see /api/requests/{id}.") UUID requestId) {}
