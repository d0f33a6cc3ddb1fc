package dev.briapi.bridge.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import dev.briapi.bridge.bank.Outcome;

/**
 * The states of a request, and the only place that knows which may follow which. A final state is
 * never left.
 */
public enum Status {
  RECEIVED,
  SENDING,
  SUCCEEDED,
  REFUSED,
  PENDING,
  NOT_SENT,
  NEEDS_ATTENTION,
  INVALID;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word in the database and in answers. */
  public String word() {
    return word;
  }

  /** The states from which this one may be reached. */
  public Set<Status> from() {
    return switch (this) {
      case RECEIVED -> EnumSet.noneOf(Status.class);
      // from pending only when an inquiry proved that the bank has nothing: the caller of the
      // transition holds that proof
      case SENDING -> EnumSet.of(RECEIVED, NOT_SENT, PENDING);
      case SUCCEEDED -> EnumSet.of(SENDING, PENDING, NEEDS_ATTENTION);
      case REFUSED -> EnumSet.of(SENDING, PENDING, NOT_SENT, NEEDS_ATTENTION);
      case PENDING -> EnumSet.of(SENDING);
      // from received when the process that its caller waited for died before it began
      case NOT_SENT -> EnumSet.of(SENDING, RECEIVED);
      case NEEDS_ATTENTION -> EnumSet.of(PENDING);
      case INVALID -> EnumSet.of(RECEIVED);
    };
  }

  /**
   * The state that a person may start again from by replaying a dead letter: the bank is asked once
   * more. It is not among {@link #from()}, since a late answer that tells nothing must not take a
   * request away from the person who looks at it.
   */
  static final Status STARTED_AGAIN_FROM = NEEDS_ATTENTION;

  /** {@link #from()} as the database's words, for {@code status = any(...)}. */
  String[] fromWords() {
    return from().stream().map(Status::word).toArray(String[]::new);
  }

  /** The state that an answer of the bank leads to. */
  static Status of(Outcome outcome) {
    return valueOf(outcome.name());
  }

  /** The state behind a word of the database. */
  public static Status of(String word) {
    return Arrays.stream(values())
        .filter(status -> status.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown status " + word));
  }
}
