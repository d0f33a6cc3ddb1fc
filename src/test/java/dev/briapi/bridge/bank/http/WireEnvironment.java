package dev.briapi.bridge.bank.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.briapi.bridge.flow.TestDatabase;
import dev.briapi.bridge.platform.DemoKeys;

/**
 * PostgreSQL and a {@link WireBank} around a {@code @QuarkusTest}, with every product on and TLS on
 * both sides. Its arguments are settings that differ from those.
 */
public class WireEnvironment implements QuarkusTestResourceLifecycleManager {
  public static final String CLIENT_ID = "wire-client";
  public static final String CLIENT_SECRET = "wire-secret-93a1";

  /** The keys of {@link DemoKeys}. */
  record Keys(Path directory) {}

  private Map<String, String> changed = Map.of();
  private TestDatabase database;
  private WireBank bank;
  private Path directory;

  @Override
  public void init(Map<String, String> arguments) {
    changed = arguments;
  }

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("briapi-wire");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DemoKeys.bring(directory);
    database = new TestDatabase();
    bank = new WireBank(directory);
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", "");
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.management.test-port", "0");
    tls(settings, "trust-store", "server-trust");
    tls(settings, "key-store", "client");
    settings.put("briapi.base-url", bank.baseUrl());
    settings.put("briapi.client-id", CLIENT_ID);
    settings.put("briapi.client-secret", CLIENT_SECRET);
    settings.put("briapi.read-timeout", "5s");
    settings.put("briapi.cbm.corporate-key", "wire-corporate-key");
    settings.put("briapi.briva.institution-code", "J104408");
    settings.put("briapi.briva.numbers", "77777");
    settings.put("briapi.valas.partner-code", "wire-partner-code");
    settings.put("briapi.snap.partner-id", "wire-partner");
    settings.put("briapi.snap.channel-id", "95221");
    settings.put(
        "briapi.snap.private-key-file", directory.resolve("partner-private.pem").toString());
    settings.put("bridge.drop.directory", directory.resolve("drop").toString());
    settings.putAll(changed);
    return settings;
  }

  private void tls(Map<String, String> settings, String kind, String whose) {
    String prefix = "quarkus.tls.briapi." + kind + ".p12.";
    settings.put(prefix + "path", WireBank.store(directory, whose).toString());
    settings.put(prefix + "password", WireBank.PASSWORD);
  }

  @Override
  public void inject(TestInjector injector) {
    for (Object given : List.of(bank, database, new Keys(directory))) {
      injector.injectIntoFields(given, new TestInjector.MatchesType(given.getClass()));
    }
  }

  @Override
  public void stop() {
    if (bank != null) {
      bank.close();
    }
    if (database != null) {
      database.close();
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
