package dev.briapi.bridge.console;

import java.time.OffsetDateTime;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that runs on a schedule. */
@Schema(
    name = "Job",
    requiredProperties = {"name", "running", "nextAt"},
    description = "Something that runs on a schedule.")
public record JobView(
    @Schema(
            description = "Its kind, and after a slash what it runs for.",
            examples = "reconcile-briva-report/77777")
        String name,
    @Schema(description = "Whether a replica runs it now.") boolean running,
    @Schema(description = "When it runs next, or should have.") OffsetDateTime nextAt,
    @Schema(description = "When the last run began.") OffsetDateTime startedAt,
    @Schema(description = "When the last run that is over ended.") OffsetDateTime finishedAt,
    @Schema(description = "When the last good run ended.") OffsetDateTime goodAt,
    @Schema(description = "Why the last run failed; null if it went well.") String error) {}
