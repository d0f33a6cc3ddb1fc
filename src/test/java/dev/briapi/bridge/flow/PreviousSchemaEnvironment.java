package dev.briapi.bridge.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Around a bridge that starts on the data of one whose schema was V3. */
public final class PreviousSchemaEnvironment extends SandboxEnvironment {
  @Override
  public Map<String, String> start() {
    Map<String, String> settings = super.start();
    settings.put("bridge.callers.viewer.key-sha256", TestEnvironment.sha256("viewer-key"));
    settings.put("bridge.callers.viewer.roles", "viewer");
    String url = settings.get("quarkus.datasource.jdbc.url");
    String user = settings.get("quarkus.datasource.username");
    Flyway.configure().dataSource(url, user, "").target("3").load().migrate();
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(Path.of("src/test/resources/migration/v3.sql")));
      thereIsSomethingInEveryTable(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static void thereIsSomethingInEveryTable(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet names =
        statement.executeQuery(
            "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    for (String table : tables) {
      try (ResultSet row = statement.executeQuery("select 1 from " + table + " limit 1")) {
        assertThat(row.next()).as("%s has a row", table).isTrue();
      }
    }
  }
}
