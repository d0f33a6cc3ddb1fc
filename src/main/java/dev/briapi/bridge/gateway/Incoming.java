package dev.briapi.bridge.gateway;

/**
 * A request from a back office, read but not looked at.
 *
 * @param target what it is addressed to
 * @param body its bytes, which take up room until they are closed
 */
public record Incoming(Target target, HeldBody body) {
  /** Names the operation without its content. */
  @Override
  public String toString() {
    return target.operation() + " of " + target.caller();
  }
}
