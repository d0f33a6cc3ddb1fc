package dev.briapi.bridge.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on this machine whose files are a directory here. */
public final class SftpServer implements AutoCloseable {
  public static final String USER = "back-office";
  public static final String PASSWORD = "sftp-secret-9e41";

  private final Path root;
  private final KeyPair host = keys();
  private final KeyPair client = keys();
  private final AtomicInteger logins = new AtomicInteger();
  private SshServer server;
  private int port;

  /** Starts it. */
  public SftpServer(Path root) {
    this.root = root;
    start();
  }

  /** Starts it again where it was. */
  public void start() {
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPasswordAuthenticator(
        (user, password, session) -> login(user.equals(USER) && password.equals(PASSWORD)));
    server.setPublickeyAuthenticator(
        (user, key, session) -> login(user.equals(USER) && key.equals(client.getPublic())));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getPort();
  }

  private boolean login(boolean right) {
    logins.incrementAndGet();
    return right;
  }

  /** How often somebody has said who they are. */
  public int logins() {
    return logins.get();
  }

  public int port() {
    return port;
  }

  /** Writes a file that names this server's key. */
  public Path knownHosts(Path file) {
    return write(
        file, "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(host.getPublic()) + "\n");
  }

  /** Writes a file that names another key for this server. */
  public Path wrongKnownHosts(Path file) {
    return write(
        file, "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(client.getPublic()) + "\n");
  }

  /** Writes the key that this server takes besides the password. */
  public Path privateKey(Path file) {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(client.getPrivate().getEncoded());
    return write(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody is served any more. */
  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
