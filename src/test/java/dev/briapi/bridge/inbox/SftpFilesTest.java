package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.platform.BridgeSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SftpFilesTest {
  @TempDir Path directory;
  private Path root;
  private SftpServer server;
  private CamelContext camel;
  private SftpSessions sessions;

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectories(directory.resolve("root"));
    server = new SftpServer(root);
    camel = new DefaultCamelContext();
    camel.start();
  }

  @AfterEach
  void stop() {
    if (sessions != null) {
      sessions.close();
    }
    camel.stop();
    server.close();
  }

  private SftpFiles files(Path knownHosts, String key, String value) {
    BridgeSettings settings =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(BridgeSettings.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "bridge.drop.sftp.host",
                        "127.0.0.1",
                        "bridge.drop.sftp.port",
                        Integer.toString(server.port()),
                        "bridge.drop.sftp.user",
                        SftpServer.USER,
                        "bridge.drop.sftp.known-hosts-file",
                        knownHosts.toString(),
                        key,
                        value),
                    "test",
                    300))
            .build()
            .getConfigMapping(BridgeSettings.class);
    sessions = new SftpSessions(camel, settings);
    return new SftpFiles(sessions, camel, settings);
  }

  private SftpFiles files() {
    return files(
        server.knownHosts(directory.resolve("known_hosts")),
        "bridge.drop.sftp.password",
        SftpServer.PASSWORD);
  }

  private Path local(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "local", ".txt"), text);
  }

  @Test
  void aServerWithAnotherKeyIsNotTalkedTo() {
    SftpFiles files =
        files(
            server.wrongKnownHosts(directory.resolve("known_hosts")),
            "bridge.drop.sftp.password",
            SftpServer.PASSWORD);
    assertThatThrownBy(() -> files.find("inbox/any.csv"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageNotContaining(SftpServer.PASSWORD);
    assertThat(server.logins()).isZero();
  }

  @Test
  void aServerWhoseKeyNobodyHasWrittenDownIsNotTalkedTo() throws IOException {
    SftpFiles files = files(local(""), "bridge.drop.sftp.password", SftpServer.PASSWORD);
    assertThatThrownBy(() -> files.find("inbox/any.csv")).isInstanceOf(IOException.class);
    assertThat(server.logins()).isZero();
  }

  @Test
  void aKeyOpensItWithoutAPassword() throws IOException {
    SftpFiles files =
        files(
            server.knownHosts(directory.resolve("known_hosts")),
            "bridge.drop.sftp.private-key-file",
            server.privateKey(directory.resolve("id")).toString());
    files.prepare(List.of("inbox/validate"));
    assertThat(root.resolve("inbox/validate")).isDirectory();
  }

  @Test
  void whatIsStoredReplacesWhatWasThereAndLeavesNothingBeside() throws IOException {
    SftpFiles files = files();
    files.put(local("first"), "outbox/a.csv");
    files.put(local("second"), "outbox/a.csv");
    assertThat(root.resolve("outbox/a.csv")).hasContent("second");
    assertThat(root.resolve("outbox")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void onlyPlainFilesWithPlainNamesAreListed() throws IOException {
    SftpFiles files = files();
    files.prepare(List.of("inbox/validate"));
    Files.writeString(directory.resolve("elsewhere"), "secret");
    Files.createSymbolicLink(root.resolve("inbox/link.csv"), directory.resolve("elsewhere"));
    Files.writeString(root.resolve("inbox/star*.csv"), "");
    Files.writeString(root.resolve("inbox/plain.csv"), "text");
    assertThat(files.list("inbox"))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.path()).isEqualTo("inbox/plain.csv");
              assertThat(file.size()).isEqualTo(4);
            });
    assertThat(files.find("inbox/link.csv")).isEmpty();
    assertThat(files.find("inbox/validate")).isEmpty();
    assertThat(files.find("inbox/none.csv")).isEmpty();
  }

  @Test
  void aFileThatBecomesAnotherIsNotFetchedAsTheOldOne() throws IOException {
    SftpFiles files = files();
    files.put(local("before"), "inbox/a.csv");
    RemoteFile seen = files.find("inbox/a.csv").orElseThrow();
    Files.writeString(root.resolve("inbox/a.csv"), "afterwards");
    Path target = directory.resolve("fetched");
    assertThatThrownBy(() -> files.get(seen, target)).hasMessageContaining("changed");
  }

  @Test
  void aServerThatWasAwayIsFoundAgain() throws IOException {
    SftpFiles files = files();
    files.put(local("before"), "outbox/a.csv");
    server.close();
    assertThatThrownBy(() -> files.find("outbox/a.csv")).isInstanceOf(IOException.class);
    server.start();
    RemoteFile found = files.find("outbox/a.csv").orElseThrow();
    files.move(found, "outbox/deeper/b.csv");
    assertThat(root.resolve("outbox/deeper/b.csv")).hasContent("before");
    files.delete(files.find("outbox/deeper/b.csv").orElseThrow());
    assertThat(root.resolve("outbox/deeper/b.csv")).doesNotExist();
  }
}
