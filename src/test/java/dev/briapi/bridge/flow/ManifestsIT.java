package dev.briapi.bridge.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.deployment.Overlay;
import dev.briapi.bridge.deployment.ProductionSecrets;
import dev.briapi.bridge.platform.DemoKeys;
import dev.briapi.bridge.sandbox.Sandbox;
import dev.briapi.bridge.sandbox.SandboxOptions;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged application with the environment that the manifests give to its container. */
class ManifestsIT {
  private static final Pattern API = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Pattern MANAGEMENT =
      Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");
  private static final String EVERY_PRODUCT =
      "products that are on      briva, cbm, notification, snap, valas";

  @TempDir Path directory;

  @Test
  void productionStartsWithTheSecretsOfTheTemplateAndEveryProductIsOn() throws IOException {
    Overlay production = Overlay.of("overlays/production");
    try (TestDatabase database = new TestDatabase();
        Sandbox bank = new Sandbox(SandboxOptions.defaults()).start()) {
      Map<String, String> settings = new HashMap<>(production.settings());
      settings.putAll(ProductionSecrets.values());
      settings.put("BRIDGE_CALLERS_ERP_KEY_SHA256", TestEnvironment.sha256("erp-key"));
      settings.put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
      settings.put("QUARKUS_DATASOURCE_USERNAME", database.user());
      settings.put("BRIAPI_BASE_URL", bank.baseUrl());
      // what is mounted into the pod
      DemoKeys.bring(directory);
      settings.put("BRIDGE_DROP_DIRECTORY", directory.resolve("drop").toString());
      settings.put(
          "BRIAPI_SNAP_PRIVATE_KEY_FILE", directory.resolve("partner-private.pem").toString());
      settings.put(
          "BRIAPI_NOTIFICATION_PUBLIC_KEY_FILE", directory.resolve("bank-public.pem").toString());

      try (PackagedApplication application = new PackagedApplication(directory, settings)) {
        isUpAndWorks(production, application, "erp-key");
        assertThat(bank.calls().count("nego-info")).isEqualTo(1);
        application.terminate();
        assertThat(application.ended()).isIn(0, 143);
      }
    }
  }

  @Test
  void theDemoStartsWithNothingElse() throws IOException {
    Overlay demo = Overlay.of("overlays/demo");
    Map<String, String> settings = new HashMap<>(demo.settings());
    settings.put("BRIDGE_DATA", directory.resolve("data").toString());
    settings.put("BRIDGE_DROP_DIRECTORY", directory.resolve("drop").toString());
    settings.put("BRIDGE_SANDBOX_PORT", Integer.toString(freePort()));

    try (PackagedApplication application = new PackagedApplication(directory, settings)) {
      isUpAndWorks(demo, application, "demo");
      await("the sample in the drop folder")
          .atMost(60, SECONDS)
          .until(() -> Files.isDirectory(directory.resolve("drop/inbox")));
      application.terminate();
      assertThat(application.ended()).isIn(0, 143);
    }
  }

  /** The probes of the container succeed, and a call goes through to the bank and back. */
  private static void isUpAndWorks(Overlay overlay, PackagedApplication application, String key) {
    String output = application.started().output();
    assertThat(output).contains(EVERY_PRODUCT).doesNotContain("Unrecognized configuration");
    Container container = overlay.container();
    for (Probe probe :
        new Probe[] {
          container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()
        }) {
      URI uri = at(MANAGEMENT, output).resolve(probe.getHttpGet().getPath());
      await(uri.getPath())
          .atMost(60, SECONDS)
          .until(() -> given().get(uri).statusCode(), Predicate.isEqual(200));
    }
    given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .body("{\"dealtCurrency\": \"USD\", \"counterCurrency\": \"IDR\"}")
        .post(at(API, output).resolve("/bri/v2.0/valas-info/kurs-nego"))
        .then()
        .statusCode(200)
        .header("Bridge-Outcome", "succeeded");
  }

  private static URI at(Pattern listening, String output) {
    Matcher found = listening.matcher(output);
    assertThat(found.find()).as(listening.pattern()).isTrue();
    return URI.create("http://127.0.0.1:" + found.group(1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
