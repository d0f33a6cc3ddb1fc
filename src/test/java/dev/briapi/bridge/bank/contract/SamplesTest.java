package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every sample of the documents of BRIVA, Valas, SNAP and the notification. */
class SamplesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");

  private static final String REQUESTS =
      """
      briva-01 briva/create-account
      briva-08 briva/update-account-status
      briva-11 briva/update-account
      interbank-01 snap/inquire-account
      interbank-04 snap/transfer
      valas-01 valas/nego-info
      valas-04 valas/check-deal-code
      valas-10 valas/transaction-counter
      valas-13 valas/inquiry-transaction
      valas-16 valas/inquiry-limit
      valas-19 valas/counter-info
      valas-28 valas/nego-rate-profile
      valas-31 valas/nego-continue
      """;

  private static final String SUCCESSES =
      """
      briva-02 briva/create-account
      briva-04 briva/get-account
      briva-06 briva/get-account-status
      briva-09 briva/update-account-status
      briva-12 briva/update-account
      briva-14 briva/delete-account
      briva-16 briva/get-report
      briva-19 briva/get-report-time
      interbank-02 snap/inquire-account
      interbank-05 snap/transfer
      valas-02 valas/nego-info
      valas-05 valas/check-deal-code
      valas-08 valas/transaction-nego
      valas-11 valas/transaction-counter
      valas-14 valas/inquiry-transaction
      valas-17 valas/inquiry-limit
      valas-20 valas/counter-info
      valas-23 valas/upload-underlying
      valas-26 valas/rate-profile
      valas-29 valas/nego-rate-profile
      valas-32 valas/nego-continue
      """;

  private static final String ERRORS =
      """
      briva-03 briva/create-account 400 refused duplicate-reference
      briva-05 briva/get-account 404 refused not-found
      briva-07 briva/get-account-status 200 refused status-unavailable
      briva-10 briva/update-account-status 404 refused not-found
      briva-13 briva/update-account 200 refused not-found
      briva-17 briva/get-report 200 succeeded null
      briva-18 briva/get-report 400 refused invalid-field
      briva-20 briva/get-report-time 404 succeeded null
      interbank-03 snap/inquire-account 400 refused invalid-field
      interbank-06 snap/transfer 400 refused invalid-field
      valas-03 valas/nego-info 400 refused invalid-field
      valas-06 valas/check-deal-code 400 refused deal-expired
      valas-09 valas/transaction-nego 403 refused unknown-deal
      valas-12 valas/transaction-counter 409 refused duplicate-reference
      valas-15 valas/inquiry-transaction 404 refused not-found
      valas-18 valas/inquiry-limit 400 refused missing-field
      valas-21 valas/counter-info 404 refused not-found
      valas-24 valas/upload-underlying 400 refused invalid-field
      valas-27 valas/rate-profile 404 refused not-found
      valas-30 valas/nego-rate-profile 404 refused not-found
      valas-33 valas/nego-continue 404 refused not-found
      va-notify-03 notification/notify-payment 401 not-sent unauthorized
      """;

  /** Damaged samples, and what to replace in them to make them good. */
  private static final String DAMAGED =
      """
      va-notify-01 notification/notify-payment request
      va-notify-02 notification/notify-payment response
      valas-07 valas/transaction-nego request
      valas-25 valas/rate-profile request
      """;

  private static final Contracts CONTRACTS = new Contracts();

  static Stream<Arguments> requests() {
    return rows(REQUESTS);
  }

  static Stream<Arguments> successes() {
    return rows(SUCCESSES);
  }

  static Stream<Arguments> errors() {
    return rows(ERRORS);
  }

  static Stream<Arguments> damaged() {
    return rows(DAMAGED);
  }

  private static Stream<Arguments> rows(String table) {
    return table
        .lines()
        .map(line -> line.split(" "))
        .map(
            words ->
                words.length == 5
                    ? Arguments.of(
                        words[0], words[1], Integer.parseInt(words[2]), words[3] + " " + words[4])
                    : Arguments.of((Object[]) words));
  }

  @Test
  void noSampleIsLeftOut() throws IOException {
    Set<String> named = new TreeSet<>();
    Stream.of(requests(), successes(), errors(), damaged())
        .flatMap(rows -> rows)
        .forEach(row -> named.add((String) row.get()[0]));
    // the upload's "{Inputan Base64}" is a placeholder, the delete's error is looked at by itself
    named.add("valas-22");
    named.add("briva-15");
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.startsWith("doc-cbm-"))
                  .map(name -> name.replaceFirst("^doc-", "").replaceFirst("-(?:re|er).*$", "")))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aSampleRequestMayBeSentAndStandsInTheContract(String sample, String name)
      throws IOException {
    JsonNode body = BankJson.read(read(sample));
    Operation operation = operation(name);
    assertThat(operation.check(body)).isEmpty();
    assertThat(operation.advise(body)).isEmpty();
    if (name.equals("valas/transaction-counter")) {
      // BRI's samples use one reference twice, and a reference can be used once
      ((ObjectNode) body).put("partnerReferenceNo", "6278163827121");
    }
    assertThat(example(operation)).isEqualTo(body);
  }

  @ParameterizedTest
  @MethodSource("successes")
  void aSampleAnswerIsASuccessThatFitsItsSchema(String sample, String name) throws IOException {
    byte[] body = read(sample);
    Operation operation = operation(name);
    assertThat(words(operation.classify(200, body, false))).isEqualTo("succeeded null");
    JsonNode answers = operation.document().at("/responses/200/content/application~1json");
    assertThat(new BodySchema(answers.path("schema"), Set.of()).check(BankJson.read(body)))
        .isEmpty();
    assertThat(answers.path("example")).isEqualTo(BankJson.read(body));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aSampleErrorIsWhatItSays(String sample, String name, int status, String expected)
      throws IOException {
    assertThat(words(operation(name).classify(status, read(sample), false))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void aDamagedSampleIsGoodOnceItIsRepaired(String sample, String name, String part)
      throws IOException {
    String raw = BankJson.read(read(sample)).path("raw").textValue();
    assertThatThrownBy(() -> BankJson.read(bytes(raw))).isInstanceOf(IOException.class);
    JsonNode repaired =
        BankJson.read(bytes(raw.replace("/CONDITIONAL", "").replaceAll(",\\s*}", "}")));
    Operation operation = operation(name);
    if (part.equals("request")) {
      assertThat(operation.check(repaired)).isEmpty();
      assertThat(example(operation)).isEqualTo(repaired);
    } else {
      assertThat(operation.document().at("/responses/200/content/application~1json/example"))
          .isEqualTo(repaired);
    }
  }

  @Test
  void theDamagedErrorOfTheDeleteIsPendingAsItStandsAndARefusalWhenItIsRepaired()
      throws IOException {
    String raw = BankJson.read(read("briva-15")).path("raw").textValue();
    Operation delete = operation("briva/delete-account");
    assertThat(words(delete.classify(400, bytes(raw), false)))
        .isEqualTo("pending unreadable-answer");
    assertThat(words(delete.classify(400, bytes(raw.replace("\\ \"", "\\\"")), false)))
        .isEqualTo("refused missing-field");
  }

  @Test
  void thePlaceholderOfTheUploadIsNoBase64() throws IOException {
    assertThat(operation("valas/upload-underlying").check(BankJson.read(read("valas-22"))))
        .singleElement()
        .satisfies(violation -> assertThat(violation.field()).isEqualTo("fileData"));
  }

  private static Operation operation(String name) {
    return Stream.concat(CONTRACTS.operations().stream(), CONTRACTS.inbound().stream())
        .filter(operation -> operation.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode example(Operation operation) {
    return operation.document().at("/requestBody/content/application~1json/example");
  }

  private static String words(Verdict verdict) {
    return verdict.outcome() + " " + verdict.reason();
  }

  private static byte[] read(String sample) {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      Set<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith("doc-" + sample + "-"))
              .collect(Collectors.toSet());
      return Files.readAllBytes(found.iterator().next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
