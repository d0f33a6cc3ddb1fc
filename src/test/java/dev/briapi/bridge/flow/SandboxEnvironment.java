package dev.briapi.bridge.flow;

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

/**
 * PostgreSQL, the sandbox and a drop folder around a {@code @QuarkusTest}, with delays that are
 * short enough to wait for. Its arguments are settings that differ from those. Test classes are
 * given the {@link Bank}, the {@link DropBox} and the {@link TestDatabase} in fields of these
 * types.
 */
public class SandboxEnvironment implements QuarkusTestResourceLifecycleManager {
  private Map<String, String> changed = Map.of();
  private TestDatabase database;
  private Bank bank;
  private DropBox drop;

  @Override
  public void init(Map<String, String> arguments) {
    changed = arguments;
  }

  @Override
  public Map<String, String> start() {
    database = new TestDatabase();
    bank = new Bank(database);
    try {
      drop = new DropBox(Files.createTempDirectory("briapi-drop"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", "");
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.management.test-port", "0");
    settings.put("briapi.base-url", bank.sandbox().baseUrl());
    settings.put("briapi.client-id", Bank.CLIENT_ID);
    settings.put("briapi.client-secret", Bank.CLIENT_SECRET);
    settings.put("briapi.read-timeout", "2s");
    settings.put("briapi.cbm.corporate-key", Bank.CORPORATE_KEY);
    settings.put("briapi.cbm.requests-per-second", "400");
    settings.put("bridge.recovery.delays", "200ms,400ms,1s,1s,1s,2s");
    FrontDoor.callers(settings);
    settings.put("bridge.drop.directory", drop.root().toString());
    settings.put("bridge.drop.settle-time", "300ms");
    settings.put("bridge.drop.acknowledge-after", "2s");
    settings.putAll(changed);
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    for (Object given : List.of(bank, drop, database)) {
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
    if (drop != null) {
      delete(drop.root());
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
