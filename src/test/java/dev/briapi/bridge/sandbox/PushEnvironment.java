package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.briapi.bridge.sandbox.notification.NotificationSettings;

/** A sandbox that tells the bridge of payments, and a bridge that knows its key. */
public final class PushEnvironment implements QuarkusTestResourceLifecycleManager {
  /** Where the sandbox looks for the bridge. */
  static final class BridgeAddress {
    volatile String url = "http://127.0.0.1:1";
  }

  private final BridgeAddress address = new BridgeAddress();
  private Sandbox sandbox;
  private Path key;

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    KeyPair keys = keys();
    sandbox =
        new Sandbox(
                SandboxOptions.defaults()
                    .withCredentials("test-consumer-key", "test-consumer-secret")
                    .withNotification(
                        NotificationSettings.to(
                                () -> address.url, "push-client", "push-secret", keys.getPrivate())
                            .withDelays(
                                Duration.ofMillis(100),
                                Duration.ofMillis(200),
                                Duration.ofMillis(400),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(8))))
            .start();
    try {
      key = Files.createTempFile("push-public", ".pem");
      Files.writeString(
          key,
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
              + "\n-----END PUBLIC KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "briapi.base-url",
        sandbox.baseUrl(),
        "briapi.notification.client-id",
        "push-client",
        "briapi.notification.client-secret",
        "push-secret",
        "briapi.notification.public-key-file",
        key.toString());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
    injector.injectIntoFields(address, new TestInjector.MatchesType(BridgeAddress.class));
  }

  @Override
  public void stop() {
    sandbox.close();
    try {
      Files.deleteIfExists(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
