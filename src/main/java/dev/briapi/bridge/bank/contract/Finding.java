package dev.briapi.bridge.bank.contract;

import java.util.List;

/**
 * What an inquiry tells about a request whose outcome is unknown (rulings 20).
 *
 * @param kind the conclusion
 * @param reference BRI's reference of the record, or null
 * @param statusCode BRI's status of the record, or null
 * @param statusDesc the same in words, or null
 * @param details what differs, or why nothing can be concluded; empty when found
 */
public record Finding(
    Kind kind, String reference, String statusCode, String statusDesc, List<String> details) {
  /** What can be concluded. */
  public enum Kind {
    /** BRI carried the request out: adopt the reference. */
    FOUND,
    /** BRI has nothing of it: it may be sent again. */
    ABSENT,
    /** There is a record under the same key, and it is not what we sent. */
    DIFFERENT,
    /** Nothing is proved either way: ask again, or ask a person. */
    UNKNOWN
  }

  static Finding absent(String words) {
    return new Finding(Kind.ABSENT, null, null, null, List.of(words));
  }

  static Finding unknown(String why) {
    return new Finding(Kind.UNKNOWN, null, null, null, List.of(why));
  }
}
