package dev.briapi.bridge.request;

import java.util.List;
import java.util.Map;

import dev.briapi.bridge.bank.contract.Operation;

/**
 * What a caller wants of the bank, checked.
 *
 * @param caller its name
 * @param operation what is to be done
 * @param parameters values of the path and query parameters
 * @param body the text to send, without its attachment; null where the operation has none
 * @param attachment the SHA-256 of the attachment, or null
 * @param sha256 of all of that in one canonical form ({@link Canonical})
 * @param naturalKey the operation's own key in the body, or null
 * @param idempotencyKey the caller's key, or null
 */
public record Wanted(
    String caller,
    Operation operation,
    Map<String, String> parameters,
    String body,
    String attachment,
    String sha256,
    String naturalKey,
    String idempotencyKey) {

  /** A partner reference is unique in a whole product, whichever operation it was used for. */
  private static final List<String> PARTNER_REFERENCE = List.of("partnerReferenceNo");

  /**
   * The key that only one request may hold: the natural one where there is one, since it is what
   * the bank goes by, otherwise the caller's; null for neither.
   */
  String key() {
    if (naturalKey != null) {
      String scope =
          operation.naturalKey().equals(PARTNER_REFERENCE)
              ? operation.product()
              : operation.product() + "/" + operation.id();
      return scope + "/" + naturalKey;
    }
    return idempotencyKey == null ? null : "caller/" + caller + "/" + idempotencyKey;
  }

  /** What people look it up by: the last part of the natural key. */
  String reference() {
    return naturalKey == null ? null : naturalKey.substring(naturalKey.lastIndexOf('\u001f') + 1);
  }

  /** Names the operation without its content. */
  @Override
  public String toString() {
    return operation + " for " + caller;
  }
}
