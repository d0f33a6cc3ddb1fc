package dev.briapi.bridge.sandbox.valas;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** I of the document: the documents behind large exchanges. Safe for use by several threads. */
public final class Underlyings {
  static final int MOST_BYTES = 5 * 1024 * 1024;
  private static final int FAR_TOO_MANY_BYTES = 10 * 1024 * 1024;
  private static final Duration GOOD_FOR = Duration.ofDays(1);
  private static final long FIRST = 1_669_089_033_515_629_956L; // as in the document's sample

  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Surroundings surroundings;
  private final int most;
  private long made;

  /**
   * One uploaded document.
   *
   * @param reference its underlying reference
   * @param fileName its name, which is good for one document
   * @param bytes its length
   * @param at when it came
   * @param used whether an exchange used it up
   */
  public record Upload(String reference, String fileName, int bytes, Instant at, boolean used) {}

  Underlyings(Surroundings surroundings, int most) {
    this.surroundings = surroundings;
    this.most = most;
  }

  synchronized Upload add(String fileName, String base64) {
    int bytes;
    try {
      bytes = Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException e) {
      throw ValasAnswers.malformed("fileData");
    }
    if (bytes > FAR_TOO_MANY_BYTES) {
      throw ValasAnswers.notPermitted("Files too big");
    }
    if (bytes > MOST_BYTES) {
      throw new Refusal(413, "-", "Request Entity Too Large");
    }
    if (!names.add(fileName)) {
      throw ValasAnswers.notPermitted(" Duplicate filename.");
    }
    Upload upload =
        new Upload(
            Long.toString(FIRST + made++), fileName, bytes, surroundings.clock().instant(), false);
    uploads.put(upload.reference(), upload);
    if (uploads.size() > most) {
      Upload oldest = uploads.remove(uploads.keySet().iterator().next());
      names.remove(oldest.fileName());
    }
    return upload;
  }

  /** Refuses a reference that is not good for an exchange. */
  synchronized void demand(String reference) {
    Upload upload = uploads.get(reference);
    if (upload == null) {
      throw new Refusal(404, "4048241", "Invalid underlyingReference");
    }
    if (surroundings.clock().instant().isAfter(upload.at().plus(GOOD_FOR))) {
      throw new Refusal(404, "4048242", "Expired underlyingReference");
    }
    if (upload.used()) {
      throw new Refusal(404, "4048243", "underlyingReference already in uses");
    }
  }

  synchronized void use(String reference) {
    uploads.computeIfPresent(
        reference,
        (key, upload) -> new Upload(key, upload.fileName(), upload.bytes(), upload.at(), true));
  }

  /** How many documents there are. */
  public synchronized int size() {
    return uploads.size();
  }

  synchronized void clear() {
    uploads.clear();
    names.clear();
  }
}
