package dev.briapi.bridge.payment;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of an account file. */
@Schema(
    name = "AccountImport",
    requiredProperties = {"lines", "taken", "rejected", "errors"},
    description = "What became of an account file.")
public record ImportResult(
    @Schema(description = "Lines of the file, blank ones and the header not counted.") long lines,
    @Schema(description = "Lines that became accounts, or changed one.") long taken,
    @Schema(description = "Lines that were not taken.") long rejected,
    @Schema(description = "Why; the first 1,000 reasons, by line.") List<RejectedLine> errors) {}
