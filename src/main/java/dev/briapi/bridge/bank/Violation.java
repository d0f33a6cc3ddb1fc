package dev.briapi.bridge.bank;

/**
 * One rule of the contract that a request breaks.
 *
 * @param field BRI's name of the field
 * @param value the offending value as people may see it: shortened, account numbers masked; null
 *     where there is none
 * @param rule what the contract demands, as a sentence fragment: "is required unless PaymentMethod
 *     is DF"
 */
public record Violation(String field, String value, String rule) {
  /** The violation as one line for people: field, value, rule. */
  public String message() {
    return value == null ? field + " " + rule : field + " '" + value + "' " + rule;
  }
}
