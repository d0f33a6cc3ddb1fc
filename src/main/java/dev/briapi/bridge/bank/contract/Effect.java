package dev.briapi.bridge.bank.contract;

/** What an operation does at BRI, which decides how it may be repeated (rulings 20). */
public enum Effect {
  /** Changes nothing: may be repeated at will. */
  READ,
  /** Changes something that is not money. */
  CHANGE,
  /** Moves money, or promises to. */
  MONEY
}
