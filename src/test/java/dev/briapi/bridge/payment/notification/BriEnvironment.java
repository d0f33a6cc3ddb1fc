package dev.briapi.bridge.payment.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Switches notifications on, and gives test classes the {@link Bri} that they come from. */
public final class BriEnvironment implements QuarkusTestResourceLifecycleManager {
  private final Bri bri = new Bri();
  private Path key;

  @Override
  public Map<String, String> start() {
    try {
      key = Files.createTempFile("bri-public", ".pem");
      Files.writeString(key, bri.publicKeyPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "briapi.notification.client-id", Bri.CLIENT_ID,
        "briapi.notification.client-secret", Bri.CLIENT_SECRET,
        "briapi.notification.public-key-file", key.toString());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(bri, new TestInjector.MatchesType(Bri.class));
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
