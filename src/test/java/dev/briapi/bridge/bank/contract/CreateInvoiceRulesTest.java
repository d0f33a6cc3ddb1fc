package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Violation;

import static org.assertj.core.api.Assertions.assertThat;

class CreateInvoiceRulesTest {
  private static final Operation CREATE = new Contracts().operation("cbm", "create-invoice");

  private final ObjectNode body =
      json(
          """
          {"AnchorCode":"BRIAPI01","PartnerCode":"BRIAPI02","InvoiceType":"AR","InvoiceDate":"2023-10-01",
          "InvoiceNumber":"SB-20231001-001","Currency":"IDR","Amount":1000.50,"DisbursementDate":"2023-10-01",
          "Description":"Invoice pembelian barang","PaymentMethod":"DF"}""");

  @Test
  void aGoodInvoiceHasNothingWrong() {
    assertThat(CREATE.check(body)).isEmpty();
    assertThat(CREATE.advise(body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AnchorCode",
        "PartnerCode",
        "InvoiceType",
        "InvoiceDate",
        "InvoiceNumber",
        "Currency",
        "Amount",
        "DisbursementDate",
        "Description",
        "PaymentMethod"
      })
  void aMandatoryFieldIsMissed(String field) {
    body.remove(field);
    assertThat(messages()).containsExactly(field + " is required");
    body.putNull(field);
    assertThat(CREATE.check(body)).extracting(Violation::field).contains(field);
  }

  @ParameterizedTest
  @CsvSource({"AnchorCode,8", "PartnerCode,20", "InvoiceNumber,30", "Description,100"})
  void textIsNotBlankNotTooLongAndHasNoControlCharacters(String field, int length) {
    body.put(field, "é".repeat(length));
    assertThat(messages()).isEmpty();
    body.put(field, "x".repeat(length + 1));
    assertThat(rules()).containsExactly(field + " is longer than " + length + " characters");
    for (String blank : List.of("", " ", "\u00a0\u3000")) {
      body.put(field, blank);
      assertThat(rules()).containsExactly(field + " is blank");
    }
    for (String control : List.of("a\u0000", "a\u001b", "a\u007f", "a\u0085")) {
      body.put(field, control);
      assertThat(rules()).containsExactly(field + " contains control characters");
    }
    body.put(field, 7);
    assertThat(messages()).containsExactly(field + " '7' is not text");
    body.putArray(field);
    assertThat(messages()).containsExactly(field + " is not text");
  }

  @Test
  void onlyADescriptionMayHaveSeveralLines() {
    body.put("Description", "two\r\nlines\tand a tab");
    assertThat(messages()).isEmpty();
    body.put("InvoiceNumber", "two\nlines");
    assertThat(rules()).containsExactly("InvoiceNumber contains control characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvoiceDate", "DisbursementDate", "SettlementDate", "SharingDate"})
  void datesAreDaysThatExist(String field) {
    for (String good : List.of("2024-02-29", "2026-12-31", "2000-02-29")) {
      body.put(field, good);
      assertThat(messages()).isEmpty();
    }
    for (String bad :
        List.of(
            "2026-02-30",
            "2025-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "20260101",
            "01-01-2026",
            "2026-01-01T00:00:00",
            "+2026-01-01",
            " 2026-01-01",
            "2026-01-0１",
            "")) {
      body.put(field, bad);
      assertThat(messages())
          .containsExactly(field + " '" + bad + "' is not a date in the form yyyy-MM-dd");
    }
  }

  @Test
  void closedListsAreClosed() {
    body.put("InvoiceType", "ap").put("Currency", "USD").put("PaymentMethod", "XX");
    assertThat(messages())
        .containsExactly(
            "InvoiceType 'ap' is not one of AP, AR",
            "Currency 'USD' is not IDR",
            "PaymentMethod 'XX' is not one of AP, AR, DF, VF, ARK, ARP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.01", "999999999999999.99", "10.10", "1000.000"})
  void anAmountIsMoney(String amount) {
    assertThat(rulesOfAmount(amount)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, is not greater than 0",
    "-1, is not greater than 0",
    "-0.01, is not greater than 0",
    "0.001, has more than 2 decimals",
    "10.123, has more than 2 decimals",
    "1e3, 'is not written without an exponent, such as 1000.00'",
    "1E+2, 'is not written without an exponent, such as 1000.00'",
    "1000000000000000000, has more than 18 digits before the point",
    "1e-999999999, has more than 2 decimals",
    "'\"1000\"', is not a number",
    "true, is not a number",
    "null, is not a number"
  })
  void anAmountThatIsNotMoneyIsRefused(String amount, String rule) {
    assertThat(rulesOfAmount(amount)).containsExactly("Amount " + rule);
  }

  @Test
  void anEnormousExponentIsRefusedInNoTime() {
    assertThat(rulesOfAmount("1e999999999"))
        .containsExactly(
            "Amount has more than 18 digits before the point",
            "Amount is not written without an exponent, such as 1000.00");
  }

  private List<String> rulesOfAmount(String amount) {
    body.set("Amount", json("{\"Amount\":" + amount + "}").get("Amount"));
    return rules();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AP", "AR", "VF", "ARK", "ARP"})
  void theSettlementDateIsRequiredUnlessTheMethodIsDf(String method) {
    body.put("PaymentMethod", method).put("SharingDate", "2023-11-01");
    assertThat(messages()).containsExactly("SettlementDate is required unless PaymentMethod is DF");
    body.put("SettlementDate", "2023-12-01");
    assertThat(messages()).isEmpty();
  }

  @Test
  void theSharingDateIsRequiredForVf() {
    body.put("PaymentMethod", "VF").put("SettlementDate", "2023-12-01");
    assertThat(messages()).containsExactly("SharingDate is required when PaymentMethod is VF");
    body.put("SharingDate", "2023-11-01");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aPayableOfTheAnchorItselfNeedsAnAccountAndOnlyAWarningForItsSettlementDate() {
    body.put("PaymentMethod", "AP").put("PartnerCode", "BRIAPI01");
    assertThat(messages())
        .containsExactly(
            "BeneficiaryAccount is required when AnchorCode equals PartnerCode and PaymentMethod is AP");
    body.put("BeneficiaryAccount", "020601123456500");
    assertThat(messages()).isEmpty();
    assertThat(CREATE.advise(body))
        .extracting(Violation::message)
        .containsExactly(
            "SettlementDate is missing although BRI's table requires it unless PaymentMethod is DF");
    body.put("SettlementDate", "2023-12-01");
    assertThat(CREATE.advise(body)).isEmpty();
  }

  @Test
  void anAccountNumberIsMaskedInWhatIsWrongWithIt() {
    body.put("BeneficiaryAccount", "0206011234565001");
    assertThat(messages())
        .containsExactly("BeneficiaryAccount '************5001' is longer than 15 characters");
    body.remove("BeneficiaryAccount");
    body.put("BeneficaryAccount", "020601123456500");
    assertThat(messages()).containsExactly("BeneficaryAccount is not a field of this operation");
  }

  @Test
  void anAttachmentIsBase64OfAPdfOrZip() {
    for (String good : List.of("JVBERi0xLjQgc2FtcGxlIFBERiBjb250ZW50Cg==", "UEsDBBQAAAAI")) {
      body.put("Attachment", good);
      assertThat(messages()).isEmpty();
    }
    body.put("Attachment", "JVBERi0x*");
    assertThat(rules()).containsExactly("Attachment is not base64");
    body.put("Attachment", "R0lGODlh");
    assertThat(rules()).containsExactly("Attachment is not a PDF or ZIP file");
    body.put("Attachment", "JVBERi0x" + "A".repeat(13_981_012));
    assertThat(rules()).containsExactly("Attachment is larger than 10 MB");
  }

  @Test
  void everythingIsToldAtOnceInTheOrderOfTheContract() {
    body.put("Nonsense", "x".repeat(100)).put("Amount", -1).put("AnchorCode", "BRIAPI012");
    body.remove("Description");
    body.put("PaymentMethod", "VF");

    assertThat(messages())
        .containsExactly(
            "AnchorCode 'BRIAPI012' is longer than 8 characters",
            "Amount '-1' is not greater than 0",
            "SettlementDate is required unless PaymentMethod is DF",
            "SharingDate is required when PaymentMethod is VF",
            "Description is required",
            "Nonsense is not a field of this operation");
  }

  @Test
  void aBodyThatIsNoObjectIsTold() {
    assertThat(CREATE.check(json("{\"a\":[]}").get("a")))
        .extracting(Violation::message)
        .containsExactly("body is not a JSON object");
    assertThat(CREATE.check(null)).hasSize(1);
  }

  @Test
  void theContractTellsItsFields() {
    assertThat(CREATE.fields())
        .extracting(Field::name)
        .containsExactly(
            "AnchorCode",
            "PartnerCode",
            "InvoiceType",
            "InvoiceDate",
            "InvoiceNumber",
            "Currency",
            "Amount",
            "DisbursementDate",
            "SettlementDate",
            "SharingDate",
            "Description",
            "PaymentMethod",
            "BeneficiaryAccount",
            "Attachment");
    assertThat(CREATE.fields())
        .filteredOn(Field::account)
        .singleElement()
        .satisfies(field -> assertThat(field.aliases()).containsExactly("BeneficaryAccount"));
    assertThat(CREATE.fields())
        .filteredOn(Field::attachment)
        .extracting(Field::name)
        .containsExactly("Attachment");
    assertThat(CREATE.fields())
        .allMatch(field -> !field.description().isBlank() || field.attachment());
    assertThat(CREATE.naturalKey()).containsExactly("AnchorCode", "PartnerCode", "InvoiceNumber");
    assertThat(CREATE.effect()).isEqualTo(Effect.MONEY);
    assertThat(CREATE.signature()).isEqualTo(SignatureScheme.BRI);
  }

  @Test
  void aGoodInvoiceIsCheckedInMicroseconds() {
    JsonNode valid = body.put("PaymentMethod", "VF").put("SettlementDate", "2023-12-01");
    body.put("SharingDate", "2023-11-01").put("BeneficiaryAccount", "020601123456500");
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        CREATE.check(valid);
      }
      best = Math.min(best, (System.nanoTime() - start) / 20_000);
    }
    // a wide margin: a busy machine must not fail it, a schema compiled on each call must
    assertThat(best).isLessThan(200_000);
  }

  private List<String> messages() {
    return CREATE.check(body).stream().map(Violation::message).toList();
  }

  private List<String> rules() {
    return CREATE.check(body).stream().map(v -> v.field() + " " + v.rule()).toList();
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) BankJson.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
