package dev.briapi.bridge.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

/** Looks at the settings of a bucket or a server that files are dropped into. */
final class DropCheck {
  private static final String KIND = "bridge.drop.kind";
  private static final String ACCESS_KEY = "bridge.drop.s3.access-key";
  private static final String SECRET_KEY = "bridge.drop.s3.secret-key";
  private static final String KEY_FILE = "bridge.drop.sftp.private-key-file";
  private static final String PASSWORD = "bridge.drop.sftp.password";
  private static final String KNOWN_HOSTS = "bridge.drop.sftp.known-hosts-file";

  /** What each kind cannot be without. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "folder", List.of(),
          "s3", List.of("bridge.drop.s3.bucket", "bridge.drop.s3.region"),
          "sftp", List.of("bridge.drop.sftp.host", "bridge.drop.sftp.user", KNOWN_HOSTS));

  /**
   * What says that another kind is meant. Secrets do not: a template may be filled in as a whole.
   */
  private static final Map<String, List<String>> OF_KIND =
      Map.of(
          "s3",
          List.of(
              "bridge.drop.s3.bucket",
              "bridge.drop.s3.prefix",
              "bridge.drop.s3.region",
              "bridge.drop.s3.endpoint"),
          "sftp",
          List.of("bridge.drop.sftp.host", "bridge.drop.sftp.user", KEY_FILE, KNOWN_HOSTS));

  private final Config config;

  DropCheck(Config config) {
    this.config = config;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    String kind = value(KIND).orElse("folder").toLowerCase(Locale.ROOT);
    if (!REQUIRED.containsKey(kind)) {
      problems.add(
          KIND
              + " '"
              + kind
              + "' is neither folder nor s3 nor sftp"
              + StartCheck.environment(KIND));
      return problems;
    }
    for (String other : List.of("s3", "sftp")) {
      if (!other.equals(kind)) {
        unused(other).ifPresent(key -> problems.add(key + " is set, and " + KIND + " is " + kind));
      }
    }
    REQUIRED.get(kind).stream()
        .filter(this::absent)
        .forEach(key -> problems.add(StartCheck.missing(key) + ", and " + KIND + " is " + kind));
    if (kind.equals("s3")) {
      problems.addAll(bucket());
    } else if (kind.equals("sftp")) {
      problems.addAll(server());
    }
    return problems;
  }

  private Optional<String> unused(String kind) {
    return OF_KIND.get(kind).stream().filter(key -> !absent(key)).findFirst();
  }

  private List<String> bucket() {
    List<String> problems = new ArrayList<>();
    List<String> keys = List.of(ACCESS_KEY, SECRET_KEY);
    if (keys.stream().anyMatch(this::absent) && !keys.stream().allMatch(this::absent)) {
      keys.stream()
          .filter(this::absent)
          .forEach(key -> problems.add(StartCheck.missing(key) + ", and its other half is"));
    }
    value("bridge.drop.s3.endpoint").flatMap(DropCheck::insecure).ifPresent(problems::add);
    return problems;
  }

  private List<String> server() {
    List<String> problems = new ArrayList<>();
    if (absent(KEY_FILE) == absent(PASSWORD)) {
      problems.add(
          "Either "
              + KEY_FILE
              + " or "
              + PASSWORD
              + " has to be set"
              + (absent(KEY_FILE) ? "" : ", not both")
              + StartCheck.environment(KEY_FILE));
    }
    for (String file : List.of(KEY_FILE, KNOWN_HOSTS)) {
      value(file)
          .filter(path -> !readable(path))
          .ifPresent(
              path ->
                  problems.add(
                      file + " '" + path + "' cannot be read" + StartCheck.environment(file)));
    }
    return problems;
  }

  private static boolean readable(String path) {
    try {
      return Files.isRegularFile(Path.of(path)) && Files.isReadable(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Invoices that somebody on the way could change are money that goes elsewhere. */
  private static Optional<String> insecure(String endpoint) {
    String words = "bridge.drop.s3.endpoint '" + endpoint + "' ";
    try {
      URI uri = URI.create(endpoint);
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        return Optional.of(words + "is not a URL such as https://minio.example.com:9000");
      }
      return uri.getScheme().equals("https")
              || InetAddress.getByName(uri.getHost()).isLoopbackAddress()
          ? Optional.empty()
          : Optional.of(words + "is plain http, which is allowed on loopback only: use https");
    } catch (IllegalArgumentException e) {
      return Optional.of(words + "is not a URL: " + e.getMessage());
    } catch (UnknownHostException e) {
      return Optional.of(words + "is plain http to an unknown host: use https");
    }
  }

  private boolean absent(String key) {
    return value(key).isEmpty();
  }

  private Optional<String> value(String key) {
    return config
        .getOptionalValue(key, String.class)
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
