package dev.briapi.bridge.bank.contract;

import java.util.List;

/**
 * What an inquiry tells about a request whose outcome is unknown (rulings 20).
 *
 * @param kind the conclusion
 * @param reason a stable kebab-case word why it came to nothing; null unless the kind is {@code
 *     NOT_DONE}
 * @param reference BRI's reference of the record, or null
 * @param statusCode BRI's status of the record, or null
 * @param statusDesc the same in words, or null
 * @param details what differs, or why nothing can be concluded; empty when found
 */
public record Finding(
    Kind kind,
    String reason,
    String reference,
    String statusCode,
    String statusDesc,
    List<String> details) {
  /** What can be concluded. */
  public enum Kind {
    /** BRI carried the request out: adopt the reference, where there is one. */
    FOUND,
    /** BRI has nothing of it: {@link Inquiry#absence} says what that allows. */
    ABSENT,
    /** There is a record under the same key, and it is not what we sent: for a person. */
    DIFFERENT,
    /** BRI knows of it, and it came to nothing: refused, with the reason. */
    NOT_DONE,
    /** Nothing is proved either way: ask again, or ask a person. */
    UNKNOWN
  }

  static Finding absent(String words) {
    return new Finding(Kind.ABSENT, null, null, null, null, List.of(words));
  }

  static Finding unknown(String why) {
    return new Finding(Kind.UNKNOWN, null, null, null, null, List.of(why));
  }
}
