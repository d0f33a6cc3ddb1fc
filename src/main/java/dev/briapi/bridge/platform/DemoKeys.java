package dev.briapi.bridge.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Set;

/**
 * The RSA keys of a dev or demo start: ours, which sign the requests for SNAP tokens, and those of
 * the sandbox, which sign what it pushes. They open nothing but the sandbox.
 */
public final class DemoKeys {
  private static final int BITS = 2048;

  private DemoKeys() {}

  /**
   * Makes the pairs {@code partner} and {@code bank} in a directory; a pair that is there is left
   * as it is, since both sides have to go on knowing it.
   */
  public static void bring(Path directory) {
    try {
      Files.createDirectories(directory);
      for (String whose : new String[] {"partner", "bank"}) {
        Path secret = directory.resolve(whose + "-private.pem");
        Path open = directory.resolve(whose + "-public.pem");
        if (!Files.exists(secret) || !Files.exists(open)) {
          KeyPair pair = generate();
          write(open, "PUBLIC KEY", pair.getPublic(), Set.of());
          write(secret, "PRIVATE KEY", pair.getPrivate(), Set.of("rw-------"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("keys for the sandbox cannot be written to " + directory, e);
    }
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA", e);
    }
  }

  /** Whole or not at all: a start that was killed in the middle must not leave half a key. */
  private static void write(Path target, String kind, Key key, Set<String> permissions)
      throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    create(temporary, permissions);
    Files.writeString(
        temporary,
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END "
            + kind
            + "-----\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The permissions are there before the content is; file systems without any do without. */
  private static void create(Path file, Set<String> permissions) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        permissions.stream()
            .filter(mode -> posix)
            .map(PosixFilePermissions::fromString)
            .map(PosixFilePermissions::asFileAttribute)
            .toArray(FileAttribute<?>[]::new);
    try {
      Files.createFile(file, attributes);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is written by somebody else at this moment", e);
    }
  }
}
