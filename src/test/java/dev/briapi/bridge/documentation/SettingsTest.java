package dev.briapi.bridge.documentation;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.common.utils.StringUtil;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.StartCheck;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {
  @Test
  void theReadmeHasEverySettingWithItsDefaultAndNoOther() {
    Map<String, String> documented = new TreeMap<>();
    for (var row : Markdown.readme().table("setting", "default", "meaning")) {
      documented.put(Markdown.plain(row.get(0)), Markdown.plain(row.get(1)));
      assertThat(row.get(2)).as(row.get(0)).isNotBlank();
    }
    Map<String, String> declared = new TreeMap<>();
    declare(BankSettings.class, declared);
    declare(BridgeSettings.class, declared);

    assertThat(documented).containsExactlyEntriesOf(declared);
  }

  @Test
  void theReadmeSaysWhatSwitchesEachProductOn() {
    for (var row : Markdown.readme().table("product", "what switches it on")) {
      Map<String, String> settings = new HashMap<>();
      for (String key : Markdown.plain(row.get(1)).split(", ")) {
        assertThat(productsOn(settings)).as("without %s", key).isEmpty();
        settings.put(key, "set");
      }
      assertThat(productsOn(settings)).containsExactly(Markdown.plain(row.get(0)));
    }
  }

  private static Set<String> productsOn(Map<String, String> settings) {
    return new StartCheck(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 300))
                .build())
        .productsOn();
  }

  @Test
  void theEnvironmentVariablesOfTheExampleAreUnderstood() {
    BridgeSettings settings =
        new SmallRyeConfigBuilder()
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        "BRIDGE_DROP_DIRECTORY", "/srv/bridge/drop",
                        "BRIDGE_CALLERS_ERP_KEY_SHA256", "abc",
                        "BRIDGE_CALLERS_ERP_ROLES", "viewer,operator"),
                    300))
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(BridgeSettings.class)
            .build()
            .getConfigMapping(BridgeSettings.class);

    assertThat(settings.drop().directory()).hasToString("Optional[/srv/bridge/drop]");
    assertThat(settings.callers().get("erp").keySha256()).isEqualTo("abc");
    assertThat(settings.callers().get("erp").roles().orElseThrow())
        .containsExactlyInAnyOrder("viewer", "operator");
  }

  private static void declare(Class<?> mapping, Map<String, String> into) {
    declare(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, into);
  }

  private static void declare(String prefix, Class<?> group, Map<String, String> into) {
    for (Method setting : group.getMethods()) {
      String key = prefix + "." + StringUtil.skewer(setting.getName());
      Type type = setting.getGenericReturnType();
      if (setting.getReturnType() == Map.class) {
        key += ".<name>";
        type = ((ParameterizedType) type).getActualTypeArguments()[1];
      }
      if (type instanceof Class<?> nested && nested.getEnclosingClass() == mappingOf(group)) {
        declare(key, nested, into);
      } else {
        WithDefault standard = setting.getAnnotation(WithDefault.class);
        into.put(key, standard == null ? "" : standard.value());
      }
    }
  }

  private static Class<?> mappingOf(Class<?> group) {
    return group.getEnclosingClass() == null ? group : group.getEnclosingClass();
  }
}
