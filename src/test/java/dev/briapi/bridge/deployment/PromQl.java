package dev.briapi.bridge.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL refers to.
 *
 * @param metrics the names of metrics
 * @param matchers of labels, each as {@code metric.label=value}; of a regular expression, one for
 *     each of its alternatives
 * @param grouping labels that it groups or joins by
 */
record PromQl(Set<String> metrics, Set<String> matchers, Set<String> grouping) {
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?x)
          (?<grouping> \\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\((?<labels>[^)]*)\\))
          | (?<word> [A-Za-z_:][A-Za-z0-9_:]*) (?<call> \\s*\\()? (?:\\{(?<selected>[^}]*)\\})?
          | (?<range> \\[[^\\]]*\\])
          | (?<number> [0-9.]+[a-z]*)
          | (?<text> "[^"]*")
          """);
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "sum", "min", "max", "avg", "count");

  static PromQl of(String expression) {
    PromQl found = new PromQl(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      if (token.group("grouping") != null) {
        for (String label : token.group("labels").split(",")) {
          if (!label.isBlank()) {
            found.grouping.add(label.strip());
          }
        }
      } else if (token.group("word") != null
          && token.group("call") == null
          && !WORDS.contains(token.group("word"))) {
        found.metrics.add(token.group("word"));
        if (token.group("selected") != null) {
          found.select(token.group("word"), token.group("selected"));
        }
      }
    }
    return found;
  }

  private void select(String metric, String selected) {
    Matcher matcher = MATCHER.matcher(selected);
    while (matcher.find()) {
      for (String value : matcher.group(3).split("\\|")) {
        matchers.add(metric + "." + matcher.group(1) + "=" + value);
      }
    }
  }
}
