package dev.briapi.bridge.job;

/** This replica is about to end: what is left of the run is another's. */
public class StoppingException extends LeaseLostException {
  private static final long serialVersionUID = 1L;

  public StoppingException(Lease lease) {
    super(lease.job() + " is left to another replica, since this one stops");
  }
}
