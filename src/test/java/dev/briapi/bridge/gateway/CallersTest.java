package dev.briapi.bridge.gateway;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.platform.BridgeSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallersTest {
  private static final String HASH = TestEnvironment.sha256("alice-key");

  @Test
  void a_caller_is_found_by_its_key_and_by_nothing_else() {
    Callers callers =
        properties(
            Map.of(
                "bridge.callers.alice.key-sha256",
                HASH,
                "bridge.callers.alice.roles",
                "operator",
                "bridge.callers.alice.products",
                "cbm,snap",
                "bridge.callers.bob.key-sha256",
                TestEnvironment.sha256("bob-key").toUpperCase()));

    Caller alice = callers.withKey("alice-key").orElseThrow();
    assertThat(alice.name()).isEqualTo("alice");
    assertThat(alice.roles()).containsExactlyInAnyOrder("operator", "viewer");
    assertThat(alice.products()).containsExactlyInAnyOrder("cbm", "snap");
    assertThat(callers.withKey("bob-key").orElseThrow().roles()).isEmpty();
    assertThat(callers.withKey("alice-ke")).isEmpty();
    assertThat(callers.withKey("")).isEmpty();
    assertThat(callers.withKey(HASH)).isEmpty();
  }

  @Test
  void callers_can_be_given_as_environment_variables() {
    Callers callers =
        environment(
            Map.of(
                "BRIDGE_CALLERS_ALICE_KEY_SHA256",
                HASH,
                "BRIDGE_CALLERS_ALICE_ROLES",
                "viewer,operator",
                "BRIDGE_CALLERS_ALICE_PRODUCTS",
                "cbm",
                "BRIDGE_CALLERS_BOB_KEY_SHA256",
                TestEnvironment.sha256("bob-key")));

    Caller alice = callers.withKey("alice-key").orElseThrow();
    assertThat(alice.name()).isEqualTo("alice");
    assertThat(alice.roles()).containsExactlyInAnyOrder("operator", "viewer");
    assertThat(alice.products()).containsExactly("cbm");
    assertThat(callers.withKey("bob-key").orElseThrow().name()).isEqualTo("bob");
  }

  @Test
  void a_caller_of_several_words_can_be_given_as_environment_variables() {
    Callers callers =
        environment(
            Map.of(
                "BRIDGE_CALLERS__BACK_OFFICE__KEY_SHA256",
                HASH,
                "BRIDGE_CALLERS__BACK_OFFICE__ROLES",
                "viewer"));

    Caller caller = callers.withKey("alice-key").orElseThrow();
    assertThat(caller.name()).isEqualTo("back.office");
    assertThat(caller.roles()).containsExactly("viewer");
  }

  @Test
  void a_variable_that_would_be_lost_is_refused() {
    assertThatThrownBy(() -> environment(Map.of("BRIDGE_CALLERS_BACK_OFFICE_KEY_SHA256", HASH)))
        .hasMessageContaining("write BRIDGE_CALLERS__BACK_OFFICE__KEY_SHA256");
  }

  @Test
  void a_key_in_place_of_its_hash_is_refused_and_not_repeated() {
    assertThatThrownBy(
            () -> properties(Map.of("bridge.callers.alice.key-sha256", "S3cret-of-Alice")))
        .hasMessageContaining("bridge.callers.alice.key-sha256")
        .hasMessageContaining("15 characters")
        .hasMessageNotContaining("S3cret");
  }

  @Test
  void unknown_words_are_refused_all_at_once() {
    assertThatThrownBy(
            () ->
                properties(
                    Map.of(
                        "bridge.callers.alice.key-sha256", HASH,
                        "bridge.callers.alice.roles", "viewer,admin",
                        "bridge.callers.alice.products", "cbm,brivva")))
        .hasMessageContaining("bridge.callers.alice.roles 'admin' is not one of operator, viewer")
        .hasMessageContaining(
            "bridge.callers.alice.products 'brivva' is not one of briva, cbm, snap, valas");
  }

  @Test
  void two_callers_cannot_share_a_key() {
    assertThatThrownBy(
            () ->
                properties(
                    Map.of(
                        "bridge.callers.alice.key-sha256",
                        HASH,
                        "bridge.callers.bob.key-sha256",
                        HASH.toUpperCase())))
        .hasMessageContaining("bridge.callers.bob has the same key as alice");
  }

  private static Callers properties(Map<String, String> settings) {
    return callers(
        new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(settings, "test", 400)));
  }

  private static Callers environment(Map<String, String> variables) {
    return callers(
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(new HashMap<>(variables), 300)));
  }

  private static Callers callers(SmallRyeConfigBuilder builder) {
    SmallRyeConfig config =
        builder
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(BridgeSettings.class)
            .withValidateUnknown(false)
            .build();
    return new Callers(
        config.getConfigMapping(BridgeSettings.class).callers(), config.getPropertyNames());
  }
}
