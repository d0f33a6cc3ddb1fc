package dev.briapi.bridge.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA key in a PEM file. No message of it ever holds anything of the content. */
public final class PemFile {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  /** A key of 16,384 bits takes 13 KB; whatever is larger is something else. */
  private static final long LARGEST = 64 * 1024;

  private final Path path;

  /** The file at that path, which is not touched yet. */
  public PemFile(Path path) {
    this.path = path;
  }

  /**
   * The private key in it, PKCS#8.
   *
   * @throws IOException when there is none; the message names the path and the reason
   */
  public PrivateKey privateKey() throws IOException {
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(content(PRIVATE)));
    } catch (GeneralSecurityException e) {
      throw unreadable("is not an RSA key in PKCS#8");
    }
  }

  /**
   * The public key in it, X.509.
   *
   * @throws IOException when there is none; the message names the path and the reason
   */
  public PublicKey publicKey() throws IOException {
    try {
      EncodedKeySpec spec = new X509EncodedKeySpec(content(PUBLIC));
      return factory().generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw unreadable("is not an RSA key in X.509");
    }
  }

  /** Why it holds no private key, or nothing when it does. */
  Optional<String> privateKeyProblem() {
    try {
      privateKey();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Why it holds no public key, or nothing when it does. */
  Optional<String> publicKeyProblem() {
    try {
      publicKey();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA");
  }

  private byte[] content(String kind) throws IOException {
    Matcher block =
        Pattern.compile(
                "-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]*)-----END " + kind + "-----")
            .matcher(text());
    if (!block.find()) {
      throw unreadable(
          "has no block -----BEGIN "
              + kind
              + "----- (a key of another form is converted by openssl "
              + (kind.equals(PRIVATE) ? "pkcs8 -topk8 -nocrypt" : "pkey -pubin -pubout")
              + ")");
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException e) {
      throw unreadable("is not PEM: its block is not Base64");
    }
  }

  private String text() throws IOException {
    try {
      if (!Files.isRegularFile(path)) {
        throw unreadable(Files.exists(path) ? "is not a file" : "does not exist");
      }
      if (Files.size(path) > LARGEST) {
        throw unreadable("is too large for a key");
      }
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw unreadable("does not exist");
    } catch (java.nio.file.FileSystemException e) {
      throw unreadable("cannot be read");
    }
  }

  private IOException unreadable(String why) {
    return new IOException(path + " " + why);
  }
}
