package dev.briapi.bridge.payment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line of an account file that was not taken, and one reason.
 *
 * @param line which line of the file, from 1; blank lines and the header do not count
 * @param field the column; null where the line as a whole is wrong
 * @param value what stands there, shortened
 * @param rule what should
 */
@Schema(
    name = "RejectedLine",
    requiredProperties = {"line", "rule"},
    description = "A line of an account file that was not taken, and one reason.")
public record RejectedLine(
    @Schema(
            description =
                "Which line of the file, from 1; blank lines and the header do not count.",
            examples = "17")
        long line,
    @Schema(
            description = "The column; null where the line as a whole is wrong.",
            examples = "amount")
        String field,
    @Schema(description = "What stands there, shortened.", examples = "1e5") String value,
    @Schema(description = "What is wrong with it.", examples = "is not a plain decimal number")
        String rule) {}
