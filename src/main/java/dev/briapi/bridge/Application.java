package dev.briapi.bridge;

import java.nio.file.Path;
import java.util.List;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import org.apache.camel.quarkus.main.CamelMainApplication;

import dev.briapi.bridge.platform.DemoKeys;
import dev.briapi.bridge.platform.EmbeddedDatabase;
import dev.briapi.bridge.platform.StartCheck;

/**
 * Starts the bridge. A dev or demo start brings its own PostgreSQL and keys; every other start
 * refuses to run unless what it needs is set.
 */
@QuarkusMain
public class Application {
  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";

  public static void main(String... arguments) {
    if (devMode()) {
      bringKeys(settings());
      bringDatabase(settings());
    } else if (settings().getOptionalValue("bridge.demo", Boolean.class).orElse(false)) {
      System.setProperty("quarkus.profile", "demo");
      bringKeys(settings());
      refuse(new StartCheck(settings()).demoProblems());
      bringDatabase(settings());
    } else {
      refuse(new StartCheck(settings()).problems());
    }
    Quarkus.run(CamelMainApplication.class, arguments);
  }

  /**
   * Quarkus says which mode it runs in only once it has started. Dev mode loads the application
   * with a class loader that no packaged application has.
   */
  private static boolean devMode() {
    return Application.class
        .getClassLoader()
        .getClass()
        .getName()
        .equals("io.quarkus.bootstrap.classloading.QuarkusClassLoader");
  }

  private static void bringKeys(SmallRyeConfig settings) {
    DemoKeys.bring(data(settings).resolve("sandbox"));
  }

  private static Path data(SmallRyeConfig settings) {
    return settings.getOptionalValue("bridge.data", Path.class).orElse(Path.of("data"));
  }

  private static void bringDatabase(SmallRyeConfig settings) {
    if (settings.getOptionalValue(JDBC_URL, String.class).isEmpty()) {
      String url = EmbeddedDatabase.start(data(settings));
      System.setProperty(JDBC_URL, url);
      System.setProperty("quarkus.datasource.username", EmbeddedDatabase.user());
    }
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      System.err.println("BRIAPI Bridge does not start:");
      problems.forEach(problem -> System.err.println("  " + problem));
      System.err.println("To try it without any setting: BRIDGE_DEMO=true");
      System.exit(78); // EX_CONFIG of sysexits.h
    }
  }

  /** The settings as Quarkus will see them, read before it starts. */
  private static SmallRyeConfig settings() {
    return ConfigUtils.configBuilder().build();
  }
}
