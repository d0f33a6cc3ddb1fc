package dev.briapi.bridge.sandbox.snap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads keys from PEM files. */
public final class PemKeys {
  private PemKeys() {}

  /**
   * The RSA key of a file with {@code BEGIN PUBLIC KEY}.
   *
   * @throws UncheckedIOException when there is no such file
   * @throws IllegalArgumentException when it holds no such key
   */
  public static PublicKey publicKey(Path file) {
    try {
      String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
      return KeyFactory.getInstance("RSA")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " holds no RSA public key", e);
    }
  }
}
