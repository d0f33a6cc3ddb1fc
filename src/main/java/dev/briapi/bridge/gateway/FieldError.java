package dev.briapi.bridge.gateway;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong with one field or parameter. */
@Schema(description = "What is wrong with one field or parameter.")
public record FieldError(
    @Schema(description = "The field's or parameter's name.", examples = "limit") String field,
    @Schema(description = "What is wrong with it.", examples = "is not a number from 1 to 1000")
        String message) {}
