package dev.briapi.bridge.sandbox.notification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a push stands. */
public enum PushState {
  WAITING("is to be pushed, for the first time or again"),
  DELIVERED("the bridge has acknowledged it with 2003400"),
  REFUSED("the bridge has refused it; it is not pushed again"),
  GIVEN_UP("the bridge did not settle it within all attempts"),
  SKIPPED("was told not to be pushed"),
  DROPPED("too many were waiting; it was never pushed");

  private final String description;

  PushState(String description) {
    this.description = description;
  }

  /** What it means, as a phrase for people. */
  public String description() {
    return description;
  }

  /** The word of the admin API, such as {@code given-up}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
