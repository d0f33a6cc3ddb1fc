package dev.briapi.bridge.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a person regards a difference as settled. */
@Schema(
    name = "Reason",
    description = "Why a person regards a difference as settled.",
    requiredProperties = {"reason"})
public record ReasonInput(
    @Schema(
            description = "The reason; it is kept.",
            examples = "The customer paid in two parts, agreed with sales on 2026-11-20")
        String reason) {}
