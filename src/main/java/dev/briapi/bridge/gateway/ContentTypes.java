package dev.briapi.bridge.gateway;

import java.util.Locale;

import dev.briapi.bridge.bank.contract.Operation;

/** Which kind of body an operation takes. */
final class ContentTypes {
  private ContentTypes() {}

  /**
   * Checks the media type of a body. One that is not named may be the right one, and a charset is
   * not looked at: the bytes are UTF-8 or are refused.
   *
   * @throws ProblemException when it is another one (415)
   */
  static void check(Operation operation, String type, boolean body) {
    if (!body || !operation.hasBody() || type == null || type.isBlank()) {
      return;
    }
    String given = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!given.equals(operation.mediaType())) {
      throw new ProblemException(
          415, operation + " takes a body of " + operation.mediaType() + "; nothing was sent.");
    }
  }
}
