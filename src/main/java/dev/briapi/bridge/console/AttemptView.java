package dev.briapi.bridge.console;

import java.time.OffsetDateTime;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A call to BRI that was made for a request. */
@Schema(
    name = "Attempt",
    requiredProperties = {"number", "operation", "sentAt"},
    description = "A call to BRI that was made for a request.")
public record AttemptView(
    @Schema(description = "Counts the calls from 1.", examples = "1") int number,
    @Schema(description = "What was called: the operation, or the one that asks after it.")
        String operation,
    @Schema(description = "What BRI knows the call by: tell it to their support.")
        String bankRequestId,
    OffsetDateTime sentAt,
    @Schema(description = "Milliseconds until its outcome was known.", examples = "240")
        Integer durationMs,
    @Schema(examples = "200") Integer httpStatus,
    @Schema(description = "BRI's code.", examples = "00") String responseCode,
    @Schema(description = "What came of it.", examples = "succeeded") String outcome,
    @Schema(description = "Why, as a word that stays the same.") String reason,
    @Schema(description = "Method, path and body that were sent, masked.") String request,
    @Schema(description = "The body that came back, masked, or why none did.") String response) {}
