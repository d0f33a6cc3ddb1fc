package dev.briapi.bridge.request;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * When something unfinished is looked at again. The number of delays is the number of looks; then
 * it is given up or goes to a person.
 */
@Singleton
public class RecoverySchedule {
  private final List<Double> seconds;

  @Inject
  RecoverySchedule(BridgeSettings settings) {
    seconds =
        settings.recovery().delays().stream().map(delay -> delay.toMillis() / 1000.0).toList();
  }

  /** The delays in seconds, for SQL to pick from by the request's round. */
  Double[] array() {
    return seconds.toArray(Double[]::new);
  }

  /** Whether the delays of a request in that round are used up. */
  boolean exhausted(int round) {
    return round >= seconds.size();
  }

  /** How many looks there are. */
  int size() {
    return seconds.size();
  }
}
