package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The contracts hold together, and CBM's with the samples of BRI's own document. */
class ContractDocumentTest {
  private final Contracts contracts = new Contracts();
  private final List<JsonNode> documents = new ContractReader().documents();
  private final JsonNode document = documents.get(0);

  @Test
  void allThirtyFiveOperationsAreThere() {
    assertThat(contracts.operations()).hasSize(35);
    assertThat(contracts.operations())
        .extracting(Operation::toString)
        .containsExactly(
            "cbm/inquire-invoice",
            "cbm/inquire-invoice-by-number",
            "cbm/create-invoice",
            "cbm/cancel-invoice",
            "cbm/pay-invoice",
            "cbm/list-facilities",
            "cbm/inquire-facility",
            "cbm/list-partners",
            "cbm/inquire-partner",
            "cbm/inquire-partner-facility",
            "cbm/pay-facility",
            "cbm/instapay",
            "cbm/request-settlement",
            "briva/create-account",
            "briva/update-account",
            "briva/delete-account",
            "briva/get-account",
            "briva/get-account-status",
            "briva/update-account-status",
            "briva/get-report",
            "briva/get-report-time",
            "valas/nego-info",
            "valas/check-deal-code",
            "valas/transaction-nego",
            "valas/transaction-counter",
            "valas/inquiry-transaction",
            "valas/inquiry-limit",
            "valas/counter-info",
            "valas/upload-underlying",
            "valas/rate-profile",
            "valas/nego-rate-profile",
            "valas/nego-continue",
            "snap/inquire-account",
            "snap/transfer",
            "snap/transfer-status");
    assertThat(contracts.inbound())
        .extracting(Operation::toString)
        .containsExactly("notification/issue-token", "notification/notify-payment");
    assertThatThrownBy(() -> contracts.operation("notification", "notify-payment"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(contracts.match("POST", "/snap/v1.0/transfer-va/notify-payment-intrabank", Set.of()))
        .isEmpty();
    assertThat(contracts.operations()).noneMatch(o -> o.pathTemplate().contains("#"));
    assertThat(contracts.operations()).allMatch(o -> !o.summary().isBlank());
  }

  @Test
  void everyOneIsOpenApi() {
    assertThat(documents).hasSize(5);
    for (JsonNode contract : documents) {
      assertThat(contract.path("openapi").asText()).startsWith("3.1.");
      assertThat(contract.path("info").path("title").asText()).isNotBlank();
      assertThat(contract.path("info").path("version").isTextual()).isTrue();
      Set<String> ids = new HashSet<>();
      JsonNode paths = new References(contract).resolve(contract.path("paths"));
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        assertThat(path.getKey()).startsWith("/");
        for (JsonNode operation : path.getValue()) {
          String id = operation.path("operationId").asText();
          assertThat(ids.add(id)).as(id).isTrue();
          assertThat(operation.path("description").asText()).as(id).isNotBlank();
          assertThat(operation.path("responses").has("200")).as(id).isTrue();
          List<String> inPath = new ArrayList<>();
          for (JsonNode parameter : operation.path("parameters")) {
            assertThat(parameter.path("schema").isObject()).as(id).isTrue();
            if (parameter.path("in").asText().equals("path")) {
              inPath.add("{" + parameter.path("name").asText() + "}");
              assertThat(parameter.path("required").asBoolean()).as(id).isTrue();
            }
          }
          assertThat(path.getKey().split("[/#]")).as(id).containsAll(inPath);
          assertThat(path.getKey().chars().filter(c -> c == '{').count()).isEqualTo(inPath.size());
        }
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode contract : documents) {
      assertThat(new References(contract).resolve(contract).findValues("$ref")).isEmpty();
      assertThat(contract.findValuesAsText("$ref")).isNotEmpty();
    }
  }

  /** A misspelled extension would be ignored, and with it the rule. */
  @Test
  void everyExtensionIsExplained() throws IOException {
    String explained = Files.readString(Path.of("src/main/resources/contracts/gateway.yaml"));
    for (JsonNode contract : documents) {
      assertThat(extensions(contract)).allMatch(name -> explained.contains(name));
    }
  }

  private static Set<String> extensions(JsonNode node) {
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().startsWith("x-")) {
        names.add(field.getKey());
      }
    }
    node.forEach(child -> names.addAll(extensions(child)));
    return names;
  }

  @Test
  void aReferenceToNothingOrInACircleIsAnError() throws IOException {
    JsonNode lost = BankJson.read(bytes("{\"a\":{\"$ref\":\"#/b\"}}"));
    assertThatThrownBy(() -> new References(lost).resolve(lost))
        .hasMessage("#/b refers to nothing");
    JsonNode circle = BankJson.read(bytes("{\"a\":{\"$ref\":\"#/a\"}}"));
    assertThatThrownBy(() -> new References(circle).resolve(circle)).hasMessageContaining("circle");
  }

  @Test
  void everyReasonIsAStableWord() {
    for (Operation operation : contracts.operations()) {
      assertThat(operation.codes()).isNotEmpty();
      for (CodeRule rule : operation.codes()) {
        if (rule.outcome() != Outcome.SUCCEEDED) {
          assertThat(rule.reason()).matches("[a-z]+(-[a-z]+)*");
        }
      }
    }
  }

  @Test
  void theExamplesOfTheContractKeepItsRules() throws IOException {
    int requests = 0;
    for (Operation operation : contracts.operations()) {
      JsonNode content =
          operation.document().path("requestBody").path("content").path(operation.mediaType());
      List<JsonNode> examples = new ArrayList<>(content.path("examples").findValues("value"));
      if (content.has("example")) {
        examples.add(content.get("example"));
      }
      for (JsonNode example : examples) {
        requests++;
        byte[] body = bytes(example.isTextual() ? example.textValue() : example.toString());
        assertThat(operation.check(operation.read(body))).as("%s", operation).isEmpty();
      }
      JsonNode answer = answers(operation).path("example");
      assertThat(answer.isObject()).as("%s", operation).isTrue();
      assertThat(conforms(operation, answer)).as("%s", operation).isTrue();
      assertThat(operation.classify(200, bytes(answer.toString()), false).outcome())
          .isEqualTo(Outcome.SUCCEEDED);
    }
    assertThat(requests).isEqualTo(7 + 4 + 11 + 3);
  }

  @ParameterizedTest
  @CsvSource({
    "02-response, inquire-invoice",
    "03-response, inquire-invoice-by-number",
    "06-response, create-invoice",
    "09-response, cancel-invoice",
    "12-response, pay-invoice",
    "14-response, list-facilities",
    "15-response, inquire-facility",
    "16-response, list-partners"
  })
  void aSampleAnswerIsASuccessThatFitsItsSchema(String sample, String id) throws IOException {
    byte[] body = sample(sample);
    Operation operation = contracts.operation("cbm", id);

    assertThat(operation.classify(200, body, false).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(conforms(operation, BankJson.read(body))).isTrue();
    assertThat(BankJson.read(body)).isEqualTo(answers(operation).path("example"));
  }

  @ParameterizedTest
  @CsvSource({
    "07-error, create-invoice, duplicate-reference",
    "10-error, cancel-invoice, wrong-status",
    "13-error, pay-invoice, wrong-status"
  })
  void aSampleErrorIsARefusal(String sample, String id, String reason) throws IOException {
    var verdict = contracts.operation("cbm", id).classify(400, sample(sample), false);
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(verdict.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04-request",
        "05-request",
        "08-request",
        "11-request",
        "17-response",
        "18-response"
      })
  void theDamagedSamplesOfTheDocumentAreNotJson(String name) throws IOException {
    String raw = BankJson.read(sample(name + "-INVALID")).path("raw").textValue();
    assertThatThrownBy(() -> BankJson.read(bytes(raw))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "04, create-invoice, 0",
    "05, create-invoice, 1",
    "08, cancel-invoice, 0",
    "11, pay-invoice, 0"
  })
  void aDamagedRequestIsGoodOnceItsCommasAreRepaired(String sample, String id, int warnings)
      throws IOException {
    String raw = BankJson.read(sample(sample + "-request-INVALID")).path("raw").textValue();
    String repaired =
        raw.replaceAll("\"\\s+\"Attachment\"", "\", \"Attachment\"").replaceAll(",\\s*}", "}");
    Operation operation = contracts.operation("cbm", id);
    JsonNode body = BankJson.read(bytes(repaired));

    assertThat(operation.check(body)).isEmpty();
    assertThat(operation.advise(body)).hasSize(warnings);
    assertThat(
            operation.document().path("requestBody").findValues("value").contains(body)
                || operation.document().path("requestBody").findValues("example").contains(body))
        .as("the repaired sample stands in the contract")
        .isTrue();
  }

  @Test
  void theTokenIsThereAsDocumentation() throws IOException {
    assertThat(BankJson.read(sample("01-response")).path("expires_in").asText())
        .isEqualTo("179999");
    assertThat(document.at("/paths/~1oauth~1client_credential~1accesstoken/post/x-operation"))
        .isEqualTo(BooleanNode.FALSE);
  }

  private static JsonNode answers(Operation operation) {
    return operation.document().at("/responses/200/content/application~1json");
  }

  private static boolean conforms(Operation operation, JsonNode answer) {
    return new BodySchema(answers(operation).path("schema"), Set.of()).check(answer).isEmpty();
  }

  private static byte[] sample(String name) throws IOException {
    String resource = "/samples/doc-cbm-" + name + ".json";
    try (InputStream stream = ContractDocumentTest.class.getResourceAsStream(resource)) {
      return stream.readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
