package dev.briapi.bridge.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.smallrye.config.WithDefault;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Field;
import dev.briapi.bridge.platform.BridgeSettings;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern PORT = Pattern.compile("localhost:([0-9]+)");

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Markdown page : Markdown.all()) {
      LINK.matcher(page.text())
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.startsWith("http"))
          .filter(link -> !leadsSomewhere(page, link))
          .forEach(link -> broken.add(page.file() + ": " + link));
    }

    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Markdown page, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || Markdown.all().stream()
            .anyMatch(other -> other.file().equals(target) && other.anchors().contains(parts[1]));
  }

  @Test
  void thePortsAreThoseOfTheSettings() throws IOException, NoSuchMethodException {
    Properties properties = new Properties();
    try (InputStream in =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      properties.load(in);
    }
    Set<String> ports =
        Set.of(
            properties.getProperty("quarkus.http.port"),
            properties.getProperty("quarkus.management.port"),
            BridgeSettings.Sandbox.class
                .getMethod("port")
                .getAnnotation(WithDefault.class)
                .value());

    assertThat(Markdown.readme().words("port", "what is there"))
        .containsExactlyInAnyOrderElementsOf(ports);
    for (Markdown page : Markdown.all()) {
      assertThat(ports)
          .as(page.file().toString())
          .containsAll(
              PORT.matcher(page.text())
                  .results()
                  .map((MatchResult hit) -> hit.group(1))
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void theColumnsAreTheFieldsOfTheContract() {
    List<Field> fields = new Contracts().operation("cbm", "create-invoice").fields();
    List<List<String>> table = Markdown.readme().table("column", "required", "rule");

    assertThat(table.stream().map(row -> Markdown.plain(row.get(0))).toList())
        .containsExactlyElementsOf(fields.stream().map(Field::name).toList());
    assertThat(
            table.stream()
                .filter(row -> row.get(1).equals("yes"))
                .map(row -> Markdown.plain(row.get(0)))
                .toList())
        .containsExactlyElementsOf(
            fields.stream().filter(Field::required).map(Field::name).toList());
  }
}
