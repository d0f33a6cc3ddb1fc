package dev.briapi.bridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StartCheckTest {
  private static final Map<String, Map<String, String>> PRODUCTS =
      Map.of(
          "cbm", Map.of("briapi.cbm.corporate-key", "k"),
          "briva", Map.of("briapi.briva.institution-code", "J1", "briapi.briva.numbers", "77777"),
          "valas", Map.of("briapi.valas.partner-code", "p"),
          "snap",
              Map.of(
                  "briapi.snap.partner-id", "p",
                  "briapi.snap.channel-id", "95221",
                  "briapi.snap.private-key-file", "partner-private.pem"),
          "notification",
              Map.of(
                  "briapi.notification.client-id", "c",
                  "briapi.notification.client-secret", "s",
                  "briapi.notification.public-key-file", "bank-public.pem"));

  @TempDir Path directory;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void everythingButAProduct() {
    DemoKeys.bring(directory);
    settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost/none");
    settings.put("quarkus.datasource.username", "nobody");
    settings.put("briapi.base-url", "https://partner.api.bri.co.id");
    settings.put("briapi.client-id", "id");
    settings.put("briapi.client-secret", "secret");
  }

  private StartCheck check() {
    return new StartCheck(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "test", 300))
            .build());
  }

  private List<String> problems() {
    return check().problems();
  }

  private void on(String product) {
    PRODUCTS.get(product).forEach((key, value) -> settings.put(key, inDirectory(value)));
    if (product.equals("cbm")) {
      settings.put("bridge.drop.directory", directory.toString());
    }
  }

  private String inDirectory(String value) {
    return value.endsWith(".pem") ? directory.resolve(value).toString() : value;
  }

  private static String variable(String setting) {
    return setting.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbm", "briva", "valas", "snap", "notification"})
  void anyProductAloneIsEnough(String product) {
    on(product);
    assertThat(problems()).isEmpty();
    assertThat(check().productsOn()).containsExactly(product);
  }

  @Test
  void allProductsAreOnTogether() {
    PRODUCTS.keySet().forEach(this::on);
    assertThat(problems()).isEmpty();
    assertThat(check().productsOn()).containsExactlyInAnyOrderElementsOf(PRODUCTS.keySet());
  }

  @Test
  void withNoProductTheFirstIsNamedAndThatAnyWillDo() {
    assertThat(problems())
        .hasSize(2)
        .contains("bridge.drop.directory is not set (environment: BRIDGE_DROP_DIRECTORY)")
        .first()
        .asString()
        .contains("briapi.cbm.corporate-key", "BRIAPI_CBM_CORPORATE_KEY", "any of them will do");
  }

  @Test
  void halfOfAProductNamesTheRestWithItsVariable() {
    PRODUCTS.forEach(
        (product, keys) -> {
          if (keys.size() > 1) {
            for (String missing : keys.keySet()) {
              settings.keySet().removeIf(key -> PRODUCTS.get(product).containsKey(key));
              on(product);
              settings.put(missing, " ");
              assertThat(problems())
                  .as("%s without %s", product, missing)
                  .singleElement()
                  .asString()
                  .startsWith(missing + " is not set")
                  .contains(variable(missing), product);
              assertThat(check().productsOn()).doesNotContain(product);
            }
            settings.keySet().removeIf(keys::containsKey);
          }
        });
  }

  @Test
  void halfOfAProductIsAnErrorOfADemoToo() {
    settings.put("briapi.base-url", "http://127.0.0.1:8090");
    settings.put("briapi.snap.partner-id", "p");
    assertThat(check().demoProblems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("briapi.snap.channel-id is not set"))
        .anyMatch(problem -> problem.startsWith("briapi.snap.private-key-file is not set"));
  }

  @Test
  void theDropFolderIsRequiredWithCbmOnly() {
    on("cbm");
    settings.remove("bridge.drop.directory");
    assertThat(problems()).singleElement().asString().startsWith("bridge.drop.directory");
  }

  @Test
  void aDropElsewhereIsNamedWithAllThatItLacks() {
    on("cbm");
    settings.put("bridge.drop.kind", "S3");
    assertThat(problems())
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("bridge.drop.s3.bucket is not set"))
        .anyMatch(problem -> problem.contains("BRIDGE_DROP_S3_REGION"));
    settings.put("bridge.drop.kind", "sftp");
    assertThat(problems())
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("bridge.drop.sftp.host is not set"))
        .anyMatch(problem -> problem.startsWith("bridge.drop.sftp.user is not set"))
        .anyMatch(problem -> problem.startsWith("bridge.drop.sftp.known-hosts-file is not set"))
        .anyMatch(problem -> problem.contains("private-key-file or bridge.drop.sftp.password"));
    settings.put("bridge.drop.kind", "ftp");
    assertThat(problems()).singleElement().asString().contains("'ftp' is neither folder nor s3");
  }

  @Test
  void aWholeDropElsewhereIsEnough() throws IOException {
    on("cbm");
    settings.put("bridge.drop.kind", "s3");
    settings.put("bridge.drop.s3.bucket", "invoices");
    settings.put("bridge.drop.s3.region", "ap-southeast-3");
    assertThat(problems()).isEmpty();
    settings.put("bridge.drop.s3.endpoint", "http://127.0.0.1:9000");
    assertThat(problems()).isEmpty();
    settings.put("bridge.drop.s3.endpoint", "http://192.0.2.1:9000");
    assertThat(problems()).singleElement().asString().contains("192.0.2.1", "use https");
    settings.put("bridge.drop.s3.endpoint", "https://192.0.2.1:9000");
    settings.put("bridge.drop.s3.access-key", "key");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("bridge.drop.s3.secret-key is not set");
    settings.keySet().removeIf(key -> key.startsWith("bridge.drop.s3."));
    settings.put("bridge.drop.kind", "sftp");
    settings.put("bridge.drop.sftp.host", "sftp.example.com");
    settings.put("bridge.drop.sftp.user", "bridge");
    settings.put("bridge.drop.sftp.password", "password");
    settings.put("bridge.drop.sftp.known-hosts-file", directory.resolve("none").toString());
    assertThat(problems()).singleElement().asString().contains("none", "cannot be read");
    settings.put(
        "bridge.drop.sftp.known-hosts-file",
        Files.createFile(directory.resolve("known_hosts")).toString());
    assertThat(problems()).isEmpty();
  }

  @Test
  void whatBelongsToAnotherKindOfDropIsAnError() {
    on("cbm");
    settings.put("bridge.drop.sftp.host", "sftp.example.com");
    assertThat(problems())
        .singleElement()
        .asString()
        .isEqualTo("bridge.drop.sftp.host is set, and bridge.drop.kind is folder");
  }

  @ParameterizedTest
  @CsvSource({
    "briapi.cbm.requests-per-second, 0",
    "briapi.briva.requests-per-second, -1",
    "briapi.valas.requests-per-second, many",
    "briapi.snap.requests-per-second, 0",
    "briapi.max-connections, 0",
    "briapi.circuit.calls, 0",
    "briapi.circuit.failure-ratio, 0",
    "briapi.circuit.failure-ratio, 1.5",
    "briapi.briva.numbers, 7777",
    "briapi.briva.numbers, '77777;88888'",
    "briapi.snap.signature-encoding, hexadecimal",
    "briapi.snap.channel-id, 123456",
    "briapi.snap.partner-id, with space"
  })
  void aValueThatCannotBeUsedIsNamed(String key, String value) {
    PRODUCTS.keySet().forEach(this::on);
    settings.put(key, value);
    assertThat(problems()).singleElement().asString().contains(key, variable(key));
  }

  @ParameterizedTest
  @CsvSource({
    "briapi.briva.numbers, '77777, 88888'",
    "briapi.snap.signature-encoding, base64",
    "briapi.circuit.failure-ratio, 1",
    "briapi.circuit.failure-ratio, 0.25",
    "briapi.circuit.failure-ratio, .5"
  })
  void aValueThatCanBeUsedIsNot(String key, String value) {
    PRODUCTS.keySet().forEach(this::on);
    settings.put(key, value);
    assertThat(problems()).isEmpty();
  }

  @Test
  void aKeyFileThatIsNoneIsNamedWithItsPathAndNothingOfItsContent() throws Exception {
    on("snap");
    on("notification");
    Path file = directory.resolve("other.pem");
    Map<String, String> contents = new HashMap<>();
    contents.put("hunter2-not-a-key", "has no block");
    contents.put(Files.readString(directory.resolve("bank-public.pem")), "has no block");
    contents.put(pem("PRIVATE KEY", "hunter2".getBytes()), "is not an RSA key in PKCS#8");
    contents.put(pem("PRIVATE KEY", elliptic()), "is not an RSA key in PKCS#8");
    contents.put("-----BEGIN PRIVATE KEY-----\nA=A\n-----END PRIVATE KEY-----", "not");
    contents.forEach(
        (content, reason) -> {
          write(file, content);
          settings.put("briapi.snap.private-key-file", file.toString());
          assertThat(problems())
              .singleElement()
              .asString()
              .contains("briapi.snap.private-key-file", file.toString(), reason)
              .doesNotContain("hunter2", content);
        });
    settings.put("briapi.snap.private-key-file", directory.toString());
    settings.put("briapi.notification.public-key-file", directory.resolve("none.pem").toString());
    assertThat(problems())
        .hasSize(2)
        .anyMatch(problem -> problem.contains("is not a file"))
        .anyMatch(problem -> problem.contains("does not exist"));
    settings.put(
        "briapi.notification.public-key-file", directory.resolve("bank-private.pem").toString());
    on("snap");
    assertThat(problems()).singleElement().asString().contains("BEGIN PUBLIC KEY");
  }

  @Test
  void aPublicKeyThatIsNotRsaIsRefused() throws Exception {
    on("notification");
    Path file = directory.resolve("other.pem");
    write(file, pem("PUBLIC KEY", "no key".getBytes()));
    settings.put("briapi.notification.public-key-file", file.toString());
    assertThat(problems()).singleElement().asString().contains("is not an RSA key in X.509");
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }

  private static byte[] elliptic() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
  }

  @Test
  void theKeysOfADemoAreMadeOnceInPairsAndNobodyElseReadsThePrivateOnes() throws Exception {
    Path keys = directory.resolve("made/once");
    DemoKeys.bring(keys);
    for (String whose : List.of("partner", "bank")) {
      Path secret = keys.resolve(whose + "-private.pem");
      String before = Files.readString(secret);
      DemoKeys.bring(keys);
      assertThat(secret).hasContent(before);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
      var privateKey = (java.security.interfaces.RSAPrivateKey) new PemFile(secret).privateKey();
      var publicKey =
          (java.security.interfaces.RSAPublicKey)
              new PemFile(keys.resolve(whose + "-public.pem")).publicKey();
      assertThat(privateKey.getModulus()).isEqualTo(publicKey.getModulus());
    }
    try (var files = Files.list(keys)) {
      assertThat(files).hasSize(4);
    }
  }
}
