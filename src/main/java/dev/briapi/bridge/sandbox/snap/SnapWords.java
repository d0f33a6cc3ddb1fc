package dev.briapi.bridge.sandbox.snap;

import dev.briapi.bridge.sandbox.server.MagicWord;
import dev.briapi.bridge.sandbox.server.MagicWords;

/**
 * The words that make a transfer go wrong when {@code partnerReferenceNo} or {@code
 * customerReference} contains them, and an account inquiry when {@code additionalInfo.deviceId}
 * does.
 */
public final class SnapWords {
  private static final MagicWords TABLE =
      MagicWords.withTroubles(
          refuse(400, "00", "Bad Request"),
          refuse(403, "02", "Exceeds Transaction Amount Limit"),
          refuse(403, "03", "Suspected Fraud"),
          refuse(403, "14", "Insufficient Funds"),
          refuse(403, "15", "Transaction Not Permitted. Word"),
          refuse(403, "18", "Inactive Card/Account/Customer"),
          refuse(404, "11", "Invalid Card/Account/Customer"),
          refuse(404, "13", "Invalid Amount"),
          refuse(404, "18", "Inconsistent Request"),
          refuse(409, "00", "Conflict"),
          refuse(409, "01", "Conflict"),
          refuse(403, "99", "a code that no document lists"),
          refuse(500, "00", "General Error"),
          refuse(504, "00", "Timeout"));

  private SnapWords() {}

  private static MagicWord refuse(int http, String caseCode, String message) {
    return MagicWord.refuse(http, SnapOperation.TRANSFER.code(http, caseCode), message);
  }

  /** The table. */
  public static MagicWords table() {
    return TABLE;
  }
}
