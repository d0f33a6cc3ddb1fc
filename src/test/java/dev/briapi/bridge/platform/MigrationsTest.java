package dev.briapi.bridge.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.flow.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema grows under running replicas: what is released stays as it is, and what comes later
 * only adds to it. What an older version needs can be taken away by a version after the next.
 */
class MigrationsTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final String RELEASED = "3";

  /** Installations have run these: Flyway refuses to start when one of them is another. */
  private static final Map<String, String> RELEASED_FILES =
      Map.of(
          "V1__invoices_and_requests.sql",
          "4067ad7cedcc130a3d810edb6414784e594d6ebfb784226082dc6ca8c576a52f",
          "V2__front_door.sql",
          "d6dbae233cae17b702603fd2ffe1e8ebc21f8cb9b7a47ed84707bba70e570179",
          "V3__payments.sql",
          "413f726767bcb78e508496feaa0a012675397f8caf802b10a99c0c48843de31a");

  /**
   * Changes of what is released that an older version can live with, by what they change, each
   * because of a reason that stands here. None so far.
   */
  private static final Set<String> BORNE_BY_OLDER_VERSIONS = Set.of();

  private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

  private TestDatabase database;

  @BeforeEach
  void emptyDatabase() {
    database = new TestDatabase();
  }

  @AfterEach
  void end() {
    database.close();
  }

  private Flyway flyway() {
    return Flyway.configure().dataSource(database.url(), database.user(), "").load();
  }

  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource(database.url(), database.user(), "")
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void whatIsReleasedIsNotEdited() throws Exception {
    for (Map.Entry<String, String> file : RELEASED_FILES.entrySet()) {
      String content = Files.readString(MIGRATIONS.resolve(file.getKey())).replace("\r\n", "\n");
      assertThat(sha256(content)).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  private static String sha256(String content) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void severalThatStartTogetherOnAnEmptyDatabaseRunEachMigrationOnce() throws Exception {
    ExecutorService replicas = Executors.newFixedThreadPool(3);
    try {
      List<Future<MigrateResult>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(replicas.submit(() -> flyway().migrate()));
      }
      int executed = 0;
      for (Future<MigrateResult> run : runs) {
        assertThat(run.get().success).isTrue();
        executed += run.get().migrationsExecuted;
      }
      assertThat(executed).isEqualTo(files());
      assertThat(database.rows("select version from flyway_schema_history where success"))
          .hasSize(files())
          .doesNotHaveDuplicates();
    } finally {
      replicas.shutdownNow();
    }
  }

  private static int files() throws IOException {
    try (var files = Files.list(MIGRATIONS)) {
      return (int) files.count();
    }
  }

  @Test
  void theVersionBeforeStartsOnTheSchemaOfANewerOne(@TempDir Path older) throws IOException {
    for (String file : RELEASED_FILES.keySet()) {
      Files.copy(MIGRATIONS.resolve(file), older.resolve(file));
    }
    flyway().migrate();
    MigrateResult again =
        Flyway.configure()
            .dataSource(database.url(), database.user(), "")
            .locations("filesystem:" + older)
            .load()
            .migrate();
    assertThat(again.success).isTrue();
    assertThat(again.migrationsExecuted).isZero();
  }

  /** Columns of tables with what a writer who does not know them has to know. */
  private static final String COLUMNS =
      """
      select c.table_name || '.' || c.column_name as name, c.data_type as type, c.is_nullable = 'NO' as required,
        c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS' as filled, c.table_name as "table"
      from information_schema.columns c where c.table_schema = 'public' and c.table_name <> 'flyway_schema_history'
      """;

  /** Rules that a row has to keep to; an index that has to be unique is one as well. */
  private static final String RULES =
      """
      select c.conrelid::regclass || ' ' || c.conname as name, pg_get_constraintdef(c.oid) as definition, c.contype = 'c' as "check",
        c.conrelid::regclass::text as "table"
      from pg_constraint c where c.connamespace = 'public'::regnamespace and c.conrelid <> 0 and c.contype <> 'n'
      union all
      select i.indrelid::regclass || ' ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid), false, i.indrelid::regclass::text
      from pg_index i join pg_class t on t.oid = i.indrelid where i.indisunique and t.relnamespace = 'public'::regnamespace
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
      """;

  private static final String FUNCTIONS =
      """
      select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition
      from pg_proc p where p.pronamespace = 'public'::regnamespace
      """;

  private Map<String, Map<String, Object>> byName(String query) {
    return database.rows(query).stream()
        .collect(Collectors.toMap(row -> (String) row.get("name"), row -> row));
  }

  @Test
  void anOlderVersionGoesOnWorkingBesideANewerOneSinceMigrationsOnlyAdd() {
    migrateTo(RELEASED);
    var columns = byName(COLUMNS);
    var rules = byName(RULES);
    var functions = byName(FUNCTIONS);
    Set<Object> tables =
        columns.values().stream().map(row -> row.get("table")).collect(Collectors.toSet());
    migrateTo("latest");
    var columnsNow = byName(COLUMNS);
    var rulesNow = byName(RULES);
    var functionsNow = byName(FUNCTIONS);

    Set<String> broken = new HashSet<>();
    columns.forEach(
        (name, before) -> {
          Map<String, Object> now = columnsNow.get(name);
          if (now == null
              || !now.get("type").equals(before.get("type"))
              || !now.get("required").equals(before.get("required"))
              || before.get("filled").equals(true) && now.get("filled").equals(false)) {
            broken.add("column " + name);
          }
        });
    columnsNow.forEach(
        (name, now) -> {
          if (!columns.containsKey(name)
              && tables.contains(now.get("table"))
              && now.get("required").equals(true)
              && now.get("filled").equals(false)) {
            broken.add("new column " + name + " has to be filled");
          }
        });
    rulesNow.forEach(
        (name, now) -> {
          Map<String, Object> before = rules.get(name);
          if (tables.contains(now.get("table")) && (before == null || !allows(now, before))) {
            broken.add("rule " + name);
          }
        });
    rules.keySet().stream()
        .filter(name -> name.contains("_pkey") || name.endsWith("_key"))
        .filter(name -> !rulesNow.containsKey(name))
        .forEach(name -> broken.add("what an upsert relies on: " + name));
    functions.forEach(
        (name, before) -> {
          if (!before.equals(functionsNow.get(name))) {
            broken.add("function " + name);
          }
        });
    assertThat(columns).hasSizeGreaterThan(100);
    assertThat(rules).hasSizeGreaterThan(20);
    assertThat(functions).hasSizeGreaterThan(5);
    assertThat(broken).isEqualTo(BORNE_BY_OLDER_VERSIONS);
  }

  /** The same, or a list of words that has become longer. */
  private static boolean allows(Map<String, Object> now, Map<String, Object> before) {
    String definition = (String) now.get("definition");
    String former = (String) before.get("definition");
    return definition.equals(former)
        || now.get("check").equals(true)
            && LITERAL
                .matcher(definition)
                .replaceAll("")
                .replace(", ::text", "")
                .equals(LITERAL.matcher(former).replaceAll("").replace(", ::text", ""))
            && literals(definition).containsAll(literals(former));
  }

  private static Set<String> literals(String definition) {
    return LITERAL
        .matcher(definition)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }
}
