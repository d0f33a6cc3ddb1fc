package dev.briapi.bridge.sandbox.server;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The ways in which the sandbox can be told to misbehave. */
public enum FaultKind {
  REFUSE(false, "answers http, code and message in the product's shape; nothing is done"),
  LATE(true, "does the work and answers after delayMs milliseconds"),
  DROP_BEFORE(false, "closes the connection; nothing is done"),
  DROP_AFTER(true, "does the work and closes the connection without an answer"),
  GARBAGE(
      true, "answers an HTML page, or with \"garbage\": \"truncated\" the first half of the JSON"),
  STATUS(false, "answers the HTTP status http in the gateway's shape"),
  TOO_MANY(false, "answers 429; nothing is done"),
  EXPIRE_TOKEN(
      true, "forgets all tokens first, so that the call itself is refused as an invalid token");

  private final boolean processed;
  private final String description;

  FaultKind(boolean processed, String description) {
    this.processed = processed;
    this.description = description;
  }

  /** Whether the work is done when a fault of this kind does not say so itself. */
  boolean processed() {
    return processed;
  }

  /** What it does, as a phrase for people. */
  public String description() {
    return description;
  }

  /** The word of the admin API, such as {@code drop-after}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that word. */
  @JsonCreator
  public static FaultKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
