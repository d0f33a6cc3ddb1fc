package dev.briapi.bridge.documentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.contract.CodeRule;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Effect;
import dev.briapi.bridge.bank.contract.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** What the products' pages say of the operations is what the contracts say. */
class ProductPagesTest {
  private static final Contracts CONTRACTS = new Contracts();

  private static List<Operation> operations(String product) {
    return CONTRACTS.operations().stream()
        .filter(operation -> operation.product().equals(product))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbm", "briva", "valas", "snap"})
  void everyOperationHasItsKeyItsInquiryAndWhatAbsenceAllows(String product) {
    assertThat(rows(product, "operation", "call under `/bri`"))
        .containsExactlyElementsOf(
            operations(product).stream().map(ProductPagesTest::described).toList());
  }

  private static String described(Operation operation) {
    boolean read = operation.effect() == Effect.READ;
    String key =
        operation.naturalKey().isEmpty()
            ? "`Idempotency-Key`"
            : operation.naturalKey().stream()
                .map(field -> "`" + field + "`")
                .collect(Collectors.joining(", "));
    String asked =
        operation
            .inquiry()
            .map(inquiry -> "`" + inquiry.operation().id() + "`")
            .orElse(read ? "it is made again" : "nobody: `cannot-be-asked`");
    String absence =
        operation.inquiry().map(inquiry -> "`" + word(inquiry.absence()) + "`").orElse("");
    return String.join(
        " | ",
        "`" + operation.id() + "`",
        "`" + operation.method() + " " + operation.pathTemplate() + "`",
        word(operation.effect()),
        key,
        asked,
        absence);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbm", "briva", "valas", "snap"})
  void everyReasonOfARefusalHasItsCodesAndOperations(String product) {
    List<Operation> operations = operations(product);
    Map<String, Set<String>> codes = new TreeMap<>();
    Map<String, Set<String>> users = new TreeMap<>();
    for (Operation operation : operations) {
      for (CodeRule rule : operation.codes()) {
        if (rule.outcome() == Outcome.REFUSED) {
          codes.computeIfAbsent(rule.reason(), x -> new TreeSet<>()).add(code(product, rule));
          users.computeIfAbsent(rule.reason(), x -> new LinkedHashSet<>()).add(operation.id());
        }
      }
    }
    List<String> expected = new ArrayList<>();
    codes.forEach(
        (reason, of) ->
            expected.add(
                String.join(
                    " | ",
                    "`" + reason + "`",
                    String.join(", ", of),
                    who(users.get(reason), operations))));

    assertThat(rows(product, "reason", "BRI's codes")).containsExactlyElementsOf(expected);
  }

  private static String code(String product, CodeRule rule) {
    if (rule.code() == null) {
      return Integer.toString(rule.status());
    }
    return switch (product) {
      case "briva" -> rule.code();
      case "snap" -> rule.status() + " " + rule.code().substring(5);
      default ->
          rule.code().startsWith(Integer.toString(rule.status()))
              ? rule.code()
              : rule.status() + "/" + rule.code();
    };
  }

  private static String who(Set<String> users, List<Operation> all) {
    if (users.size() == all.size()) {
      return "all";
    }
    Set<String> others =
        all.stream()
            .map(Operation::id)
            .filter(id -> !users.contains(id))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return users.size() > others.size() + 2 ? "all but " + quoted(others) : quoted(users);
  }

  private static String quoted(Set<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  /** The rows of a table, spaces between the cells made even. */
  private static List<String> rows(String product, String... header) {
    return Markdown.page(product + ".md").table(header).stream()
        .map(row -> String.join(" | ", row))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbm", "briva", "valas", "snap"})
  void theSettingsOfAProductAreThoseOfTheReadme(String product) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (List<String> row :
        Markdown.page(product + ".md").table("setting", "environment variable")) {
      environment.put(Markdown.plain(row.get(0)), Markdown.plain(row.get(1)));
    }
    List<String> known =
        Stream.of(Markdown.readme())
            .flatMap(readme -> readme.words("setting", "default", "meaning").stream())
            .filter(setting -> setting.startsWith("briapi." + product + "."))
            .toList();

    assertThat(environment.keySet()).containsExactlyInAnyOrderElementsOf(known);
    environment.forEach(
        (setting, variable) ->
            assertThat(variable)
                .isEqualTo(setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
  }
}
