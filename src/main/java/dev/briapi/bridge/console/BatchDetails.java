package dev.briapi.bridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.briapi.bridge.invoice.BatchView;
import dev.briapi.bridge.invoice.Progress;

/** A batch, and how far it is while it runs. */
@Schema(
    name = "BatchWithProgress",
    description = "A batch, and how far it is while its lines are being sent.")
public record BatchDetails(
    @JsonUnwrapped BatchView batch,
    @Schema(description = "How far it is; only while its lines are being sent.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Progress.Of progress) {}
