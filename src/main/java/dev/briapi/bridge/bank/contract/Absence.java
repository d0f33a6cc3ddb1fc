package dev.briapi.bridge.bank.contract;

/** What it allows when the bank has nothing of a request whose outcome was unknown (rulings 20). */
public enum Absence {
  /** It was not done, and a second one would be refused by its key: it may be sent again. */
  SEND_AGAIN,
  /** It was not done and cannot be any more: it is refused. */
  REFUSE,
  /**
   * It is refused when the inquiry was made after the day of the last attempt, by WIB, was over:
   * until then it may still come (rulings 2). Never sent again on its own.
   */
  REFUSE_AFTER_THE_DAY,
  /** Nothing follows: it goes to a person. */
  PROVES_NOTHING
}
