package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/** Staging with a database and a drop folder, and without the rest of the application. */
final class StagingSetup {
  private final DropFolder folder;
  private final Staging staging;

  StagingSetup(DataSource pool, Path directory) {
    Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(BridgeSettings.class)
            .withMapping(BankSettings.class)
            .withDefaultValue("bridge.drop.directory", directory.toString())
            .withDefaultValue("briapi.cbm.corporate-key", "key")
            .build();
    folder =
        new DropFolder(
            config.getConfigMapping(BridgeSettings.class),
            new Products(config, config.getConfigMapping(BankSettings.class)));
    Drop drop = new FolderDrop(folder, Clock.systemUTC());
    LineCheck check =
        new LineCheck(new InvoiceContract(new Contracts()), new AttachmentStore(pool, drop));
    staging =
        new Staging(
            pool,
            new Batches(JdbcClient.create(pool)),
            new InvoiceContract(new Contracts()),
            check,
            drop);
  }

  /** Drops a link to the file and stages it. */
  UUID stage(Path file) throws IOException, SQLException {
    UUID id = UUID.randomUUID();
    stage(file, id);
    return id;
  }

  /** The same under the id of a claim. */
  void stage(Path file, UUID id) throws IOException, SQLException {
    Path dropped = Files.createLink(folder.inbox().resolve(file.getFileName()), file);
    staging.stage(new DroppedFile(id, dropped, dropped.getFileName().toString(), false, null));
  }
}
