package dev.briapi.bridge.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One run of the packaged application as a process of its own, set by its environment only. */
public final class PackagedApplication implements AutoCloseable {
  /** The java of this process. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final Pattern LISTENING =
      Pattern.compile(
          "Listening on: (http://\\S+)\\. Management interface .*? (http://\\S+?)\\.\\s");

  private final Process process;
  private final Path output;

  /**
   * Starts it.
   *
   * @param directory in which it is started and leaves its output
   * @param settings by their names; they become environment variables
   */
  public PackagedApplication(Path directory, Map<String, String> settings) {
    this(directory, List.of(JAVA, "-Xmx256m", "-jar", jar()), directory, settings);
  }

  /**
   * Starts it in another way.
   *
   * @param directory in which it leaves its output
   * @param command that starts it
   * @param work in which it is started
   * @param settings by their names; they become environment variables
   */
  PackagedApplication(
      Path directory, List<String> command, Path work, Map<String, String> settings) {
    try {
      output = Files.createTempFile(directory, "bridge", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(PackagedApplication::meansTheBridge);
      builder.environment().put("QUARKUS_HTTP_PORT", "0");
      builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
      settings.forEach((key, value) -> builder.environment().put(variable(key), value));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jar() {
    Path jar =
        Path.of(System.getProperty("application.directory", "target/quarkus-app"))
            .toAbsolutePath()
            .resolve("quarkus-run.jar");
    assertThat(jar).exists();
    return jar.toString();
  }

  /** How a setting is written as an environment variable. */
  static String variable(String setting) {
    return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static boolean meansTheBridge(String variable) {
    return variable.startsWith("BRI") || variable.startsWith("QUARKUS_");
  }

  /** Everything that it has written so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is up. */
  public PackagedApplication started() {
    await("start of the application")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !process.isAlive() || output().contains("Listening on"));
    assertThat(process.isAlive()).as("is alive, having said:%n%s", output()).isTrue();
    return this;
  }

  /** Waits until it says that it can work, which is later than that it listens. */
  PackagedApplication ready() {
    started();
    await("readiness")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(this::isReady);
    return this;
  }

  /** What a load balancer asks. */
  boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address(2) + "/q/health/ready").toURL().openConnection();
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it serves, once it is started. */
  String url() {
    return address(1);
  }

  /** The port of that. */
  public int port() {
    return URI.create(url()).getPort();
  }

  private String address(int which) {
    Matcher listening = LISTENING.matcher(output());
    assertThat(listening.find()).as(output()).isTrue();
    return listening.group(which).replace("0.0.0.0", "127.0.0.1");
  }

  /** Waits for its end and answers its exit status. */
  int ended() {
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS))
          .as("ended, having said:%n%s", output())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
    ended();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Ends it and whatever it has started. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    ended();
  }
}
