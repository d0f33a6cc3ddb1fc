package dev.briapi.bridge.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
          "briapi.max-connections",
          "bridge.invoices.concurrency");

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
    // the product is on when its own settings are there; with none on, there is nothing that the
    // bridge could do
    if (absent("briapi.cbm.corporate-key")) {
      problems.add(missing("briapi.cbm.corporate-key"));
    }
    if (absent("bridge.drop.directory")) {
      problems.add(missing("bridge.drop.directory"));
    }
    insecureBank().ifPresent(problems::add);
    AT_LEAST_ONE.stream().filter(this::belowOne).forEach(key -> problems.add(tooSmall(key)));
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
    AT_LEAST_ONE.stream().filter(this::belowOne).forEach(key -> problems.add(tooSmall(key)));
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

  /** The products whose settings are there. */
  public Set<String> productsOn() {
    Set<String> on = new TreeSet<>();
    if (!absent("briapi.cbm.corporate-key")) {
      on.add("cbm");
    }
    return on;
  }

  private java.util.Optional<String> insecureBank() {
    return config.getOptionalValue("briapi.base-url", String.class).flatMap(StartCheck::insecure);
  }

  private static java.util.Optional<String> insecure(String value) {
    try {
      URI uri = URI.create(value.strip());
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return java.util.Optional.empty();
      }
      if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
        return java.util.Optional.of(
            "briapi.base-url '" + value + "' is not a URL such as https://partner.api.bri.co.id");
      }
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress()
          ? java.util.Optional.empty()
          : java.util.Optional.of(
              "briapi.base-url '"
                  + value
                  + "' is plain http, which is allowed on loopback only: use https");
    } catch (IllegalArgumentException e) {
      return java.util.Optional.of(
          "briapi.base-url '" + value + "' is not a URL: " + e.getMessage());
    } catch (UnknownHostException e) {
      return java.util.Optional.of(
          "briapi.base-url '" + value + "' is plain http to an unknown host: use https");
    }
  }

  private boolean absent(String key) {
    return config.getOptionalValue(key, String.class).filter(value -> !value.isBlank()).isEmpty();
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

  private static String missing(String key) {
    return key + " is not set" + environment(key);
  }

  private static String environment(String key) {
    return " (environment: "
        + key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT)
        + ")";
  }
}
