package dev.briapi.bridge.sandbox.snap;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What becomes of a transfer that BRI takes, by a word in {@code partnerReferenceNo} or {@code
 * customerReference}; without one it is paid at once.
 */
public enum Fate {
  PAID("", 200, TransferStatus.SUCCESS, TransferStatus.SUCCESS, "200, paid at once"),
  PROGRESS(
      "PROGRESS",
      202,
      TransferStatus.PAYING,
      TransferStatus.SUCCESS,
      "202 Request In Progress: 02 for a minute, then 00"),
  SUSPEND(
      "SUSPEND",
      403,
      TransferStatus.PENDING,
      TransferStatus.SUCCESS,
      "403 Suspend Transaction: 03 for a minute, then 00"),
  SUSPEND_FAIL(
      "SUSPEND-FAIL",
      403,
      TransferStatus.PENDING,
      TransferStatus.FAILED,
      "403 Suspend Transaction: 03 for a minute, then 06"),
  STUCK(
      "STUCK",
      403,
      TransferStatus.PENDING,
      TransferStatus.PENDING,
      "403 Suspend Transaction: 03 for ever"),
  INITIATED(
      "INITIATED",
      202,
      TransferStatus.INITIATED,
      TransferStatus.INITIATED,
      "202 Request In Progress: 01 for ever"),
  FAILED(
      "FAILED",
      200,
      TransferStatus.FAILED,
      TransferStatus.FAILED,
      "200 Successful, with transactionStatus 06, as an RTGS transfer was seen to fail"),
  REFUNDED(
      "REFUNDED",
      202,
      TransferStatus.PAYING,
      TransferStatus.REFUNDED,
      "202 Request In Progress: 02 for a minute, then 04"),
  CANCELLED(
      "CANCELLED",
      202,
      TransferStatus.PAYING,
      TransferStatus.CANCELLED,
      "202 Request In Progress: 02 for a minute, then 05"),
  VANISHED(
      "VANISHED",
      202,
      TransferStatus.PAYING,
      TransferStatus.NOT_FOUND,
      "202 Request In Progress: 02 for a minute, then 07");

  private final String word;
  private final int http;
  private final TransferStatus first;
  private final TransferStatus end;
  private final String effect;

  Fate(String word, int http, TransferStatus first, TransferStatus end, String effect) {
    this.word = word;
    this.http = http;
    this.first = first;
    this.end = end;
    this.effect = effect;
  }

  /** The word, empty for the fate of all others. */
  public String word() {
    return word;
  }

  /** What happens, as a phrase for people. */
  public String effect() {
    return effect;
  }

  int http() {
    return http;
  }

  TransferStatus first() {
    return first;
  }

  TransferStatus end() {
    return end;
  }

  /** The fate in these texts; the longest word counts. */
  static Fate in(String texts) {
    return Arrays.stream(values())
        .filter(fate -> !fate.word.isEmpty())
        .filter(
            fate ->
                Pattern.compile("(?<![A-Za-z0-9])" + fate.word + "(?![A-Za-z0-9])")
                    .matcher(texts)
                    .find())
        .max((one, other) -> Integer.compare(one.word.length(), other.word.length()))
        .orElse(PAID);
  }
}
