package dev.briapi.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The lint of the routes: what Camel itself would find out late, or not at all. */
class RoutesTest {
  private static final Path ROUTES = Path.of("routes");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final int LINES = 60;
  private static final int STEPS = 8;
  private static final int NESTING = 2;

  /** Components that stay inside the process. */
  private static final Set<String> INSIDE = Set.of("direct", "seda", "timer", "log", "mock");

  /** What a step may hold besides itself: lists of steps of the level below it. */
  private static final Set<String> BRANCHES =
      Set.of("steps", "when", "otherwise", "doCatch", "doFinally");

  /** The products that have a call route. */
  private static final List<String> CALLED = List.of("cbm", "briva", "valas", "snap");

  /** Settings that StartCheck insists on. */
  private static final Set<String> REQUIRED =
      Set.of(
          "briapi.base-url",
          "briapi.client-id",
          "briapi.client-secret",
          "bridge.drop.directory",
          "bridge.drop.s3.bucket");

  private record Route(Path file, String kind, JsonNode node) {
    String id() {
      return node.path("id").asText();
    }

    /** Every object in it, by the name under which it stands. */
    void walk(BiConsumer<String, JsonNode> visitor) {
      walk(node, visitor);
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
      if (node.isObject()) {
        node.fields()
            .forEachRemaining(
                field -> {
                  visitor.accept(field.getKey(), field.getValue());
                  walk(field.getValue(), visitor);
                });
      } else if (node.isArray()) {
        node.forEach(item -> walk(item, visitor));
      }
    }

    /** The endpoints of it, {@code from} included. */
    List<JsonNode> endpoints(String... names) {
      List<JsonNode> found = new ArrayList<>();
      walk(
          (name, value) -> {
            if (List.of(names).contains(name)) {
              found.add(value);
            }
          });
      return found;
    }

    @Override
    public String toString() {
      return kind + " " + id() + " in " + file;
    }
  }

  private static List<Path> files;
  private static List<Route> all;
  private static List<Route> routes;

  @BeforeAll
  static void read() throws IOException {
    files = below(ROUTES, ".camel.yaml");
    all = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode item : new YAMLMapper().readTree(file.toFile())) {
        item.fields()
            .forEachRemaining(field -> all.add(new Route(file, field.getKey(), field.getValue())));
      }
    }
    routes = all.stream().filter(route -> route.kind().equals("route")).toList();
    assertThat(routes).as("routes").hasSizeGreaterThan(10);
  }

  private static List<Path> below(Path folder, String ending) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String sources() {
    try {
      return below(SOURCES, ".java").stream()
          .map(RoutesTest::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(hit -> hit.group(1)).toList();
  }

  /** The name of a direct or seda endpoint, null for any other. */
  private static String internalName(JsonNode endpoint) {
    String uri = endpoint.path("uri").asText();
    return Set.of("direct", "seda").contains(uri)
        ? uri + ":" + endpoint.path("parameters").path("name").asText()
        : null;
  }

  @Test
  void everyFileHoldsOnlyRoutesAndConfigurationsWithIdsOfTheirOwn() {
    assertThat(all).extracting(Route::kind).containsOnly("route", "routeConfiguration");
    assertThat(all).extracting(Route::id).doesNotHaveDuplicates().allMatch(id -> !id.isBlank());
  }

  @Test
  void noTwoNodesShareAnId() {
    List<String> ids = new ArrayList<>();
    all.forEach(
        route -> {
          ids.add(route.id());
          route.walk(
              (name, value) -> {
                if (value.path("id").isTextual()) {
                  ids.add(value.path("id").asText());
                }
              });
        });
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void aFileIsOneRouteOfTheSameNameAndItsDirectNameIsThatToo() {
    assertThat(routes)
        .allSatisfy(
            route -> {
              assertThat(route.file().getFileName()).hasToString(route.id() + ".camel.yaml");
              assertThat(route.id()).matches("[a-z]+(-[a-z]+)*");
              String name = internalName(route.node().path("from"));
              if (name != null) {
                assertThat(name).endsWith(":" + route.id());
              }
            });
    assertThat(routes).extracting(Route::file).doesNotHaveDuplicates();
  }

  @Test
  void everyRouteAndConfigurationIsDescribed() {
    assertThat(all)
        .allSatisfy(
            route ->
                assertThat(route.node().path("description").asText())
                    .as("description of %s", route)
                    .hasSizeBetween(20, 150)
                    .doesNotEndWith("."));
  }

  @Test
  void everyNodeThatLeavesTheProcessHasAnId() {
    for (Route route : all) {
      for (JsonNode endpoint : route.endpoints("from", "to", "toD", "wireTap", "pollEnrich")) {
        String scheme = endpoint.path("uri").asText().split(":")[0];
        if (!INSIDE.contains(scheme)) {
          assertThat(endpoint.path("id").asText()).as("id of %s in %s", scheme, route).isNotBlank();
        }
      }
    }
  }

  @Test
  void everyInternalTargetHasOneConsumerAndEveryConsumerACaller() {
    List<String> consumers =
        routes.stream()
            .map(route -> internalName(route.node().path("from")))
            .filter(name -> name != null)
            .toList();
    assertThat(consumers).doesNotHaveDuplicates();
    Set<String> called = new TreeSet<>(found("\"((?:direct|seda):[a-z-]+)\"", sources()));
    for (Route route : all) {
      for (JsonNode endpoint : route.endpoints("to", "toD")) {
        if (internalName(endpoint) != null) {
          called.add(internalName(endpoint));
        }
        String uri = endpoint.path("uri").asText();
        if (uri.contains(":")) {
          // the only computed names: a call route per product, and a route per kind of job
          assertThat(uri).isIn("direct:call-${body.product}", "direct:${body.kind}");
          CALLED.forEach(product -> called.add("direct:call-" + product));
          found("Schedule\\.every\\([^;]*?\"([a-z-]+)\"", sources())
              .forEach(kind -> called.add("direct:" + kind));
        }
      }
    }
    assertThat(new TreeSet<>(consumers)).as("consumers, and who calls them").isEqualTo(called);
  }

  @Test
  void everyPlaceholderIsASettingWithADefaultOrOneThatTheStartInsistsOn() throws IOException {
    Set<String> known = new HashSet<>(REQUIRED);
    defaults(BankSettings.class, known);
    defaults(BridgeSettings.class, known);
    known.addAll(properties().stringPropertyNames());
    Set<String> used = new TreeSet<>();
    files.forEach(file -> used.addAll(found("\\{\\{(bean:[^}]+|[^}:]+)", text(file))));
    String sources = sources();
    assertThat(used)
        .isNotEmpty()
        .allMatch(
            key ->
                known.contains(key)
                    || key.startsWith("bean:")
                        && sources.contains(
                            "@Named(\"" + key.substring(5, key.indexOf('.')) + "\")")
                        && sources.contains(" " + key.substring(key.indexOf('.') + 1) + "("));
    String check =
        text(SOURCES.resolve("dev/briapi/bridge/platform/StartCheck.java"))
            + text(SOURCES.resolve("dev/briapi/bridge/platform/DropCheck.java"));
    assertThat(REQUIRED).allSatisfy(key -> assertThat(check).contains("\"" + key + "\""));
  }

  private static Properties properties() throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(RESOURCES.resolve("application.properties"))) {
      properties.load(reader);
    }
    return properties;
  }

  private static void defaults(Class<?> mapping, Set<String> known) {
    defaults(mapping, mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), known);
  }

  private static void defaults(Class<?> mapping, Class<?> group, String prefix, Set<String> known) {
    for (var method : group.getDeclaredMethods()) {
      String name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (method.getReturnType().getEnclosingClass() == mapping) {
        defaults(mapping, method.getReturnType(), prefix + "." + name, known);
      } else if (method.isAnnotationPresent(WithDefault.class)) {
        known.add(prefix + "." + name);
      }
    }
  }

  @Test
  void everyBeanThatARouteNamesExistsAndHasThatMethod() {
    String sources = sources();
    Set<String> named = new HashSet<>(found("@Named\\(\"([^\"]+)\"\\)", sources));
    TreeMap<String, String> missing = new TreeMap<>();
    for (Route route : all) {
      route.walk(
          (name, value) -> {
            if (Set.of("bean", "process").contains(name)) {
              check(named, value.path("ref").asText(), route, missing);
              String method = value.path("method").asText("");
              if (!method.isEmpty() && !sources.contains(" " + method + "(")) {
                missing.put(method, route.toString());
              }
            }
            if (name.equals("redeliveryPolicyRef")) {
              check(named, value.asText(), route, missing);
            }
            if (value.isTextual() && value.asText().startsWith("#")) {
              check(named, value.asText().substring(1), route, missing);
            }
          });
    }
    assertThat(missing).as("names that nothing answers to").isEmpty();
  }

  private static void check(
      Set<String> named, String bean, Route route, TreeMap<String, String> missing) {
    if (!named.contains(bean)) {
      missing.put(bean, route.toString());
    }
  }

  @Test
  void everyStatementExistsAndItsBeansToo() {
    Set<String> named = new HashSet<>(found("@Named\\(\"([^\"]+)\"\\)", sources()));
    Set<Path> used = new TreeSet<>();
    for (Route route : routes) {
      for (JsonNode endpoint : route.endpoints("to")) {
        if (endpoint.path("uri").asText().equals("sql")) {
          String query = endpoint.path("parameters").path("query").asText();
          assertThat(query).startsWith("classpath:sql/");
          used.add(RESOURCES.resolve(query.substring("classpath:".length())));
        }
      }
    }
    assertThat(used)
        .isNotEmpty()
        .allSatisfy(
            file -> {
              assertThat(file).exists();
              assertThat(named).containsAll(found("\\$\\{bean:([A-Za-z]+)", text(file)));
            });
  }

  @Test
  void noStatementIsLeftBehind() throws IOException {
    String text = files.stream().map(RoutesTest::text).collect(Collectors.joining()) + sources();
    assertThat(below(RESOURCES.resolve("sql"), ".sql"))
        .allSatisfy(file -> assertThat(text).contains("sql/" + file.getFileName()));
  }

  @Test
  void aCallIsClassifiedInWhateverWayItFails() {
    // an Error, too, has to give back what the breaker counts
    assertThat(files)
        .filteredOn(file -> file.getFileName().toString().startsWith("call-"))
        .hasSize(4)
        .allSatisfy(
            file ->
                assertThat(text(file))
                    .contains(
                        "doCatch:\n              - exception:\n                  - java.lang.Throwable"));
  }

  @Test
  void everyFileKeepsWithinItsBudget() {
    for (Path file : files) {
      if (!file.endsWith("errors.camel.yaml")) {
        assertThat(text(file).lines().count()).as("lines of %s", file).isLessThanOrEqualTo(LINES);
      }
    }
    for (Route route : routes) {
      JsonNode steps = route.node().path("from").path("steps");
      assertThat(steps.size()).as("steps of %s", route).isBetween(1, STEPS);
      assertThat(nesting(steps)).as("nesting of %s", route).isLessThanOrEqualTo(NESTING);
    }
  }

  /** How many levels of steps there are: 1 where no step holds others. */
  private static int nesting(JsonNode steps) {
    int deepest = 0;
    for (JsonNode step : steps) {
      for (JsonNode eip : step) {
        deepest = Math.max(deepest, inner(eip));
      }
    }
    return 1 + deepest;
  }

  private static int inner(JsonNode holder) {
    int deepest = 0;
    for (String branch : BRANCHES) {
      JsonNode inside = holder.path(branch);
      if (branch.equals("steps")) {
        deepest = Math.max(deepest, inside.isArray() ? nesting(inside) : 0);
      } else if (inside.isArray()) {
        for (JsonNode one : inside) {
          deepest = Math.max(deepest, inner(one));
        }
      } else if (inside.isObject()) {
        deepest = Math.max(deepest, inner(inside));
      }
    }
    return deepest;
  }

  @Test
  void everyRouteChoosesWhatHappensToItsErrors() {
    Set<String> configurations =
        all.stream()
            .filter(route -> route.kind().equals("routeConfiguration"))
            .map(Route::id)
            .collect(Collectors.toSet());
    Set<String> chosen = new TreeSet<>();
    for (Route route : routes) {
      String configuration = route.node().path("routeConfigurationId").asText();
      boolean none = route.node().path("errorHandler").has("noErrorHandler");
      assertThat(none).as("%s chooses one way", route).isNotEqualTo(!configuration.isEmpty());
      if (!none) {
        assertThat(configurations).contains(configuration);
        chosen.add(configuration);
      } else {
        assertThat(internalName(route.node().path("from")))
            .as("%s leaves its errors to a caller, so it has to have one", route)
            .startsWith("direct:");
      }
    }
    assertThat(chosen).as("configurations in use").isEqualTo(new TreeSet<>(configurations));
  }

  @Test
  void endpointsAndExpressionsAreWrittenInTheExplicitForm() {
    for (Route route : all) {
      for (JsonNode endpoint : route.endpoints("from", "to", "toD")) {
        assertThat(endpoint.isObject()).as("endpoint of %s", route).isTrue();
        String uri = endpoint.path("uri").asText();
        assertThat(uri).as(route.toString()).doesNotContain("?");
        if (!uri.contains("${")) {
          assertThat(uri).as(route.toString()).matches("[a-z][a-z0-9-]*");
          assertThat(endpoint.path("parameters").isObject()).as(route.toString()).isTrue();
        }
      }
      route.walk(
          (name, value) -> {
            if (Set.of("simple", "constant").contains(name)) {
              assertThat(value.path("expression").isTextual()).as(route.toString()).isTrue();
            }
            assertThat(name)
                .as(route.toString())
                .isNotIn(
                    "script", "groovy", "js", "setHeader", "removeHeaders", "idempotentConsumer");
          });
    }
  }

  @Test
  void everyRouteIsLoadedByTheApplication() throws IOException {
    Properties properties = properties();
    assertThat(properties.getProperty("camel.main.routes-include-pattern"))
        .isEqualTo("${bridge.routes}");
    List<String> patterns = List.of(properties.getProperty("bridge.routes").split(","));
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(patterns)
                    .anyMatch(
                        glob ->
                            file.getFileSystem()
                                .getPathMatcher("glob:" + glob)
                                .matches(ROUTES.relativize(file))));
  }
}
