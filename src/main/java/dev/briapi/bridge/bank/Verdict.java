package dev.briapi.bridge.bank;

/**
 * What one answer of the bank means.
 *
 * @param outcome the classification (rulings 14-19)
 * @param reason a stable kebab-case word, such as {@code duplicate-reference}; null on success
 * @param httpStatus the HTTP status, or 0 where no answer came
 * @param responseCode BRI's code as received, or null
 * @param message BRI's own words, or ours where the bank said nothing
 */
public record Verdict(
    Outcome outcome, String reason, int httpStatus, String responseCode, String message) {
  /** PostgreSQL's text cannot hold what a hostile answer may say. */
  public Verdict {
    responseCode = responseCode == null ? null : responseCode.replace('\0', '\uFFFD');
    message = message == null ? null : message.replace('\0', '\uFFFD');
  }
}
