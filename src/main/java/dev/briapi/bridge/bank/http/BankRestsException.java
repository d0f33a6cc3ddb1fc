package dev.briapi.bridge.bank.http;

/** The product's breaker is open, so nothing was sent. */
public class BankRestsException extends Exception {
  public BankRestsException(String product) {
    super("calls of " + product + " have failed repeatedly; it is left alone for a while");
  }
}
