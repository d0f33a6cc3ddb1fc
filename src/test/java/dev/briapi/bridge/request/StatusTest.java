package dev.briapi.bridge.request;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.Outcome;

import static dev.briapi.bridge.request.Status.INVALID;
import static dev.briapi.bridge.request.Status.NEEDS_ATTENTION;
import static dev.briapi.bridge.request.Status.NOT_SENT;
import static dev.briapi.bridge.request.Status.PENDING;
import static dev.briapi.bridge.request.Status.RECEIVED;
import static dev.briapi.bridge.request.Status.REFUSED;
import static dev.briapi.bridge.request.Status.SENDING;
import static dev.briapi.bridge.request.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatusTest {
  /** The table of the design, from each state to those that may follow. */
  private static final Map<Status, Set<Status>> TABLE =
      Map.of(
          RECEIVED, EnumSet.of(SENDING, INVALID, NOT_SENT),
          SENDING, EnumSet.of(SUCCEEDED, REFUSED, PENDING, NOT_SENT),
          NOT_SENT, EnumSet.of(SENDING, REFUSED),
          PENDING, EnumSet.of(SUCCEEDED, REFUSED, SENDING, NEEDS_ATTENTION),
          NEEDS_ATTENTION, EnumSet.of(SUCCEEDED, REFUSED));

  @Test
  void theTransitionsAreThoseOfTheDesign() {
    Map<Status, Set<Status>> legal = new EnumMap<>(Status.class);
    for (Status to : Status.values()) {
      for (Status from : to.from()) {
        legal.computeIfAbsent(from, key -> EnumSet.noneOf(Status.class)).add(to);
      }
    }
    assertThat(legal).isEqualTo(TABLE);
  }

  @Test
  void aFinalStateIsNeverLeft() {
    for (Status to : Status.values()) {
      assertThat(to.from()).as("ways to %s", to).doesNotContain(SUCCEEDED, REFUSED, INVALID);
    }
  }

  @Test
  void everyOutcomeOfTheBankIsAStateThatCanFollowSending() {
    // invalid is ours: such a request never reached the bank
    for (Outcome outcome : EnumSet.complementOf(EnumSet.of(Outcome.INVALID))) {
      assertThat(Status.of(outcome).from()).as("ways to %s", outcome).contains(SENDING);
    }
  }

  @Test
  void theWordsAreTheirOwnInverse() {
    for (Status status : Status.values()) {
      assertThat(Status.of(status.word())).isEqualTo(status);
    }
    assertThat(NEEDS_ATTENTION.word()).isEqualTo("needs-attention");
    assertThatThrownBy(() -> Status.of("lost")).hasMessageContaining("lost");
  }
}
