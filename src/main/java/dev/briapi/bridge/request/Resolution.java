package dev.briapi.bridge.request;

/**
 * What a person says about a request whose outcome could not be found out.
 *
 * @param succeeded whether the bank has carried it out
 * @param reason why the person is sure
 * @param reference the bank's reference of what was carried out, or null
 * @param caller who says so
 */
public record Resolution(boolean succeeded, String reason, String reference, String caller) {
  Status status() {
    return succeeded ? Status.SUCCEEDED : Status.REFUSED;
  }
}
