package dev.briapi.bridge.platform;

import java.nio.file.FileSystems;
import java.util.Optional;
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
    place(bridge.drop())
        .ifPresent(
            place -> {
              block.add("drop invoice files into   " + place + "inbox");
              block.add("acknowledgements appear   " + place + "outbox");
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

  /** Where files are dropped, as people write it. */
  private static Optional<String> place(BridgeSettings.Drop drop) {
    return switch (drop.kind()) {
      case FOLDER ->
          drop.directory()
              .map(
                  folder ->
                      folder.toAbsolutePath().normalize()
                          + FileSystems.getDefault().getSeparator());
      case S3 ->
          drop.s3()
              .bucket()
              .map(bucket -> "s3://" + bucket + "/" + ended(drop.s3().prefix().orElse("")));
      case SFTP ->
          drop.sftp()
              .host()
              .map(
                  host ->
                      "sftp://"
                          + host
                          + ":"
                          + drop.sftp().port()
                          + " "
                          + ended(drop.sftp().directory()));
    };
  }

  private static String ended(String folder) {
    return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
  }
}
