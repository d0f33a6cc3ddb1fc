package dev.briapi.bridge.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.briapi.bridge.request.Status;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomesTest {
  private static final Path BRIDGE = Path.of("src/main/java/dev/briapi/bridge");

  /** Kebab words in those sources that are no reasons. */
  private static final Set<String> OTHER = Set.of("settle-request");

  @Test
  void theReadmeHasExactlyTheOutcomesOfLines() throws IOException {
    Set<String> words = new LinkedHashSet<>(List.of("pending"));
    for (Path migration : files(Path.of("src/main/resources/db/migration"))) {
      Matcher check =
          Pattern.compile("outcome +text check \\(outcome in \\(([^)]*)\\)")
              .matcher(Files.readString(migration));
      while (check.find()) {
        Arrays.stream(check.group(1).split(","))
            .forEach(word -> words.add(word.strip().replace("'", "")));
      }
    }

    assertThat(Markdown.readme().words("outcome", "what it means"))
        .containsExactlyInAnyOrderElementsOf(words);
  }

  @Test
  void everyStatusOfARequestIsExplained() {
    assertThat(Markdown.page("outcomes.md").words("status", "meaning"))
        .containsExactlyElementsOf(Arrays.stream(Status.values()).map(Status::word).toList());
  }

  @Test
  void everyReasonIsExplainedAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>(ofContracts().keySet());
    known.addAll(ofSources());
    known.addAll(ofStatements());

    assertThat(Markdown.page("outcomes.md").words("reason", "outcome"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void aReasonOfAContractHasTheOutcomeThatIsDocumented() throws IOException {
    Map<String, String> documented =
        Markdown.page("outcomes.md").table("reason", "outcome").stream()
            .collect(Collectors.toMap(row -> Markdown.plain(row.get(0)), row -> row.get(1)));
    ofContracts()
        .forEach(
            (reason, outcomes) ->
                assertThat(outcomes).as(reason).containsExactly(documented.get(reason)));
  }

  /** Reasons of the contracts with the outcomes that they come with. */
  private static Map<String, Set<String>> ofContracts() throws IOException {
    Pattern rule =
        Pattern.compile(
            "outcome: (?<outcome>[a-z-]+), reason: (?<reason>[a-z-]+)(?:, after-unknown: (?<after>[a-z-]+))?");
    Map<String, Set<String>> reasons = new TreeMap<>();
    for (Path contract : files(Path.of("src/main/resources/contracts"))) {
      Matcher line = rule.matcher(Files.readString(contract));
      while (line.find()) {
        reasons
            .computeIfAbsent(line.group("reason"), reason -> new TreeSet<>())
            .add(line.group("outcome"));
        if (line.group("after") != null) {
          reasons.computeIfAbsent(line.group("after"), reason -> new TreeSet<>()).add("pending");
        }
      }
    }
    return reasons;
  }

  /** Reasons that the code gives itself: the kebab words in the sources that decide on outcomes. */
  private static Set<String> ofSources() throws IOException {
    List<Path> sources =
        Stream.concat(
                files(BRIDGE.resolve("request")).stream(),
                Stream.of(
                        "bank/contract/Classifier.java",
                        "bank/contract/Inquiry.java",
                        "bank/contract/Operation.java",
                        "bank/contract/ResultTable.java",
                        "bank/http/SilenceClassifier.java",
                        "bank/TransportFailures.java",
                        "invoice/Batches.java")
                    .map(BRIDGE::resolve))
            .toList();
    Pattern literal = Pattern.compile("\"(?!x-)([a-z]+(?:-[a-z]+)+)\"");
    Set<String> words = new TreeSet<>();
    for (Path source : sources) {
      literal.matcher(Files.readString(source)).results().forEach(hit -> words.add(hit.group(1)));
    }
    words.removeAll(OTHER);
    return words;
  }

  /** Reasons that the statements of routes give. */
  private static Set<String> ofStatements() throws IOException {
    Pattern literal = Pattern.compile("reason = case .* then '([a-z-]+)'");
    Set<String> words = new TreeSet<>();
    for (Path statement : files(Path.of("src/main/resources/sql"))) {
      literal
          .matcher(Files.readString(statement))
          .results()
          .forEach(hit -> words.add(hit.group(1)));
    }
    return words;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
