package dev.briapi.bridge.platform;

import java.util.StringJoiner;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Says at the start where everything is, in one block. */
@Singleton
class StartReport {
  private static final Logger LOG = Logger.getLogger("dev.briapi.bridge");

  void report(
      @Observes StartupEvent started,
      Config config,
      BridgeSettings bridge,
      BankSettings bank,
      Stage stage) {
    StringJoiner block =
        new StringJoiner(
            System.lineSeparator() + "  ", "BRIAPI Bridge" + System.lineSeparator() + "  ", "");
    String http = "http://localhost:" + config.getValue("quarkus.http.port", String.class);
    bridge
        .drop()
        .directory()
        .ifPresent(
            drop -> {
              block.add(
                  "drop invoice files into   "
                      + drop.toAbsolutePath().normalize().resolve("inbox"));
              block.add(
                  "acknowledgements appear   "
                      + drop.toAbsolutePath().normalize().resolve("outbox"));
            });
    block.add(
        "API                       " + http + "/api/batches  (try it: " + http + "/q/swagger-ui)");
    block.add(
        "health and metrics        http://localhost:"
            + config.getValue("quarkus.management.port", String.class)
            + "/q/health");
    block.add(
        "the bank                  "
            + bank.baseUrl().orElseThrow()
            + (stage.firstTry() ? "  (the sandbox, see its page there)" : ""));
    block.add(
        "products that are on      " + String.join(", ", new StartCheck(config).productsOn()));
    if (bridge.callers().containsKey("demo")) {
      block.add(
          "A caller with the key \"demo\" may do everything: curl -H 'Authorization: Bearer demo' "
              + http
              + "/api/batches");
    } else if (bridge.callers().isEmpty()) {
      block.add("No caller may use the API: set bridge.callers.<name>.key-sha256 and .roles");
    }
    LOG.info(block);
    String names = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (!names.equalsIgnoreCase("UTF-8")) {
      LOG.warnf(
          "File names with letters outside ASCII cannot be read in this locale (%s): start with LC_ALL=C.UTF-8",
          names);
    }
  }
}
