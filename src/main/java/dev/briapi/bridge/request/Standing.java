package dev.briapi.bridge.request;

import java.util.UUID;

/**
 * How a request stands now, with the bank's answer as it came.
 *
 * @param requestId the row in the ledger
 * @param status its status
 * @param asleep whether nobody will do anything with it before somebody asks for it
 * @param reason our stable word, or null
 * @param message the bank's words or ours, or null
 * @param reference the bank's reference, or null
 * @param sha256 what was wanted, in its canonical form; null for a line of a drop file
 * @param idempotencyKey under which it was wanted, or null
 * @param answerStatus the bank's HTTP status; 0 where there is no answer of the bank's
 * @param answerType its media type, or null
 * @param answer its bytes, or null
 */
public record Standing(
    UUID requestId,
    String product,
    String operation,
    Status status,
    boolean asleep,
    String reason,
    String message,
    String reference,
    String sha256,
    String idempotencyKey,
    int answerStatus,
    String answerType,
    byte[] answer) {

  /** Whether its outcome is final. */
  public boolean over() {
    return status == Status.SUCCEEDED || status == Status.REFUSED || status == Status.INVALID;
  }

  /** Whether it was not sent, and is left at that. */
  public boolean leftUnsent() {
    return status == Status.NOT_SENT && asleep;
  }
}
