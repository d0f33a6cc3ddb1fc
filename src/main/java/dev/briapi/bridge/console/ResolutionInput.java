package dev.briapi.bridge.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person's word about a request. */
@Schema(
    name = "Resolution",
    description = "A person's word about a request whose outcome could not be found out.",
    requiredProperties = {"outcome", "reason"})
public record ResolutionInput(
    @Schema(
            description = "What became of it at BRI.",
            enumeration = {"succeeded", "refused"},
            examples = "succeeded")
        String outcome,
    @Schema(
            description = "How the person knows.",
            examples = "BRI's help desk confirmed it on the telephone, ticket 4711")
        String reason,
    @Schema(
            description = "BRI's reference of what it did, when it succeeded.",
            examples = "BRICBM2026000001")
        String referenceNumber) {}
