package dev.briapi.bridge.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.documentation.Markdown;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.StartCheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestSettingsTest {
  /**
   * Settings in the tables of the pages, of which other tests see to it that they are known; and
   * variables of Quarkus in their examples.
   */
  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "(?m)^\\| `((?:briapi|bridge|quarkus)\\.[^`]+)` \\||^ +(QUARKUS_[A-Z0-9_]+)=");

  private static final List<Pattern> VARIABLES =
      Markdown.all().stream()
          .flatMap(page -> DOCUMENTED.matcher(page.text()).results())
          .map(setting -> setting.group(setting.group(1) == null ? 2 : 1))
          .map(setting -> setting.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT))
          .map(variable -> Pattern.compile(variable.replace("<NAME>", "[A-Z0-9]+")))
          .toList();

  @Test
  void theApplicationKnowsEverySetting() {
    assertThat(production().keySet()).isNotEmpty().allMatch(ManifestSettingsTest::known);
    assertThat(Overlay.of("overlays/demo").settings().keySet())
        .isNotEmpty()
        .allMatch(ManifestSettingsTest::known);
    assertThat("BRIDGE_DROP_DIRECTORI").matches(name -> !known(name));
  }

  private static boolean known(String variable) {
    return VARIABLES.stream().anyMatch(setting -> setting.matcher(variable).matches());
  }

  private static Map<String, String> production() {
    Map<String, String> settings = new TreeMap<>(Overlay.of("overlays/production").settings());
    settings.putAll(ProductionSecrets.values());
    return settings;
  }

  @Test
  void theApplicationUnderstandsEveryValue() {
    assertThat(
            config(production())
                .getConfigMapping(BridgeSettings.class)
                .callers()
                .get("erp")
                .products()
                .orElseThrow())
        .containsExactlyInAnyOrder("cbm", "briva", "valas", "snap");
    assertThat(
            config(Overlay.of("overlays/demo").settings())
                .getConfigMapping(BridgeSettings.class)
                .demo())
        .isTrue();
    assertThatThrownBy(() -> config(Map.of("BRIDGE_GATEWAY_MAX_CONCURRENT", "many")))
        .hasMessageContaining("bridge.gateway.max-concurrent");
  }

  private static SmallRyeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withSources(new EnvConfigSource(settings, 300))
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(BridgeSettings.class)
        .withMapping(BankSettings.class)
        .build();
  }

  @Test
  void withoutTheSecretItNamesWhatIsMissingAndWithItOnlyTheKeys() {
    assertThat(problems(Overlay.of("overlays/production").settings()))
        .anyMatch(problem -> problem.startsWith("briapi.client-secret is not set"))
        .anyMatch(problem -> problem.startsWith("quarkus.datasource.jdbc.url is not set"));
    assertThat(problems(production()))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("briapi.snap.private-key-file:"))
        .anyMatch(problem -> problem.startsWith("briapi.notification.public-key-file:"));
  }

  private static List<String> problems(Map<String, String> settings) {
    return new StartCheck(
            new SmallRyeConfigBuilder().withSources(new EnvConfigSource(settings, 300)).build())
        .problems();
  }
}
