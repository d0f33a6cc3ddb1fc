package dev.briapi.bridge.console;

import java.time.OffsetDateTime;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A status of an invoice, as it was seen. */
@Schema(
    name = "InvoiceStatus",
    requiredProperties = {"seenAt"},
    description = "A status of an invoice, as it was seen.")
public record InvoiceStatusView(
    @Schema(description = "BRI's code.", examples = "00") String statusCode,
    @Schema(description = "BRI's words.") String statusDesc,
    @Schema(description = "When it was seen first.") OffsetDateTime seenAt) {}
