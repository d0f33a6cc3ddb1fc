package dev.briapi.bridge.bank;

import java.util.Locale;

/**
 * What became of a request, in the five words that every answer of the bank is reduced to (rulings
 * 14).
 */
public enum Outcome {
  /** BRI did it. */
  SUCCEEDED,
  /** BRI said no: final. */
  REFUSED,
  /** It may or may not have happened; only an inquiry can tell. */
  PENDING,
  /** Known not to have been processed, so it may be sent again. */
  NOT_SENT,
  /** It never passed our own checks, and nothing was sent. */
  INVALID;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word that settings, columns and answers use, such as {@code not-sent}. */
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}
