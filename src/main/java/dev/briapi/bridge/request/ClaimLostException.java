package dev.briapi.bridge.request;

/**
 * Another replica has taken the request over: whatever this one was about to do with it must not
 * happen.
 */
public class ClaimLostException extends Exception {
  public ClaimLostException(BankCall call) {
    super(call + " is no longer this replica's");
  }
}
