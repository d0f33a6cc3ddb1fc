package dev.briapi.bridge.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.sandbox.Sandbox;
import dev.briapi.bridge.sandbox.SandboxOptions;
import dev.briapi.bridge.sandbox.snap.SnapSettings;

/** Every product switched on, against a sandbox that plays every product. */
public final class AllProductsEnvironment implements QuarkusTestResourceLifecycleManager {
  private TestDatabase database;
  private Sandbox sandbox;
  private Path directory;

  @Override
  public Map<String, String> start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      directory = Files.createTempDirectory("briapi-products");
      database = new TestDatabase();
      sandbox =
          new Sandbox(
                  SandboxOptions.defaults()
                      .withSnap(SnapSettings.defaults().withPublicKey(keys.getPublic())))
              .start();
      return settings(keys);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings(KeyPair keys) throws IOException {
    Path key = directory.resolve("partner.pem");
    Files.writeString(
        key,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", "");
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.management.test-port", "0");
    settings.put("briapi.base-url", sandbox.baseUrl());
    settings.put("briapi.client-id", "sandbox-consumer-key");
    settings.put("briapi.client-secret", "sandbox-consumer-secret");
    settings.put("briapi.read-timeout", "20s");
    settings.put("briapi.cbm.corporate-key", "sandbox-corporate-key");
    settings.put("briapi.briva.institution-code", "J104408");
    settings.put("briapi.briva.numbers", "77777");
    settings.put("briapi.valas.partner-code", "sandbox-partner-code");
    settings.put("briapi.snap.partner-id", "sandbox-partner");
    settings.put("briapi.snap.channel-id", "95221");
    settings.put("briapi.snap.private-key-file", key.toString());
    settings.put("bridge.recovery.delays", "200ms,400ms,1s,1s,1s,2s");
    settings.put("bridge.drop.directory", directory.resolve("drop").toString());
    settings.put("bridge.callers.erp.key-sha256", TestEnvironment.sha256("erp-key"));
    settings.put("bridge.callers.erp.products", "cbm,briva,valas,snap");
    // the caller of a first run, whom the documentation has
    settings.put("bridge.callers.demo.key-sha256", TestEnvironment.sha256("demo"));
    settings.put("bridge.callers.demo.products", "cbm,briva,valas,snap");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
    injector.injectIntoFields(database, new TestInjector.MatchesType(TestDatabase.class));
  }

  @Override
  public void stop() {
    sandbox.close();
    database.close();
    SandboxEnvironment.delete(directory);
  }
}
