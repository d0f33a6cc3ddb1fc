package dev.briapi.bridge.job;

/** Another replica runs the job by now: nothing of this run may be written any more. */
public class LeaseLostException extends RuntimeException {
  public LeaseLostException(Lease lease) {
    this(lease.job() + " is run by another replica by now");
  }

  LeaseLostException(String message) {
    super(message);
  }
}
