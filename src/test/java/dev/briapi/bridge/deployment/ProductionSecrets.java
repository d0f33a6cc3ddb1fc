package dev.briapi.bridge.deployment;

import java.util.Map;
import java.util.TreeMap;

/** A value for each name of the template, as an operator would fill it in for the sandbox. */
public final class ProductionSecrets {
  private static final Map<String, String> OF_THE_SANDBOX =
      Map.of(
          "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:5432/bridge",
          "QUARKUS_DATASOURCE_USERNAME", "bridge",
          "QUARKUS_DATASOURCE_PASSWORD", "bridge",
          "BRIAPI_CLIENT_ID", "sandbox-consumer-key",
          "BRIAPI_CLIENT_SECRET", "sandbox-consumer-secret",
          "BRIAPI_CBM_CORPORATE_KEY", "sandbox-corporate-key",
          "BRIAPI_VALAS_PARTNER_CODE", "sandbox-partner-code");

  private ProductionSecrets() {}

  public static Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    for (String name : Overlay.secretTemplate().getStringData().keySet()) {
      values.put(name, OF_THE_SANDBOX.getOrDefault(name, "made-up-for-a-test"));
    }
    return values;
  }
}
