package dev.briapi.bridge.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;

/**
 * Looks at the settings before anything starts, so that a production start never runs on a default
 * that only suits a first try.
 */
public final class StartCheck {
  private static final List<String> ALWAYS =
      List.of(
          "quarkus.datasource.jdbc.url",
          "quarkus.datasource.username",
          "briapi.base-url",
          "briapi.client-id",
          "briapi.client-secret");

  private static final List<String> AT_LEAST_ONE =
      List.of(
          "briapi.cbm.requests-per-second",
          "briapi.briva.requests-per-second",
          "briapi.valas.requests-per-second",
          "briapi.snap.requests-per-second",
          "briapi.notification.requests-per-second",
          "briapi.max-connections",
          "briapi.circuit.calls",
          "bridge.invoices.concurrency");

  /** What switches a product on: all of it, or none. */
  private static final Map<String, List<String>> OF_PRODUCT = ofProduct();

  private static final Pattern FIVE_DIGITS = Pattern.compile("\\d{5}(\\s*,\\s*\\d{5})*");
  private static final Pattern ENCODINGS = Pattern.compile("(?i)hex|base64");
  private static final Pattern HEADER_36 = Pattern.compile("[A-Za-z0-9-]{1,36}");
  private static final Pattern HEADER_5 = Pattern.compile("[A-Za-z0-9]{1,5}");
  private static final Pattern RATIO = Pattern.compile("1(\\.0+)?|0?\\.\\d*[1-9]\\d*");

  private final Config config;

  public StartCheck(Config config) {
    this.config = config;
  }

  /**
   * Every reason not to start, one sentence each, naming the setting and how it is written as an
   * environment variable.
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    ALWAYS.stream().filter(this::absent).forEach(key -> problems.add(missing(key)));
    // with no product on there is nothing that the bridge could do
    boolean none = OF_PRODUCT.values().stream().flatMap(List::stream).allMatch(this::absent);
    if (none) {
      problems.add(
          missing("briapi.cbm.corporate-key")
              + "; no product is on, the settings of any of them will do: "
              + String.join(", ", OF_PRODUCT.keySet()));
    }
    OF_PRODUCT.forEach((product, keys) -> problems.addAll(half(product, keys)));
    // CBM's invoices come in there, and with nothing set it is CBM that is named
    if ((none || !absent("briapi.cbm.corporate-key")) && absent("bridge.drop.directory")) {
      problems.add(missing("bridge.drop.directory"));
    }
    insecureBank().ifPresent(problems::add);
    problems.addAll(malformed());
    return problems;
  }

  /** The same for a demo, which brings its own everything and must not meet real money. */
  public List<String> demoProblems() {
    List<String> problems = new ArrayList<>();
    config
        .getOptionalValue("briapi.base-url", String.class)
        .filter(url -> !onThisMachine(url))
        .ifPresent(
            url ->
                problems.add(
                    "bridge.demo is true, and briapi.base-url '"
                        + url
                        + "' is not on this machine: a demo talks to its own sandbox only"));
    OF_PRODUCT.forEach((product, keys) -> problems.addAll(half(product, keys)));
    problems.addAll(malformed());
    return problems;
  }

  private static boolean onThisMachine(String url) {
    try {
      String host = URI.create(url.strip()).getHost();
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return false;
    }
  }

  /** The products whose settings are there, in the order of their names. */
  public Set<String> productsOn() {
    Set<String> on = new TreeSet<>();
    OF_PRODUCT.forEach(
        (product, keys) -> {
          if (keys.stream().noneMatch(this::absent)) {
            on.add(product);
          }
        });
    return on;
  }

  /** In the order in which people are told. */
  private static Map<String, List<String>> ofProduct() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("cbm", List.of("briapi.cbm.corporate-key"));
    keys.put("briva", List.of("briapi.briva.institution-code", "briapi.briva.numbers"));
    keys.put("valas", List.of("briapi.valas.partner-code"));
    keys.put(
        "snap",
        List.of(
            "briapi.snap.partner-id", "briapi.snap.channel-id", "briapi.snap.private-key-file"));
    keys.put(
        "notification",
        List.of(
            "briapi.notification.client-id",
            "briapi.notification.client-secret",
            "briapi.notification.public-key-file"));
    return Collections.unmodifiableMap(keys);
  }

  private List<String> half(String product, List<String> keys) {
    if (keys.stream().allMatch(this::absent)) {
      return List.of();
    }
    return keys.stream()
        .filter(this::absent)
        .map(key -> missing(key) + ", and other settings of " + product + " are")
        .toList();
  }

  /** What is set, and cannot be used as it is. */
  private List<String> malformed() {
    List<String> problems = new ArrayList<>();
    AT_LEAST_ONE.stream().filter(this::belowOne).forEach(key -> problems.add(tooSmall(key)));
    unless("briapi.briva.numbers", FIVE_DIGITS, "is not a list of BRIVA numbers of five digits")
        .ifPresent(problems::add);
    unless("briapi.snap.signature-encoding", ENCODINGS, "is neither hex nor base64")
        .ifPresent(problems::add);
    unless("briapi.snap.partner-id", HEADER_36, "is not 1 to 36 letters, digits or hyphens")
        .ifPresent(problems::add);
    unless("briapi.snap.channel-id", HEADER_5, "is not 1 to 5 letters or digits")
        .ifPresent(problems::add);
    unless("briapi.circuit.failure-ratio", RATIO, "is not a number above 0 and up to 1")
        .ifPresent(problems::add);
    problems.addAll(new DropCheck(config).problems());
    key("briapi.snap.private-key-file", PemFile::privateKeyProblem).ifPresent(problems::add);
    key("briapi.notification.public-key-file", PemFile::publicKeyProblem).ifPresent(problems::add);
    return problems;
  }

  private Optional<String> unless(String key, Pattern form, String otherwise) {
    return present(key)
        .filter(value -> !form.matcher(value.strip()).matches())
        .map(value -> key + " '" + value + "' " + otherwise + environment(key));
  }

  private Optional<String> key(String key, Function<PemFile, Optional<String>> problem) {
    return present(key)
        .flatMap(path -> problem.apply(new PemFile(Path.of(path.strip()))))
        .map(words -> key + ": " + words + environment(key));
  }

  private Optional<String> present(String key) {
    return config.getOptionalValue(key, String.class).filter(value -> !value.isBlank());
  }

  private Optional<String> insecureBank() {
    return config.getOptionalValue("briapi.base-url", String.class).flatMap(StartCheck::insecure);
  }

  private static Optional<String> insecure(String value) {
    try {
      URI uri = URI.create(value.strip());
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return Optional.empty();
      }
      if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
        return Optional.of(
            "briapi.base-url '" + value + "' is not a URL such as https://partner.api.bri.co.id");
      }
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress()
          ? Optional.empty()
          : Optional.of(
              "briapi.base-url '"
                  + value
                  + "' is plain http, which is allowed on loopback only: use https");
    } catch (IllegalArgumentException e) {
      return Optional.of("briapi.base-url '" + value + "' is not a URL: " + e.getMessage());
    } catch (UnknownHostException e) {
      return Optional.of(
          "briapi.base-url '" + value + "' is plain http to an unknown host: use https");
    }
  }

  private boolean absent(String key) {
    return present(key).isEmpty();
  }

  private boolean belowOne(String key) {
    try {
      return config.getOptionalValue(key, Integer.class).filter(value -> value < 1).isPresent();
    } catch (IllegalArgumentException notANumber) {
      return true;
    }
  }

  private static String tooSmall(String key) {
    return key + " is not a whole number from 1 on" + environment(key);
  }

  static String missing(String key) {
    return key + " is not set" + environment(key);
  }

  static String environment(String key) {
    return " (environment: " + key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + ")";
  }
}
