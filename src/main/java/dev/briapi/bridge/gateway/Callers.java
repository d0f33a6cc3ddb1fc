package dev.briapi.bridge.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.Config;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * The callers of {@code bridge.callers}, found by their key. Only hashes of keys are known here,
 * and nothing of a key is ever shown, not even of one that was set where its hash belongs.
 */
@Startup
@Singleton
public class Callers {
  private static final Set<String> ROLES = new TreeSet<>(Set.of(Caller.VIEWER, Caller.OPERATOR));
  private static final Set<String> PRODUCTS =
      new TreeSet<>(Set.of("cbm", "briva", "valas", "snap"));

  private record Known(byte[] hash, Caller caller) {}

  private final List<Known> known = new ArrayList<>();

  /**
   * Of a name of several words in an environment variable, nobody can tell where it ends, unless
   * two underscores say so; the mapping drops such a variable without a word.
   */
  private static final Pattern VARIABLE =
      Pattern.compile("BRIDGE_CALLERS_([A-Z0-9]+(?:_[A-Z0-9]+)+)_KEY_SHA256");

  @Inject
  Callers(BridgeSettings settings, Config config) {
    this(settings.callers(), config.getPropertyNames());
  }

  /**
   * @throws IllegalArgumentException when a caller is not set up as it has to be; its message names
   *     every setting that is wrong
   */
  Callers(Map<String, BridgeSettings.Caller> settings, Iterable<String> properties) {
    List<String> problems = new ArrayList<>();
    properties.forEach(property -> checkVariable(property, problems));
    Map<String, String> names = new HashMap<>();
    new TreeMap<>(settings)
        .forEach(
            (name, caller) -> {
              Known one = read(name, caller, problems);
              String other = names.putIfAbsent(caller.keySha256().toLowerCase(Locale.ROOT), name);
              if (other != null) {
                problems.add("bridge.callers." + name + " has the same key as " + other);
              }
              known.add(one);
            });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * The caller with that key. Takes the same time whoever it is, and whether or not there is one.
   */
  public Optional<Caller> withKey(String key) {
    byte[] hash = sha256(key);
    Caller found = null;
    for (Known one : known) {
      boolean same = MessageDigest.isEqual(one.hash(), hash);
      found = same ? one.caller() : found;
    }
    return Optional.ofNullable(found);
  }

  private static void checkVariable(String property, List<String> problems) {
    Matcher variable = VARIABLE.matcher(property);
    if (variable.matches()) {
      problems.add(
          property
              + " has a caller's name of several words: write BRIDGE_CALLERS__"
              + variable.group(1)
              + "__KEY_SHA256, and __ROLES and __PRODUCTS alike");
    }
  }

  private static Known read(String name, BridgeSettings.Caller caller, List<String> problems) {
    String prefix = "bridge.callers." + name;
    Set<String> roles = words(prefix + ".roles", caller.roles(), ROLES, problems);
    if (roles.contains(Caller.OPERATOR)) {
      roles.add(Caller.VIEWER);
    }
    Set<String> products = words(prefix + ".products", caller.products(), PRODUCTS, problems);
    return new Known(
        hash(prefix + ".key-sha256", caller.keySha256(), problems),
        new Caller(name, Set.copyOf(products), Set.copyOf(roles)));
  }

  private static byte[] hash(String setting, String value, List<String> problems) {
    if (!value.matches("[0-9A-Fa-f]{64}")) {
      // what stands there may be the key itself, so it is not repeated
      problems.add(
          setting
              + " has "
              + value.length()
              + " characters that are not the 64 hex digits of a SHA-256: printf %s \"$KEY\" | sha256sum");
      return new byte[0];
    }
    return HexFormat.of().parseHex(value);
  }

  private static Set<String> words(
      String setting, Optional<Set<String>> given, Set<String> legal, List<String> problems) {
    Set<String> words = new TreeSet<>();
    for (String word : given.orElse(Set.of())) {
      String clean = word.strip().toLowerCase(Locale.ROOT);
      if (!legal.contains(clean)) {
        problems.add(setting + " '" + word + "' is not one of " + String.join(", ", legal));
      }
      words.add(clean);
    }
    return words;
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
