package dev.briapi.bridge.sandbox.snap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
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
    return read(file, "public", (rsa, der) -> rsa.generatePublic(new X509EncodedKeySpec(der)));
  }

  /**
   * The RSA key of a file with {@code BEGIN PRIVATE KEY}.
   *
   * @throws UncheckedIOException when there is no such file
   * @throws IllegalArgumentException when it holds no such key
   */
  public static PrivateKey privateKey(Path file) {
    return read(file, "private", (rsa, der) -> rsa.generatePrivate(new PKCS8EncodedKeySpec(der)));
  }

  private interface Decoder<K> {
    K key(KeyFactory rsa, byte[] der) throws GeneralSecurityException;
  }

  private static <K> K read(Path file, String kind, Decoder<K> decoder) {
    try {
      String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
      return decoder.key(KeyFactory.getInstance("RSA"), Base64.getDecoder().decode(base64));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " holds no RSA " + kind + " key", e);
    }
  }
}
