package dev.briapi.bridge.sandbox.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the data of requests wish for, attempt by attempt; beyond its bound the oldest count is
 * forgotten. Safe for use by several threads.
 */
public final class Wishes {
  private static final int MOST = 100_000;

  private final MagicWords words;
  private final Duration late;
  private final Map<String, Integer> attempts = new LinkedHashMap<>();

  /** Wishes by these words; a late answer is so late. */
  public Wishes(MagicWords words, Duration late) {
    this.words = words;
    this.late = late;
  }

  /** The fault that a text of a request asks for, as long as the word in it still spoils. */
  public synchronized Optional<Fault> of(String operation, String text) {
    Optional<MagicWord> word = words.in(text);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    int attempt = attempts.merge(operation + " " + text, 1, Integer::sum);
    if (attempts.size() > MOST) {
      attempts.remove(attempts.keySet().iterator().next());
    }
    return word.filter(one -> attempt <= one.attempts()).map(one -> one.fault().apply(late));
  }

  /** Forgets what was asked for before. */
  public synchronized void clear() {
    attempts.clear();
  }
}
