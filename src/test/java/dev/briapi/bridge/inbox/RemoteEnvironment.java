package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.briapi.bridge.flow.DropBox;

/**
 * A bucket or an SFTP server beside a {@code @QuarkusTest}, and the settings that lead there. The
 * argument {@code kind} says which. Fields of the type {@link Remote} are given it.
 */
public final class RemoteEnvironment implements QuarkusTestResourceLifecycleManager {
  /**
   * The other side.
   *
   * @param box its files, past every protocol
   */
  public record Remote(DropBox box, Runnable stop, Runnable start) {}

  private String kind;
  private Path directory;
  private Remote remote;

  @Override
  public void init(Map<String, String> arguments) {
    kind = arguments.get("kind");
  }

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("briapi-remote");
      Files.createDirectory(directory.resolve("arriving"));
      return settings(Files.createDirectory(directory.resolve("root")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings(Path root) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("bridge.drop.kind", kind);
    settings.put("bridge.drop.poll-every", "1s");
    settings.put("bridge.drop.max-upload-megabytes", "1");
    if (kind.equals("sftp")) {
      SftpServer server = new SftpServer(root);
      remote = new Remote(new DropBox(root.resolve("bri/drop")), server::close, server::start);
      settings.put("bridge.drop.sftp.host", "127.0.0.1");
      settings.put("bridge.drop.sftp.port", Integer.toString(server.port()));
      settings.put("bridge.drop.sftp.user", SftpServer.USER);
      settings.put("bridge.drop.sftp.password", SftpServer.PASSWORD);
      settings.put("bridge.drop.sftp.directory", "bri/drop");
      settings.put(
          "bridge.drop.sftp.known-hosts-file",
          server.knownHosts(directory.resolve("known_hosts")).toString());
    } else {
      S3Server server = new S3Server(root);
      remote = new Remote(new DropBox(root.resolve("bri/drop")), server::close, server::start);
      settings.put("bridge.drop.s3.bucket", S3Server.BUCKET);
      settings.put("bridge.drop.s3.prefix", "bri/drop/");
      settings.put("bridge.drop.s3.region", S3Server.REGION);
      settings.put("bridge.drop.s3.endpoint", server.endpoint());
      settings.put("bridge.drop.s3.access-key", S3Server.ACCESS_KEY);
      settings.put("bridge.drop.s3.secret-key", S3Server.SECRET_KEY);
      settings.put("bridge.drop.s3.path-style", "true");
    }
    Files.createDirectories(remote.box().inbox());
    return settings;
  }

  /** The other side, once it is started. */
  public Remote remote() {
    return remote;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(remote, new TestInjector.MatchesType(Remote.class));
  }

  @Override
  public void stop() {
    if (remote != null) {
      remote.stop().run();
    }
    if (directory != null) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
