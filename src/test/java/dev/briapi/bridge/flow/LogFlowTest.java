package dev.briapi.bridge.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What stands in the log as JSON, and under which ids. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "quarkus.log.file.enabled", value = "true"),
      @ResourceArg(name = "quarkus.log.file.path", value = "target/log-flow-test/bridge.log"),
      @ResourceArg(name = "quarkus.log.file.json.enabled", value = "true"),
      @ResourceArg(
          name = "quarkus.log.category.\"org.apache.camel.component.http\".level",
          value = "DEBUG")
    })
class LogFlowTest {
  private static final String HTTP = "org.apache.camel.component.http.HttpProducer";
  private static final String HEADER =
      """
      AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate
      """;

  Bank bank;
  DropBox drop;
  TestDatabase database;

  @ConfigProperty(name = "quarkus.log.file.path")
  Path log;

  /** Every line is an object. */
  private List<JsonNode> lines() {
    try {
      List<JsonNode> lines = new ArrayList<>();
      String text = Files.readString(log);
      // the last one may be half written
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        lines.add(new ObjectMapper().readTree(line));
      }
      return lines;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> lines(String id, String value) {
    return lines().stream().filter(line -> value.equals(line.at("/mdc/" + id).asText())).toList();
  }

  private List<JsonNode> lines(String requestId, String logger, String text) {
    return await(logger + " about " + requestId)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                lines("requestId", requestId).stream()
                    .filter(line -> line.path("loggerName").asText().equals(logger))
                    .filter(line -> line.path("message").asText().contains(text))
                    .toList(),
            found -> !found.isEmpty());
  }

  @Test
  void aRequestOfTheFrontDoorStandsOnEveryLineOfIt() {
    bank.fault(Fault.dropAfter("create-invoice"));
    String id =
        FrontDoor.id(
            FrontDoor.has(FrontDoor.create(FrontDoor.invoice("LOG-1", "1.00")), 202, "pending"));

    assertThat(lines(id, HTTP, "POST")).as("the call of the bank").isNotEmpty();
    assertThat(lines(id, "dev.briapi.bridge.gateway.BriResource", "202")).hasSize(1);
    assertThat(lines(id, "dev.briapi.bridge.request.Settlement", "the inquiry says"))
        .as("when it is settled, by another thread")
        .isNotEmpty();
  }

  @Test
  void aLineOfAFileStandsOnEveryLineOfTheLog() {
    drop.drop(
        "logged.csv",
        HEADER
            + "BRIAPI01,BRIAPI02,AR,LOG-L1,IDR,1000.00,Logged,DF,2026-11-20,2026-11-23,2027-01-20\n"
            + "BRIAPI01,BRIAPI02,AR,LOG-L2,IDR,1000.00,Logged,DF,2026-11-20,2026-11-23,2027-01-20\n");
    drop.completed("logged.csv");

    for (Map<String, Object> row :
        database.rows(
            "select batch_id, line, request_id from line where invoice_number like 'LOG-L%'")) {
      assertThat(lines(row.get("request_id").toString(), HTTP, "POST"))
          .allSatisfy(
              line -> {
                assertThat(line.at("/mdc/batchId").asText())
                    .isEqualTo(row.get("batch_id").toString());
                assertThat(line.at("/mdc/line").asText()).isEqualTo(row.get("line").toString());
                assertThat(line.at("/mdc/camel.routeId").asText()).isEqualTo("call-cbm");
              });
      assertThat(lines("batchId", row.get("batch_id").toString()))
          .anySatisfy(line -> assertThat(line.path("message").asText()).contains("2 lines staged"));
    }
  }

  @Test
  void anExceptionIsPartOfItsLine() {
    String id = UUID.randomUUID().toString();
    Logger.getLogger(LogFlowTest.class).error(id, new IllegalStateException("quite so"));

    JsonNode line =
        await()
            .until(
                () ->
                    lines().stream()
                        .filter(some -> some.path("message").asText().equals(id))
                        .findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow();
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("timestamp").asText()).isNotBlank();
    assertThat(line.path("stackTrace").asText())
        .contains("IllegalStateException: quite so", "at " + LogFlowTest.class.getName());
    assertThat(line.at("/mdc/requestId").isMissingNode()).as("it is of no request").isTrue();
  }
}
