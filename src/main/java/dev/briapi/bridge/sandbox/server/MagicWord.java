package dev.briapi.bridge.sandbox.server;

import java.time.Duration;
import java.util.function.Function;

/**
 * A word that makes a request go wrong when its data contain it, for people who try it by hand.
 *
 * @param word as it is written, in capitals
 * @param attempts how many attempts of a request it spoils; the next goes through
 * @param effect what happens, as a phrase for people
 * @param fault what strikes, given how late a late answer is
 */
public record MagicWord(String word, int attempts, String effect, Function<Duration, Fault> fault) {
  /** A word that refuses every attempt with this answer, and a phrase for it. */
  public static MagicWord refuse(int http, String code, String message) {
    return refuse(code, http, code, message);
  }

  /** The same where one code has several texts: {@code name} tells them apart. */
  public static MagicWord refuse(String name, int http, String code, String message) {
    return new MagicWord(
        "REFUSE-" + name,
        Integer.MAX_VALUE,
        http + "/" + code + " " + message,
        late -> Fault.refuse("*", http, code, message));
  }

  /** How many attempts it spoils, as a phrase for people. */
  public String often() {
    return switch (attempts) {
      case Integer.MAX_VALUE -> "always";
      case 1 -> "the first time";
      default -> "the first " + attempts + " times";
    };
  }
}
