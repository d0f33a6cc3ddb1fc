package dev.briapi.bridge.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL inside this process, for dev and demo starts only. Its data outlives the
 * process.
 *
 * <p>A live reload runs {@code main} again in a new class loader while the server of the first one
 * is still up; it is then found through its own pid file instead of being started twice.
 */
public final class EmbeddedDatabase {
  private static final String USER = "postgres";

  private EmbeddedDatabase() {}

  /**
   * Starts the server, or finds the one that is already running on that directory.
   *
   * @return the JDBC URL
   */
  public static String start(Path data) {
    Path directory = data.toAbsolutePath().resolve("postgres");
    String running = running(directory);
    return running != null ? running : launch(directory);
  }

  /**
   * The user of the URL that {@link #start} returns; it needs no password, since the server listens
   * on loopback only.
   */
  public static String user() {
    return USER;
  }

  private static String launch(Path directory) {
    try {
      Files.createDirectories(directory.getParent());
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(directory.resolveSibling("postgres-binaries").toFile())
              .setServerConfig("max_connections", "60")
              .start();
      return url(server.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be started in " + directory, e);
    }
  }

  /** The fourth line of postmaster.pid is the port. A stale file is found out by connecting. */
  private static String running(Path directory) {
    Path pid = directory.resolve("postmaster.pid");
    try {
      if (!Files.isRegularFile(pid)) {
        return null;
      }
      List<String> lines = Files.readAllLines(pid);
      if (lines.size() < 4) {
        return null;
      }
      String url = url(Integer.parseInt(lines.get(3).trim()));
      DriverManager.getConnection(url, USER, "").close();
      return url;
    } catch (IOException | NumberFormatException | SQLException e) {
      return null;
    }
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }
}
