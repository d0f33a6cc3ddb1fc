package dev.briapi.bridge.invoice;

import java.math.BigDecimal;

/**
 * A line as it goes into the database.
 *
 * @param line counts the lines of the file from 1
 * @param amount as read, or null where it could not be
 * @param body the JSON to send without its attachment, or null for an invalid line
 * @param attachment the SHA-256 of the attachment, or null
 * @param problems what is wrong with it, or null
 * @param warning what is doubtful about it, or null
 */
record StagedLine(
    long line,
    String anchorCode,
    String partnerCode,
    String invoiceNumber,
    BigDecimal amount,
    String body,
    String attachment,
    String problems,
    String warning) {

  boolean valid() {
    return problems == null;
  }
}
