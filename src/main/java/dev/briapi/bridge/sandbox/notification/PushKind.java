package dev.briapi.bridge.sandbox.notification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The ways in which a payment can be told of otherwise than once, at once and rightly signed. */
public enum PushKind {
  SKIP("is not pushed"),
  TWICE("is pushed twice at once, with the same body"),
  LATE("is pushed after so many seconds"),
  WRONG_SIGNATURE("is pushed with a signature that does not fit");

  private final String description;

  PushKind(String description) {
    this.description = description;
  }

  /** What becomes of the payment, as a phrase for people. */
  public String description() {
    return description;
  }

  /** The word of the admin API, such as {@code wrong-signature}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that word. */
  @JsonCreator
  public static PushKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
