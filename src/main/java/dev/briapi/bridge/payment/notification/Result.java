package dev.briapi.bridge.payment.notification;

import java.util.Locale;

/** How a request of BRI ended: what metrics and the log count. */
public enum Result {
  /** A token was issued. */
  ISSUED,
  /** A payment was stored. */
  STORED,
  /** A payment that was stored before, now with another account or amount; acknowledged. */
  INCONSISTENT,
  /** A payment that was stored before was acknowledged again. */
  REPEATED,
  /** Too many requests, or too many under way. */
  LIMITED,
  /** No token, key, signature or time that is accepted. */
  UNAUTHORIZED,
  /** Not as the document says. */
  INVALID,
  /** A BRIVA number that is not ours. */
  UNKNOWN_PARTNER,
  /** An external id of the same day with another body. */
  CONFLICT,
  /** It was not stored, or nobody knows; BRI counts it as pending. */
  FAILED,
  /** It took too long; BRI counts it as pending. */
  TIMEOUT;

  /** The word in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
