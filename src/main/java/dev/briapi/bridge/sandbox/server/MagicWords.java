package dev.briapi.bridge.sandbox.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The magic words of one product. A word counts where it stands between other characters than
 * letters and digits, as in {@code INV-TIMEOUT-1}. The documentation is tested against the tables.
 */
public final class MagicWords {
  private final List<MagicWord> words;
  private final Map<String, MagicWord> byWord;
  private final Pattern any;

  /** A table of words in the order in which people read them. */
  public MagicWords(List<MagicWord> words) {
    this.words = List.copyOf(words);
    byWord = words.stream().collect(Collectors.toMap(MagicWord::word, Function.identity()));
    any =
        Pattern.compile(
            "(?<![A-Za-z0-9])(" + String.join("|", byWord.keySet()) + ")(?![A-Za-z0-9])");
  }

  /** The words of a product's own, and after them the troubles that every product knows. */
  public static MagicWords withTroubles(MagicWord... own) {
    return new MagicWords(Stream.concat(Stream.of(own), troubles().stream()).toList());
  }

  private static List<MagicWord> troubles() {
    return List.of(
        new MagicWord("TIMEOUT", 1, "done, answered too late", late -> Fault.late("*", late)),
        new MagicWord(
            "DROP", 1, "done, connection closed without an answer", late -> Fault.dropAfter("*")),
        new MagicWord("LOST", 1, "connection closed, nothing done", late -> Fault.dropBefore("*")),
        new MagicWord(
            "GARBAGE", 1, "done, answered with an HTML page", late -> Fault.html("*", true)),
        new MagicWord("BUSY", 2, "429, nothing done", late -> Fault.tooMany("*")),
        new MagicWord(
            "UNAVAILABLE",
            1,
            "503/0503 Service Unavailable, nothing done",
            late -> Fault.status("*", 503, false)),
        new MagicWord(
            "EXPIRED",
            1,
            "401, invalid token: all tokens expire, nothing done",
            late -> Fault.expireToken("*")));
  }

  /** All words, in the order of the table. */
  public List<MagicWord> all() {
    return words;
  }

  /** The first word in a text. */
  public Optional<MagicWord> in(String text) {
    Matcher matcher = any.matcher(text);
    return matcher.find() ? Optional.of(byWord.get(matcher.group(1))) : Optional.empty();
  }
}
