package dev.briapi.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * What the bridge needs to run in a test: a PostgreSQL of its own, an empty drop folder, three
 * callers, and a bank at whose address nobody listens. Every initialization argument is a setting
 * that is added, or put in the place of one of these, or takes it away when it is empty; {@code
 * bridge.test.routes=false} leaves the routes standing still.
 *
 * <p>The key of each caller is its name with {@code -key} behind it.
 */
public final class TestEnvironment implements QuarkusTestResourceLifecycleManager {
  /** May read the API. */
  public static final String VIEWER = "viewer";

  /** May act there as well. */
  public static final String OPERATOR = "operator";

  /** Has a key and no role. */
  public static final String NOBODY = "nobody";

  private Map<String, String> given = Map.of();
  private Path directory;
  private EmbeddedPostgres postgres;

  /** The value of the Authorization header of one of the callers. */
  public static String bearer(String caller) {
    return "Bearer " + caller + "-key";
  }

  @Override
  public void init(Map<String, String> arguments) {
    given = Map.copyOf(arguments);
  }

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("bridge-test");
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "60")
              .start();
      Map<String, String> settings = new HashMap<>();
      settings.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
      settings.put("quarkus.datasource.username", "postgres");
      settings.put("quarkus.http.test-port", "0");
      settings.put("quarkus.http.test-ssl-port", "0");
      settings.put("quarkus.management.test-port", "0");
      settings.put("bridge.drop.directory", directory.resolve("drop").toString());
      settings.put("bridge.drop.settle-time", "200ms");
      settings.put("bridge.data", directory.resolve("data").toString());
      settings.put("briapi.base-url", "http://127.0.0.1:" + unusedPort());
      settings.put("briapi.client-id", "test-consumer-key");
      settings.put("briapi.client-secret", "test-consumer-secret");
      settings.put("briapi.cbm.corporate-key", "test-corporate-key");
      caller(settings, VIEWER, "viewer");
      caller(settings, OPERATOR, "operator");
      caller(settings, NOBODY, "");
      settings.putAll(given);
      given.forEach((key, value) -> settings.remove(key, ""));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (postgres != null) {
        postgres.close();
      }
      if (directory != null) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void caller(Map<String, String> settings, String name, String roles) {
    String prefix = "bridge.callers." + name;
    settings.put(prefix + ".key-sha256", sha256(name + "-key"));
    settings.put(prefix + ".products", roles.isEmpty() ? "" : "cbm,briva,valas,snap");
    settings.put(prefix + ".roles", roles);
  }

  /** The hash of a key, as the settings want it. */
  public static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody listens there once this returns. */
  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
