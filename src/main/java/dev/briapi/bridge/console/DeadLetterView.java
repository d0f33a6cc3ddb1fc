package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that could not go on. */
@Schema(
    name = "DeadLetter",
    requiredProperties = {"id", "route", "attempts", "createdAt", "state"},
    description = "Something that could not go on and waits for a person.")
public record DeadLetterView(
    UUID id,
    @Schema(description = "The route that it failed in.", examples = "settle-request") String route,
    @Schema(description = "The step there.", examples = "create-invoice") String step,
    @Schema(description = "The kind of failure.", examples = "java.io.IOException")
        String exception,
    @Schema(description = "What happened.") String message,
    @Schema(description = "How often it was tried.", examples = "6") int attempts,
    OffsetDateTime createdAt,
    @Schema(
            description = "Whether somebody has replayed it.",
            enumeration = {"open", "replayed"})
        String state,
    @Schema(description = "The request that it is about; null for a file.") UUID requestId,
    OffsetDateTime replayedAt,
    @Schema(examples = "alice") String replayedBy,
    @Schema(description = "What it was working on, masked; not in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String body,
    @Schema(description = "What the route knew about it; not in lists.", type = SchemaType.OBJECT)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonRawValue
        String headers) {}
