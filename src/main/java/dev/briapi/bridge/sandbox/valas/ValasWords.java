package dev.briapi.bridge.sandbox.valas;

import dev.briapi.bridge.sandbox.server.MagicWord;
import dev.briapi.bridge.sandbox.server.MagicWords;

/**
 * The words that make an exchange go wrong when {@code partnerReferenceNo} or {@code remark}
 * contains them, and an upload when {@code fileName} does.
 */
public final class ValasWords {
  private static final MagicWords TABLE =
      MagicWords.withTroubles(
          MagicWord.refuse(400, "4008200", "Bad Request"),
          MagicWord.refuse(400, "4008213", "Invalid BRI External ID"),
          MagicWord.refuse(400, "4008222", "Dealcode Expired"),
          MagicWord.refuse(400, "4008224", "Transaction Over Limit"),
          MagicWord.refuse(401, "4018200", "Unauthorized Client"),
          MagicWord.refuse(
              403, "4038206", "Feature Not Allowed At This Time. Must Upload Underlying"),
          MagicWord.refuse(403, "4038209", "Dormant Account"),
          MagicWord.refuse(403, "4038214", "Insufficient Funds"),
          MagicWord.refuse(
              403, "4038215", "Transaction Not Permitted.Transaction is not supported"),
          MagicWord.refuse(
              "JOURNAL", 403, "4038215", "Transaction Not Permitted. Duplicate Jurnal Sequence"),
          MagicWord.refuse(403, "4038218", "Inactive Account"),
          MagicWord.refuse(404, "4048211", "Invalid Account"),
          MagicWord.refuse(404, "4048213", "Invalid Amount"),
          MagicWord.refuse(409, "4098201", "Duplicate partnerReferenceNo"),
          MagicWord.refuse(403, "4038299", "a code that no document lists"),
          MagicWord.refuse(500, "5008200", "General Error"),
          MagicWord.refuse(504, "5048200", "Timeout"));

  private ValasWords() {}

  /** The table. */
  public static MagicWords table() {
    return TABLE;
  }
}
