package dev.briapi.bridge.bank.contract;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClassificationTest {
  private static final Contracts CONTRACTS = new Contracts();

  @Test
  void anInvoiceThatExistsIsARefusalAtFirstAndPendingAfterAnUnknownAttempt() {
    String body =
        "{\"responseCode\":\"03\",\"responseDesc\":\"Action cannot be processed. invoice number"
            + " DF/10/10 already exist\",\"responseData\":null}";
    assertThat(words(create(400, body))).isEqualTo("refused duplicate-reference");
    Verdict again = CONTRACTS.operation("cbm", "create-invoice").classify(400, bytes(body), true);
    assertThat(words(again)).isEqualTo("pending already-there");
    assertThat(again.responseCode()).isEqualTo("03");
  }

  @ParameterizedTest
  @CsvSource({
    "cancel-invoice, Action cannot be processed. Invoice status is: Canceled - Invoice Canceled",
    "pay-invoice, 'invoice payment not allowed, current status is cancel approved'",
    "pay-facility, 'facility payment not allowed, current status is facipay approved'"
  })
  void aWrongStatusMayBeOurOwnDoingAfterAnUnknownAttempt(String id, String message) {
    Operation operation = CONTRACTS.operation("cbm", id);
    byte[] body = bytes("{\"responseCode\":\"03\",\"responseDesc\":\"" + message + "\"}");
    assertThat(words(operation.classify(400, body, false))).isEqualTo("refused wrong-status");
    assertThat(words(operation.classify(400, body, true))).isEqualTo("pending already-there");
  }

  @Test
  void anInstantPaymentThatExistsMayBeOurOwn() {
    Operation instapay = CONTRACTS.operation("cbm", "instapay");
    byte[] body = bytes("{\"responseCode\":\"03\",\"responseDesc\":\"X already exist\"}");
    assertThat(words(instapay.classify(400, body, false))).isEqualTo("refused duplicate-reference");
    assertThat(words(instapay.classify(400, body, true))).isEqualTo("pending already-there");
  }

  @Test
  void otherRefusalsStayRefusalsAfterAnUnknownAttempt() {
    byte[] body = bytes("{\"responseCode\":\"04\",\"responseDesc\":\"Proceed time\"}");
    assertThat(words(CONTRACTS.operation("cbm", "create-invoice").classify(400, body, true)))
        .isEqualTo("refused outside-hours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action cannot be processed. Invoice not found",
        "Invalid data request. Invoice number X-1 does not exist.",
        "Invalid data request. invoice number X doesn't exist",
        "Invalid data request. Data not found",
        "Action cannot be processed. nomor invoice X-1 tidak ditemukan",
        "Data tidak ditemukan",
        "Not Found"
      })
  void anInvoiceThatBriDoesNotKnowIsNotFound(String message) {
    for (String code : new String[] {"01", "03"}) {
      assertThat(inquiry(code, message)).isEqualTo("refused not-found");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid data request. Anchor code not found",
        "Invalid data request. Partner not found",
        "Invalid data request. invoice_number is mandatory",
        "Action cannot be processed. Corporate does not exist"
      })
  void anUnknownPartnerIsNotAMissingInvoice(String message) {
    assertThat(inquiry("01", message)).isEqualTo("refused invalid-request");
    assertThat(inquiry("03", message)).isEqualTo("refused action-refused");
  }

  private String inquiry(String code, String message) {
    String body = "{\"responseCode\":\"" + code + "\",\"responseDesc\":\"" + message + "\"}";
    return words(
        CONTRACTS.operation("cbm", "inquire-invoice-by-number").classify(400, bytes(body), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"responseCode\":\"00\",\"responseDesc\":\"ok\"} | succeeded null",
        "200 | {\"ResponseCode\":\"00\",\"ResponseDesc\":\"ok\"} | succeeded null",
        "200 | {\"RESPONSECODE\":\"00\"} | succeeded null",
        "200 | '' | pending empty-answer",
        "200 | '  ' | pending empty-answer",
        "200 | <html>ok</html> | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\" | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\"}{\"responseCode\":\"00\"} | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\"} trailing | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\",\"responseCode\":\"03\"} | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\",\"ResponseCode\":\"03\"} | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\",\"status\":{\"code\":\"0602\"}} | pending unreadable-answer",
        "200 | {\"responseCode\":\"00\",\"status\":false} | pending contradictory-answer",
        "200 | {\"responseCode\":\"00\",\"status\":true} | succeeded null",
        "200 | [] | pending unreadable-answer",
        "200 | \"00\" | pending unreadable-answer",
        "200 | null | pending unreadable-answer",
        "200 | {} | pending unreadable-answer",
        "200 | {\"responseCode\":null} | pending unreadable-answer",
        "200 | {\"responseCode\":[\"00\"]} | pending unreadable-answer",
        "200 | {\"responseCode\":0} | pending unlisted-code",
        "200 | {\"responseCode\":\"03\"} | pending unlisted-code",
        "200 | {\"responseCode\":\"77\"} | pending unlisted-code",
        "201 | {\"responseCode\":\"00\"} | pending unlisted-code",
        "400 | {\"responseCode\":\"00\"} | pending unlisted-code",
        "404 | <html>no</html> | pending unreadable-answer",
        "202 | '' | pending accepted",
        "202 | {\"responseCode\":\"00\"} | pending accepted",
        "401 | '' | not-sent unauthorized",
        "401 | <html> | not-sent unauthorized",
        "401 | {\"responseCode\":\"00\"} | not-sent unauthorized",
        "401 | {\"Status\":{\"Code\":\"0601\",\"Desc\":\"Invalid Token\"}} | not-sent token-refused",
        "429 | <html> | not-sent throttled",
        "500 | <html> | pending server-error",
        "500 | {\"responseCode\":\"03\"} | pending server-error",
        "502 | '' | pending server-error",
        "503 | '' | pending service-unavailable",
        "504 | <html> | pending gateway-timeout",
        "301 | '' | pending empty-answer",
      })
  void everyShapeOfAnAnswerHasAnOutcome(int status, String body, String expected) {
    Operation cancel = CONTRACTS.operation("cbm", "cancel-invoice");
    assertThat(words(cancel.classify(status, bytes(body), false))).isEqualTo(expected);
  }

  @Test
  void anInvoiceThatIsCreatedHasAReferenceOrItsInquiryFindsIt() {
    String created = "{\"responseCode\":\"00\",\"responseDesc\":\"ok\",\"responseData\":%s}";
    String[] without = {
      "null",
      "\"x\"",
      "{}",
      "{\"ReferenceNumber\":\" \"}",
      "{\"ReferenceNumber\":null}",
      "{\"ReferenceNumber\":{}}"
    };
    for (String data : without) {
      assertThat(words(create(200, created.formatted(data)))).isEqualTo("pending no-reference");
    }
    String body = created.formatted("{\"referenceNumber\":\"0000420000214\"}");
    assertThat(words(create(200, body))).isEqualTo("succeeded null");
    Operation create = CONTRACTS.operation("cbm", "create-invoice");
    assertThat(create.reference(bytes(body))).contains("0000420000214");
    assertThat(create.reference(bytes("<html>"))).isEmpty();
    assertThat(create.reference(null)).isEmpty();
    assertThat(CONTRACTS.operation("cbm", "list-partners").reference(bytes(body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | '' | succeeded null",
        "200 | ,\"transactionStatus\":\"00\" | succeeded null",
        "200 | ,\"transactionStatus\":null | succeeded null",
        "200 | ,\"latestTransactionStatus\":\"00\",\"transactionStatus\":\"00\" | succeeded null",
        "200 | ,\"latestTransactionStatus\":\"01\" | pending in-progress",
        "200 | ,\"latestTransactionStatus\":\"02\" | pending in-progress",
        "200 | ,\"transactionStatus\":\"03\" | pending in-progress",
        "200 | ,\"transactionStatus\":\"04\" | refused refunded",
        "200 | ,\"TransactionStatus\":\"05\" | refused cancelled",
        "200 | ,\"transactionStatus\":\"06\" | refused transfer-failed",
        "200 | ,\"transactionStatus\":\"07\" | pending not-known-yet",
        "200 | ,\"transactionStatus\":\"08\" | pending unlisted-status",
        "200 | ,\"transactionStatus\":6 | pending unlisted-status",
        "200 | ,\"transactionStatus\":\"\" | pending unlisted-status",
        "200 | ,\"transactionStatus\":{\"code\":\"00\"} | pending unlisted-status",
        "200 | ,\"latestTransactionStatus\":\"00\",\"transactionStatus\":\"06\" | pending contradictory-answer",
      })
  void aTransferThatIsCalledSuccessfulIsBelievedUnlessItsStatusSaysOtherwise(
      int status, String more, String expected) {
    String body = "{\"responseCode\":\"2001800\",\"responseMessage\":\"Successful\"" + more + "}";
    Operation transfer = CONTRACTS.operation("snap", "transfer");
    assertThat(words(transfer.classify(status, bytes(body), false))).isEqualTo(expected);
    assertThat(words(transfer.classify(status, bytes(body), true))).isEqualTo(expected);
    String inquired = body.replace("2001800", "2003600");
    Operation inquiry = CONTRACTS.operation("snap", "transfer-status");
    assertThat(words(inquiry.classify(status, bytes(inquired), false))).isEqualTo("succeeded null");
  }

  @ParameterizedTest
  @CsvSource({
    "snap, transfer, 409, 4091801, Conflict",
    "snap, transfer, 409, 4091800, Conflict",
    "snap, transfer, 404, 4041818, Inconsistent Request",
    "valas, transaction-nego, 409, 4098201, Duplicate partnerReferenceNo",
    "valas, transaction-counter, 409, 4098201, Duplicate partnerReferenceNo",
    "valas, transaction-counter, 400, 4008213, Invalid BRI External ID",
    "valas, transaction-nego, 403, 4038215, Transaction Not Permitted.dealcode already used",
    "valas, upload-underlying, 403, 4038215, Transaction Not Permitted. Duplicate filename.",
    "briva, create-account, 200, 13, Data Customer Sudah Ada",
    "briva, delete-account, 404, 14, Data Customer Tidak Ditemukan"
  })
  void whatIsThereAlreadyMayBeOurOwnAfterAnUnknownAttempt(
      String product, String id, int status, String code, String message) {
    byte[] body =
        bytes(
            "{\"status\":false,\"responseCode\":\"%s\",\"responseMessage\":\"%s\"}"
                .formatted(code, message));
    Operation operation = CONTRACTS.operation(product, id);
    assertThat(words(operation.classify(status, body, true))).isEqualTo("pending already-there");
    assertThat(operation.classify(status, body, false).outcome())
        .isEqualTo(code.equals("4041818") ? Outcome.PENDING : Outcome.REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"status\":true,\"responseCode\":\"00\"} | succeeded null",
        "200 | {\"status\":\"true\",\"responseCode\":\"00\"} | succeeded null",
        "200 | {\"responseCode\":\"00\"} | pending contradictory-answer",
        "200 | {\"status\":\"false\",\"responseCode\":\"00\"} | pending contradictory-answer",
        "201 | {\"status\":true,\"responseCode\":\"00\"} | pending unlisted-code",
        "404 | {\"status\":true,\"responseCode\":\"00\"} | pending unlisted-code",
        "404 | {\"responseCode\":\"14\"} | pending contradictory-answer",
        "404 | {\"status\":false,\"responseCode\":\"77\"} | pending unlisted-code",
        "404 | <html>14</html> | pending unreadable-answer",
        "401 | {\"status\":false,\"responseCode\":\"14\"} | not-sent unauthorized",
        "401 | {\"status\":{\"code\":\"0601\",\"desc\":\"Invalid Token\"}} | not-sent token-refused",
        "429 | {\"status\":false,\"responseCode\":\"14\"} | not-sent throttled",
        "202 | {\"status\":false,\"responseCode\":\"14\"} | pending accepted",
        "500 | {\"status\":false,\"responseCode\":\"14\"} | pending server-error",
        "503 | {\"status\":false,\"responseCode\":\"14\"} | pending service-unavailable",
      })
  void anAnswerOfBrivaIsBelievedWhenCodeAndStatusAgree(int status, String body, String expected) {
    Operation update = CONTRACTS.operation("briva", "update-account");
    assertThat(words(update.classify(status, bytes(body), false))).isEqualTo(expected);
  }

  @Test
  void theSameCodeOfValasMeansWhatItsMessageSaysAndElseWhatItsPageSays() {
    Operation limit = CONTRACTS.operation("valas", "inquiry-limit");
    Operation profile = CONTRACTS.operation("valas", "rate-profile");
    String body = "{\"responseCode\":\"%s\",\"responseMessage\":\"%s\"}";
    for (Operation operation : new Operation[] {limit, profile}) {
      for (String code : new String[] {"4008201", "4008202"}) {
        byte[] missing = bytes(body.formatted(code, "Invalid Mandatory Field debitAccount"));
        byte[] wrong = bytes(body.formatted(code, "INVALID FIELD FORMAT debitAccount"));
        assertThat(words(operation.classify(400, missing, false)))
            .isEqualTo("refused missing-field");
        assertThat(words(operation.classify(400, wrong, false))).isEqualTo("refused invalid-field");
      }
    }
    byte[] first = bytes(body.formatted("4008201", "no"));
    byte[] second = bytes(body.formatted("4008202", "no"));
    assertThat(words(limit.classify(400, first, false))).isEqualTo("refused missing-field");
    assertThat(words(limit.classify(400, second, false))).isEqualTo("refused invalid-field");
    assertThat(words(profile.classify(400, first, false))).isEqualTo("refused invalid-field");
    assertThat(words(profile.classify(400, second, false))).isEqualTo("refused missing-field");
    byte[] other = bytes(body.formatted("4038215", "Transaction Not Permitted. Because"));
    Operation nego = CONTRACTS.operation("valas", "transaction-nego");
    assertThat(words(nego.classify(403, other, false))).isEqualTo("refused not-permitted");
    assertThat(words(limit.classify(403, other, false))).isEqualTo("pending unlisted-code");
  }

  @Test
  void theReferenceOfWhatWasMadeIsRead() {
    assertThat(
            CONTRACTS
                .operation("snap", "transfer")
                .reference(bytes("{\"responseCode\":\"2001800\",\"referenceNo\":\"2024\"}")))
        .contains("2024");
    assertThat(
            CONTRACTS
                .operation("valas", "transaction-counter")
                .reference(bytes("{\"data\":{\"referenceNo\":8759248}}")))
        .contains("8759248");
    assertThat(
            CONTRACTS
                .operation("valas", "nego-continue")
                .reference(bytes("{\"additionalInfo\":{\"dealCode\":\"N35227921\"}}")))
        .contains("N35227921");
  }

  @Test
  void hostileWordsOfTheBankAreReadByEveryRule() {
    for (String words :
        new String[] {"inquiry ".repeat(60), "duplicate ".repeat(50), " invoice".repeat(60)}) {
      for (Operation operation : CONTRACTS.operations()) {
        for (CodeRule rule : operation.codes()) {
          String body =
              "{\"status\":false,\"responseCode\":\"%s\",\"responseMessage\":\"%s\"}"
                  .formatted(rule.code(), words);
          assertThat(operation.classify(rule.status(), bytes(body), false).message())
              .hasSizeLessThanOrEqualTo(500);
        }
      }
    }
  }

  @Test
  void bodiesThatExceedTheBoundsAreUnreadable() {
    assertThat(words(create(200, "[".repeat(100_000)))).isEqualTo("pending unreadable-answer");
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    assertThat(words(create(200, deep))).isEqualTo("pending unreadable-answer");
    String number = "{\"responseCode\":\"00\",\"n\":" + "9".repeat(1000) + "}";
    assertThat(words(create(200, number))).isEqualTo("pending unreadable-answer");
    Operation create = CONTRACTS.operation("cbm", "create-invoice");
    assertThat(words(create.classify(200, null, false))).isEqualTo("pending empty-answer");
    assertThat(words(create.classify(200, new byte[] {(byte) 0xff, 0, (byte) 0xfe}, false)))
        .isEqualTo("pending unreadable-answer");
  }

  @Test
  void theMessageIsTheBanksOnOneBoundedLine() {
    String long1 = "{\"responseCode\":\"03\",\"responseDesc\":\"a\\r\\nb" + "x".repeat(900) + "\"}";
    assertThat(create(400, long1).message()).startsWith("a bxx").hasSizeLessThanOrEqualTo(500);
    assertThat(create(400, "{\"responseCode\":\"03\",\"errDesc\":\"no\"}").message())
        .isEqualTo("no");
    assertThat(create(400, "{\"responseCode\":\"03\",\"responseDescription\":\"no\"}").message())
        .isEqualTo("no");
    assertThat(create(502, "<html>").message())
        .isEqualTo("HTTP 502 with a body that cannot be read");
  }

  @Test
  void aTableThatCallsAnUnauthorizedAnswerAnythingButNotSentIsAnError() {
    assertThatThrownBy(() -> new CodeRule(401, "01", null, Outcome.REFUSED, "no", null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Verdict create(int status, String body) {
    return CONTRACTS.operation("cbm", "create-invoice").classify(status, bytes(body), false);
  }

  private static String words(Verdict verdict) {
    return verdict.outcome() + " " + verdict.reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
