package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Violation;

import static org.assertj.core.api.Assertions.assertThat;

class OtherRequestRulesTest {
  private final Contracts contracts = new Contracts();
  private final ObjectNode body =
      json("{\"ReferenceNumber\":\"VF0002123000037636\",\"InvoiceNumber\":\"SB-20230829-991\"}");

  @ParameterizedTest
  @ValueSource(
      strings = {"cancel-invoice", "pay-invoice", "pay-facility", "instapay", "request-settlement"})
  void referenceAndNumberAreRequired(String operation) {
    body.put("DisbursementDate", "2024-06-17");
    body.remove("ReferenceNumber");
    body.put("InvoiceNumber", "x".repeat(31));
    assertThat(messages(operation))
        .startsWith(
            "ReferenceNumber is required",
            "InvoiceNumber '" + "x".repeat(31) + "' is longer than 30 characters");
    body.put("ReferenceNumber", "1".repeat(20));
    assertThat(messages(operation))
        .startsWith("ReferenceNumber '" + "1".repeat(20) + "' is longer than 19 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel-invoice", "pay-invoice", "pay-facility", "request-settlement"})
  void aDisbursementDateBelongsToInstapayAlone(String operation) {
    assertThat(messages(operation)).isEmpty();
    body.put("DisbursementDate", "2024-06-17");
    assertThat(messages(operation))
        .containsExactly("DisbursementDate is not a field of this operation");
  }

  @Test
  void instapayNeedsADisbursementDate() {
    assertThat(messages("instapay")).containsExactly("DisbursementDate is required");
    body.put("DisbursementDate", "2024-06-31");
    assertThat(messages("instapay"))
        .containsExactly("DisbursementDate '2024-06-31' is not a date in the form yyyy-MM-dd");
  }

  @ParameterizedTest
  @CsvSource({"'\"1000.00\"'", "'\"1\"'", "'\"0.01\"'", "10.5", "10"})
  void theAmountOfAFacilityPaymentIsTextOrNumber(String amount) {
    body.set("Amount", json("{\"a\":" + amount + "}").get("a"));
    assertThat(messages("pay-facility")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\"0.00\"'", "'\"1,000\"'", "'\"-1\"'", "'\"1e3\"'", "'\"\"'", "0", "-1", "1.005"})
  void anythingElseIsNotAnAmount(String amount) {
    body.set("Amount", json("{\"a\":" + amount + "}").get("a"));
    assertThat(messages("pay-facility")).hasSize(1);
  }

  @Test
  void readsOfCbmHaveNoBody() {
    assertThat(contracts.operations())
        .filteredOn(operation -> operation.product().equals("cbm"))
        .allMatch(operation -> operation.hasBody() == (operation.effect() != Effect.READ));
    assertThat(contracts.operation("cbm", "list-partners").check(null)).isEmpty();
    assertThat(contracts.operation("cbm", "cancel-invoice").check(null)).hasSize(1);
  }

  private List<String> messages(String operation) {
    return contracts.operation("cbm", operation).check(body).stream()
        .map(Violation::message)
        .toList();
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) BankJson.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
