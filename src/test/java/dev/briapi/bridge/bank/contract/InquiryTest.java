package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.BankJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InquiryTest {
  private final Contracts contracts = new Contracts();
  private final Inquiry inquiry = inquiry("create-invoice");
  private final ObjectNode sent =
      json(
          """
          {"AnchorCode":"BRIAPI01","PartnerCode":"BRIAPI02","InvoiceType":"AR","InvoiceDate":"2023-10-19",
          "InvoiceNumber":"SB-20231019-001","Currency":"IDR","Amount":10,"DisbursementDate":"2023-10-19",
          "Description":"Invoice pembelian barang","PaymentMethod":"DF"}""");
  private final ObjectNode answer =
      json(
          """
          {"responseCode":"00","responseDesc":"Inquiry Success.","responseData":{"ReferenceNumber":"DF0002323000006880",
          "InvoiceNumber":"SB-20231019-001","InvoiceDate":"2023-10-19","Currency":"IDR","Amount":"10.00",
          "PaymentMethod":"DF","StatusCode":"10","StatusDesc":"Disbursement On Progress"}}""");
  private final ObjectNode record = (ObjectNode) answer.get("responseData");

  @Test
  void everyOperationThatIsNotAReadCanBeSettledButTheTwoThatBriHasNoInquiryFor() {
    assertThat(contracts.operations())
        .filteredOn(o -> o.inquiry().isEmpty() && o.effect() != Effect.READ)
        .extracting(Operation::toString)
        .containsExactly("valas/upload-underlying", "valas/nego-continue");
    assertThat(contracts.operations())
        .filteredOn(o -> o.effect() == Effect.READ)
        .allMatch(o -> o.inquiry().isEmpty());
    assertThat(contracts.operations())
        .flatExtracting(o -> o.inquiry().map(Inquiry::operation).stream().toList())
        .extracting(Operation::effect)
        .containsOnly(Effect.READ);
  }

  @Test
  void theParametersComeFromWhatWasSent() {
    sent.put("InvoiceNumber", "DF/1 & 2");
    assertThat(inquiry.question(sent).operation().id()).isEqualTo("inquire-invoice-by-number");
    assertThat(inquiry.question(sent).parameters())
        .isEqualTo(
            Map.of(
                "invoice_number", "DF/1 & 2",
                "anchor_code", "BRIAPI01",
                "partner_code", "BRIAPI02"));
    assertThat(inquiry.question(sent).operation().uri(inquiry.question(sent).parameters()).query())
        .startsWith("invoice_number=DF%2F1%20%26%202&");
    sent.remove("AnchorCode");
    assertThatThrownBy(() -> inquiry.question(sent).parameters())
        .hasMessage("AnchorCode is missing");
  }

  @Test
  void theInvoiceThatWasSentIsFound() {
    assertThat(judge())
        .isEqualTo(
            new Finding(
                Finding.Kind.FOUND,
                null,
                "DF0002323000006880",
                "10",
                "Disbursement On Progress",
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10.0", "10.00", "010.000"})
  void theAmountIsComparedAsMoney(String amount) {
    record.put("Amount", amount);
    assertThat(judge().kind()).isEqualTo(Finding.Kind.FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.01", "1000", "-10", "ten", "10,00", "1e1", "9e999999999", "10.00 IDR"})
  void anInvoiceOfAnotherAmountIsDifferent(String amount) {
    record.put("Amount", amount);
    Finding finding = judge();
    assertThat(finding.kind()).isEqualTo(Finding.Kind.DIFFERENT);
    assertThat(finding.reference()).isEqualTo("DF0002323000006880");
    assertThat(finding.details()).containsExactly("Amount is " + amount + " at BRI, 10 was sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvoiceNumber", "ReferenceNumber", "Amount"})
  void aRecordThatLacksAProofProvesNothing(String field) {
    record.remove(field);
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    record.put(field, " ");
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    record.putNull(field);
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  @Test
  void theRecordOfAnotherInvoiceIsNeverAdopted() {
    record.put("InvoiceNumber", "SB-20231019-002");
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    assertThat(judge().reference()).isNull();
  }

  @Test
  void aSuccessWithoutARecordProvesNothing() {
    answer.putNull("responseData");
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    answer.putArray("responseData");
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    answer.remove("responseData");
    assertThat(judge().kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 03, Action cannot be processed. Invoice not found, ABSENT",
    "400, 01, Invalid data request. Invoice tidak ditemukan, ABSENT",
    "400, 01, Invalid data request. Partner not found, UNKNOWN",
    "400, 03, Action cannot be processed. try again, UNKNOWN",
    "404, 03, Invoice not found, UNKNOWN",
    "200, 03, Invoice not found, UNKNOWN",
    "403, 11, CBM-CorporateRequestId cannot duplicate, UNKNOWN",
    "500, 99, General Error. Invoice not found, UNKNOWN",
    "401, 0601, Invalid Token, UNKNOWN",
    "504, 0504, Gateway Timeout, UNKNOWN"
  })
  void onlyAPlainNotFoundProvesThatThereIsNothing(
      int status, String code, String message, Finding.Kind kind) {
    byte[] body = bytes("{\"responseCode\":\"" + code + "\",\"responseDesc\":\"" + message + "\"}");
    assertThat(inquiry.judge(status, body, sent).kind()).isEqualTo(kind);
  }

  @Test
  void garbageProvesNothing() {
    assertThat(inquiry.judge(200, bytes("<html>"), sent).kind()).isEqualTo(Finding.Kind.UNKNOWN);
    assertThat(inquiry.judge(404, new byte[0], sent).kind()).isEqualTo(Finding.Kind.UNKNOWN);
    assertThat(inquiry.judge(502, null, sent).kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "cancel-invoice, Canceled - Invoice Canceled, FOUND",
    "cancel-invoice, cancel approved, FOUND",
    "cancel-invoice, Disbursement On Progress, UNKNOWN",
    "pay-invoice, Invoice Payment Approved, FOUND",
    "pay-invoice, Unpaid, UNKNOWN",
    "pay-facility, facipay approved, FOUND",
    "pay-facility, Facility Paid, FOUND",
    "pay-facility, Facility Payment Rejected, UNKNOWN",
    "instapay, Disbursement On Progress, UNKNOWN",
    "request-settlement, Settlement On Progress, UNKNOWN"
  })
  void whatWasDoneToAnInvoiceShowsInItsStatusOrNotAtAll(
      String operation, String status, Finding.Kind kind) {
    ObjectNode key =
        json("{\"ReferenceNumber\":\"DF0002323000006880\",\"InvoiceNumber\":\"SB-20231019-001\"}");
    record.put("StatusDesc", status);
    Inquiry after = inquiry(operation);

    assertThat(after.question(key).operation().id()).isEqualTo("inquire-invoice");
    assertThat(after.question(key).parameters())
        .isEqualTo(Map.of("ReferenceNumber", "DF0002323000006880"));
    Finding finding = after.judge(200, bytes(answer.toString()), key);
    assertThat(finding.kind()).isEqualTo(kind);
    assertThat(finding.statusDesc()).isEqualTo(status);
    record.put("ReferenceNumber", "DF0002323000006881");
    assertThat(after.judge(200, bytes(answer.toString()), key).kind())
        .isEqualTo(Finding.Kind.UNKNOWN);
  }

  private Finding judge() {
    return inquiry.judge(200, bytes(answer.toString()), sent);
  }

  private Inquiry inquiry(String operation) {
    return contracts.operation("cbm", operation).inquiry().orElseThrow();
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) BankJson.read(bytes(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
