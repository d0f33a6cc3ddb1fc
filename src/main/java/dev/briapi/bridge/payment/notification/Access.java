package dev.briapi.bridge.payment.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.PemFile;

/** What BRI comes in with: the key and secret that we issued to it, and its own public key. */
@Singleton
public class Access {
  private record Keys(String clientId, String clientSecret, PublicKey publicKey) {}

  private final Optional<Keys> keys;

  @Inject
  Access(BankSettings settings) {
    this(settings.notification());
  }

  /**
   * @throws UncheckedIOException when the public key cannot be read; names the setting
   */
  Access(BankSettings.Notification settings) {
    Optional<String> id = settings.clientId().filter(text -> !text.isBlank());
    Optional<String> secret = settings.clientSecret().filter(text -> !text.isBlank());
    this.keys =
        id.isPresent() && secret.isPresent()
            ? settings
                .publicKeyFile()
                .map(file -> new Keys(id.get(), secret.get(), publicKey(file)))
            : Optional.empty();
  }

  /** Whether all of its settings are there. */
  public boolean on() {
    return keys.isPresent();
  }

  /** Whether this is BRI asking for a token (rulings 29). */
  boolean isBri(String clientKey, String timestamp, String signature) {
    Keys known = known();
    boolean same = MessageDigest.isEqual(bytes(known.clientId()), bytes(clientKey));
    return same
        & SnapSignature.verifyToken(known.publicKey(), known.clientId(), timestamp, signature);
  }

  String clientId() {
    return known().clientId();
  }

  /** The HMAC key of what BRI sends: not our own consumer secret (rulings 30). */
  String clientSecret() {
    return known().clientSecret();
  }

  private Keys known() {
    return keys.orElseThrow(() -> new IllegalStateException("notifications are off"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PublicKey publicKey(Path file) {
    try {
      return new PemFile(file).publicKey();
    } catch (IOException e) {
      throw new UncheckedIOException("briapi.notification.public-key-file " + e.getMessage(), e);
    }
  }
}
