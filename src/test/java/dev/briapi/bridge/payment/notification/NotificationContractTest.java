package dev.briapi.bridge.payment.notification;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.contract.CodeRule;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Field;
import dev.briapi.bridge.bank.contract.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is read here, and what BRI's contract says. */
class NotificationContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Operation operation =
      new Contracts()
          .inbound().stream()
              .filter(inbound -> inbound.id().equals("notify-payment"))
              .findFirst()
              .orElseThrow();

  private final PaymentReader reader = new PaymentReader(Set.of());

  private PushedPayment read(JsonNode body) throws Refusal, JsonProcessingException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    return reader.read(
        new Inbound(Service.PAYMENT, Bri.PAYMENT, null, null, null, null, null, null, bytes));
  }

  private ObjectNode sample() {
    return operation.document().path("requestBody").findValue("example").deepCopy();
  }

  @Test
  void the_sample_of_the_document_is_read() throws Exception {
    assertThat(operation.check(sample())).isEmpty();
    PushedPayment payment = read(sample());

    assertThat(payment.brivaNo()).isEqualTo("77777");
    assertThat(payment.custCode()).isEqualTo("08577508881");
    assertThat(payment.paymentRequestId()).isEqualTo("24123244");
    assertThat(payment.amount()).isEqualByComparingTo("650000");
  }

  @Test
  void what_the_contract_requires_is_required_here() throws Exception {
    assertThat(operation.fields()).isNotEmpty();
    for (Field field : operation.fields()) {
      ObjectNode body = sample();
      body.remove(field.name());
      if (field.required() || field.name().equals("additionalInfo")) {
        assertThatThrownBy(() -> read(body))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("Invalid Mandatory Field " + field.name());
      } else {
        assertThat(read(body)).isNotNull();
      }
    }
  }

  @Test
  void no_other_codes_are_answered_than_those_of_the_contract_and_two_more() {
    Set<String> known = new TreeSet<>();
    operation.codes().stream().map(CodeRule::code).filter(c -> c != null).forEach(known::add);
    // BRI's list has none for them: it counts them as pending, which is what they are
    known.add("4053400");
    known.add("4293400");
    for (Refusal refusal :
        new Refusal[] {
          Refusal.badRequest("x"),
          Refusal.format("x"),
          Refusal.mandatory("x"),
          Refusal.unauthorized("x"),
          Refusal.unknownPartner(),
          Refusal.method(),
          Refusal.conflict(),
          Refusal.tooMany(),
          Refusal.failed(),
          Refusal.timeout()
        }) {
      assertThat(known).contains(refusal.status() + "34" + refusal.caseCode());
    }
  }
}
