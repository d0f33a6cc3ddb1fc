package dev.briapi.bridge.documentation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a shell as the pages' blocks of {@code sh} need, so that their calls can be made where
 * there is neither shell nor curl: variables, quotes, {@code $(...)}, and the functions {@code day}
 * and {@code take} that the pages define. Whatever else stands there is an error.
 */
final class Shell {
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=.*", Pattern.DOTALL);
  private static final String EXPECTED = "# -> ";

  private final Map<String, String> variables = new HashMap<>();
  private final Clock clock;
  private final Curl curl;

  /** Makes a call and returns the body of its answer. */
  interface Curl {
    String call(CurlCall call, String expected);
  }

  /**
   * A command with what is said of its answer.
   *
   * @param text the command, over as many lines as it has
   * @param expected what stands behind the arrow on the next line, or null
   */
  private record Statement(String text, String expected) {}

  Shell(Clock clock, Curl curl) {
    this.clock = clock;
    this.curl = curl;
  }

  /** Runs a block; variables stay for the next one. */
  void run(String block) {
    for (Statement statement : statements(block)) {
      Matcher assignment = ASSIGNMENT.matcher(statement.text());
      if (assignment.matches()) {
        String value = statement.text().substring(assignment.end(1) + 1);
        variables.put(assignment.group(1), words(value, statement.expected()).get(0));
      } else if (!statement.text().matches("[a-z]+\\(\\) \\{.*}")) {
        command(words(statement.text(), statement.expected()), statement.expected());
      }
    }
  }

  private static List<Statement> statements(String block) {
    List<Statement> statements = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : block.lines().toList()) {
      if (text.isEmpty() && line.startsWith(EXPECTED)) {
        Statement last = statements.remove(statements.size() - 1);
        statements.add(new Statement(last.text(), line.substring(EXPECTED.length())));
      } else if (!text.isEmpty() || !line.startsWith("#") && !line.isBlank()) {
        text.append(line);
        if (line.endsWith("\\")) {
          text.setLength(text.length() - 1);
        } else if (complete(text)) {
          statements.add(new Statement(text.toString(), null));
          text.setLength(0);
        } else {
          text.append('\n');
        }
      }
    }
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("not complete: " + text);
    }
    return statements;
  }

  /** Whether every quote and parenthesis is closed. */
  private static boolean complete(CharSequence text) {
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
      }
    }
    return quote == 0 && depth == 0;
  }

  private List<String> words(String text, String expected) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
          word = null;
        }
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '$' && quote != '\'') {
        i = substitute(text, i + 1, word, expected);
      } else {
        word.append(c);
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  /** Appends what the name or the command at that place stands for; returns its last place. */
  private int substitute(String text, int from, StringBuilder word, String expected) {
    int end = from;
    if (text.charAt(from) == '(') {
      do {
        end++;
      } while (!complete(text.substring(from, end)));
      word.append(command(words(text.substring(from + 1, end - 1), expected), expected));
      return end - 1;
    }
    while (end < text.length() && Character.isUpperCase(text.charAt(end))) {
      end++;
    }
    String name = text.substring(from, end);
    if (!variables.containsKey(name)) {
      throw new IllegalArgumentException("nothing is known of $" + name + " in " + text);
    }
    word.append(variables.get(name));
    return end - 1;
  }

  private String command(List<String> words, String expected) {
    int pipe = words.indexOf("|");
    if (pipe > 0 && words.get(pipe + 1).equals("take") && words.size() == pipe + 3) {
      return take(command(words.subList(0, pipe), expected), words.get(pipe + 2));
    }
    return switch (words.get(0)) {
      case "curl" -> curl.call(CurlCall.of(words), expected);
      case "day" -> day(Integer.parseInt(words.get(1)), words.size() > 2 ? words.get(2) : "%F");
      case "date" -> seconds(words);
      default -> throw new IllegalArgumentException("what is " + words);
    };
  }

  private String day(int from, String format) {
    DateTimeFormatter formatter =
        switch (format) {
          case "%F" -> DateTimeFormatter.ISO_LOCAL_DATE;
          case "%Y%m%d" -> DateTimeFormatter.BASIC_ISO_DATE;
          default -> throw new IllegalArgumentException("what is " + format);
        };
    return formatter.format(LocalDate.now(clock.withZone(JAKARTA)).plusDays(from));
  }

  private String seconds(List<String> words) {
    if (!words.equals(List.of("date", "+%s"))) {
      throw new IllegalArgumentException("what is " + words);
    }
    return Long.toString(clock.instant().getEpochSecond());
  }

  /** The last one, as the greedy pattern of the pages takes it. */
  private static String take(String body, String field) {
    Matcher value =
        Pattern.compile(".*\"" + field + "\": *\"([^\"]*)\".*", Pattern.DOTALL).matcher(body);
    if (!value.matches()) {
      throw new IllegalArgumentException(body + " has no " + field);
    }
    return value.group(1);
  }
}
