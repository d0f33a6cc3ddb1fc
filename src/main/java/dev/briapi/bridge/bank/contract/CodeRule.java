package dev.briapi.bridge.bank.contract;

import java.util.regex.Pattern;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

/**
 * One line of a code table.
 *
 * @param status the HTTP status
 * @param code BRI's code; null fits any answer with that status, readable or not
 * @param message the wording that it needs; null fits any (rulings 16)
 * @param outcome what it means
 * @param reason our stable word for it; null on success
 * @param afterUnknown the reason for which it is pending when an earlier attempt has an unknown
 *     outcome (rulings 17, 18); null where that changes nothing
 * @param said what the answer has to say as {@code "status": true} beside the code (rulings 15);
 *     null where it need not say anything
 */
public record CodeRule(
    int status,
    String code,
    Pattern message,
    Outcome outcome,
    String reason,
    String afterUnknown,
    Boolean said) {
  public CodeRule {
    if ((status == 401 || status == 429) && outcome != Outcome.NOT_SENT) {
      throw new IllegalArgumentException(status + " is never processed (rulings 14)");
    }
    if ((outcome == Outcome.SUCCEEDED) != (reason == null)) {
      throw new IllegalArgumentException(status + "/" + code + ": a reason, or success");
    }
  }

  boolean fits(int httpStatus, AnswerBody answer) {
    return status == httpStatus
        && (code == null || code.equals(answer.code()))
        && (message == null
            || answer.message() != null && message.matcher(answer.message()).find());
  }

  /** Whether the answer says yes with its code and no with the rest, or the reverse. */
  boolean contradicted(AnswerBody answer) {
    return said == null
        ? outcome == Outcome.SUCCEEDED && Boolean.FALSE.equals(answer.flag())
        : !said.equals(answer.flag());
  }

  Verdict verdict(AnswerBody answer, String words, boolean earlierUnknown) {
    if (earlierUnknown && afterUnknown != null) {
      return new Verdict(Outcome.PENDING, afterUnknown, status, answer.code(), words);
    }
    return new Verdict(outcome, reason, status, answer.code(), words);
  }
}
