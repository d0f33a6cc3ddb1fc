package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.bank.BankJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How unknown outcomes of BRIVA, Valas and transfers are settled (rulings 20). */
class SettlingTest {
  private static final String GONE =
      "{\"status\":false,\"errDesc\":\"Data Customer Tidak Ditemukan\",\"responseCode\":\"14\"}";

  private static final Contracts CONTRACTS = new Contracts();

  private final ObjectNode account =
      json(
          """
          {"institutionCode":"J104408","brivaNo":"77777","custCode":"1255","nama":"Yories","amount":"20000",
          "keterangan":"","expiredDate":"2026-12-29 09:57:26"}""");
  private final ObjectNode accountAnswer =
      json(
          """
          {"status":true,"responseDescription":"Success","responseCode":"00","data":{"institutionCode":"J104408",
          "BrivaNo":"77777","CustCode":"1255","Nama":"YORIES ","Amount":"20000","Keterangan":"","statusBayar":"N",
          "expiredDate":"2026-12-29 09:57:26","lastUpdate":null}}""");
  private final ObjectNode accountData = (ObjectNode) accountAnswer.get("data");

  private final ObjectNode transfer =
      json(
          """
          {"partnerReferenceNo":"20211130000000001","amount":{"value":"10000.00","currency":"IDR"},
          "beneficiaryAccountName":"Dummy","beneficiaryAccountNo":"888801000187508","beneficiaryBankCode":"002",
          "sourceAccountNo":"988901000187608","transactionDate":"2022-11-07T15:19:24+07:00",
          "additionalInfo":{"deviceId":"12345679237","channel":"mobilephone"}}""");
  private final ObjectNode status =
      json(
          """
          {"responseCode":"2003600","responseMessage":"Successful","originalReferenceNo":"202401250000000003",
          "originalPartnerReferenceNo":"20211130000000001","serviceCode":"18",
          "amount":{"value":"10000.00","currency":"IDR"},"beneficiaryAccountNo":"888801000187508",
          "latestTransactionStatus":"00","transactionStatusDesc":"Success"}""");

  private final ObjectNode exchange =
      json(
          """
          {"debitAccount":"030702000141509","creditAccount":"034401083104504","debitCurrency":"USD",
          "creditCurrency":"IDR","debitAmount":"3.00","partnerReferenceNo":"6278163827120"}""");
  private final ObjectNode exchanged =
      json(
          """
          {"responseCode":"2008200","responseMessage":"Successful","data":{
          "originalPartnerReferenceNo":"6278163827120","originalReferenceNo":"7540140","dealCode":"AP60136176",
          "debitAmount":"3","creditAmount":"41865.00","originalTransactionStatusCode":"00",
          "originalTransactionStatus":"Transaction approved"}}""");
  private final ObjectNode exchangedData = (ObjectNode) exchanged.get("data");

  // ---- BRIVA

  @ParameterizedTest
  @ValueSource(strings = {"create-account", "update-account", "delete-account"})
  void whatBecameOfAnAccountIsAskedByItsKey(String operation) {
    account.put("brivaNo", 77777);
    Inquiry.Question question = inquiry("briva", operation).question(account);
    assertThat(question.operation().id()).isEqualTo("get-account");
    assertThat(question.parameters())
        .isEqualTo(Map.of("institutionCode", "J104408", "brivaNo", "77777", "custCode", "1255"));
    assertThat(question.operation().uri(question.parameters()).path())
        .isEqualTo("/v1/briva/J104408/77777/1255");
    assertThat(question.body()).isNull();
  }

  @Test
  void anAccountThatSaysWhatWasSentIsFound() {
    assertThat(briva("create-account").kind()).isEqualTo(Finding.Kind.FOUND);
    assertThat(briva("create-account").statusCode()).isEqualTo("N");
    assertThat(briva("update-account").kind()).isEqualTo(Finding.Kind.FOUND);
    accountData.put("Amount", 20000.00);
    assertThat(briva("create-account").kind()).isEqualTo(Finding.Kind.FOUND);
    accountData.remove("Keterangan");
    assertThat(briva("create-account").kind()).isEqualTo(Finding.Kind.FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "Nama, Brigita",
    "Amount, 20001",
    "Keterangan, something",
    "expiredDate, 2026-12-30 09:57:26"
  })
  void anAccountThatSaysSomethingElseIsNotOursOrWasNotChanged(String field, String value) {
    accountData.put(field, value);
    assertThat(briva("create-account").kind()).isEqualTo(Finding.Kind.DIFFERENT);
    assertThat(briva("create-account").details()).hasSize(1).first().asString().contains(value);
    assertThat(briva("update-account").kind()).isEqualTo(Finding.Kind.NOT_DONE);
    assertThat(briva("update-account").reason()).isEqualTo("not-processed");
  }

  @Test
  void anAccountWithoutAnAmountOrWithAnotherKeyProvesNothing() {
    accountData.remove("Amount");
    assertThat(briva("create-account").kind()).isEqualTo(Finding.Kind.UNKNOWN);
    assertThat(briva("update-account").kind()).isEqualTo(Finding.Kind.UNKNOWN);
    accountData.put("Amount", "20000").put("CustCode", "1256");
    for (String operation : new String[] {"create-account", "update-account", "delete-account"}) {
      assertThat(briva(operation).kind()).isEqualTo(Finding.Kind.UNKNOWN);
    }
  }

  @Test
  void anAccountThatIsGoneProvesTheDeletionAndTheOppositeOfAllElse() {
    for (String operation :
        new String[] {"create-account", "update-account", "update-account-status"}) {
      assertThat(briva(operation, 404, GONE).kind()).isEqualTo(Finding.Kind.ABSENT);
    }
    assertThat(briva("delete-account", 200, GONE).kind()).isEqualTo(Finding.Kind.FOUND);
    assertThat(briva("delete-account").kind()).isEqualTo(Finding.Kind.NOT_DONE);
    assertThat(briva("delete-account").reason()).isEqualTo("not-processed");
    assertThat(inquiry("briva", "create-account").absence()).isEqualTo(Absence.SEND_AGAIN);
    assertThat(inquiry("briva", "update-account").absence()).isEqualTo(Absence.REFUSE);
    assertThat(inquiry("briva", "update-account-status").absence()).isEqualTo(Absence.REFUSE);
  }

  @Test
  void thePaymentStatusTellsWhetherItWasSet() {
    account.put("statusBayar", "Y");
    Inquiry.Question question = inquiry("briva", "update-account-status").question(account);
    assertThat(question.operation().id()).isEqualTo("get-account-status");
    String answer = "{\"status\":true,\"responseCode\":\"00\",\"data\":{%s}}";
    assertThat(
            briva("update-account-status", 200, answer.formatted("\"statusBayar\":\"Y\"")).kind())
        .isEqualTo(Finding.Kind.FOUND);
    Finding unpaid = briva("update-account-status", 200, answer.formatted("\"statusBayar\":\"N\""));
    assertThat(unpaid.kind()).isEqualTo(Finding.Kind.NOT_DONE);
    assertThat(unpaid.reason()).isEqualTo("not-processed");
    assertThat(briva("update-account-status", 200, answer.formatted("")).kind())
        .isEqualTo(Finding.Kind.UNKNOWN);
    assertThat(
            briva(
                    "update-account-status",
                    200,
                    answer.formatted("\"statusBayar\":\"Y\",\"custCode\":\"9\""))
                .kind())
        .isEqualTo(Finding.Kind.UNKNOWN);
    String noStatus = "{\"status\":false,\"errDesc\":\"Gagal\",\"responseCode\":\"21\"}";
    assertThat(briva("update-account-status", 200, noStatus).kind())
        .isEqualTo(Finding.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"status\":false,\"errDesc\":\"Data Customer Tidak Ditemukan\",\"responseCode\":\"14\"}",
        "202 | {\"status\":false,\"errDesc\":\"Data Customer Tidak Ditemukan\",\"responseCode\":\"14\"}",
        "200 | {\"status\":true,\"errDesc\":\"Data Customer Tidak Ditemukan\",\"responseCode\":\"14\"}",
        "404 | <html>Data Customer Tidak Ditemukan 14</html>",
        "404 | ''",
        "401 | {\"status\":{\"code\":\"0601\",\"desc\":\"Invalid Token\"}}",
        "200 | {\"status\":true,\"responseCode\":\"00\"}",
        "200 | {\"status\":true,\"responseCode\":\"00\",\"data\":[]}",
        "200 | {\"status\":true,\"responseCode\":\"00\",\"data\":{}}"
      })
  void nothingElseProvesAnythingAboutAnAccount(int status, String answer) {
    for (String operation : new String[] {"create-account", "update-account", "delete-account"}) {
      assertThat(briva(operation, status, answer).kind())
          .as(operation)
          .isEqualTo(Finding.Kind.UNKNOWN);
    }
  }

  // ---- transfer

  @Test
  void theStatusOfATransferIsAskedWithItsReferenceDateAndDevice() throws IOException {
    Inquiry.Question question = inquiry("snap", "transfer").question(transfer);
    assertThat(question.operation().id()).isEqualTo("transfer-status");
    assertThat(question.parameters()).isEmpty();
    assertThat(question.body())
        .isEqualTo(
            "{\"originalPartnerReferenceNo\":\"20211130000000001\",\"serviceCode\":\"18\","
                + "\"transactionDate\":\"2022-11-07T15:19:24+07:00\","
                + "\"additionalInfo\":{\"deviceId\":\"12345679237\",\"channel\":\"mobilephone\"}}");
    assertThat(question.operation().check(BankJson.read(bytes(question.body())))).isEmpty();
    transfer.remove("additionalInfo");
    String bare = inquiry("snap", "transfer").question(transfer).body();
    assertThat(bare).doesNotContain("additionalInfo");
    assertThat(question.operation().check(BankJson.read(bytes(bare)))).isEmpty();
    transfer.remove("partnerReferenceNo");
    assertThatThrownBy(() -> inquiry("snap", "transfer").question(transfer))
        .hasMessage("partnerReferenceNo is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "00, FOUND,",
    "01, UNKNOWN,",
    "02, UNKNOWN,",
    "03, UNKNOWN,",
    "04, NOT_DONE, refunded",
    "05, NOT_DONE, cancelled",
    "06, NOT_DONE, transfer-failed",
    "07, ABSENT,",
    "08, UNKNOWN,",
    "'', UNKNOWN,",
    "0, UNKNOWN,",
    "success, UNKNOWN,"
  })
  void theStatusOfATransferDecides(String code, Finding.Kind kind, String reason) {
    status.put("latestTransactionStatus", code);
    assertThat(transferred().kind()).isEqualTo(kind);
    assertThat(transferred().reason()).isEqualTo(reason);
    status.remove("latestTransactionStatus");
    status.put("transactionStatus", code);
    assertThat(transferred().kind()).isEqualTo(kind);
  }

  @Test
  void aTransferThatWasMadeTellsItsReference() {
    assertThat(transferred().reference()).isEqualTo("202401250000000003");
    assertThat(transferred().statusCode()).isEqualTo("00");
    assertThat(transferred().statusDesc()).isEqualTo("Success");
    status.remove("originalReferenceNo");
    status.remove("originalPartnerReferenceNo");
    status.remove("amount");
    status.remove("beneficiaryAccountNo");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.FOUND);
    assertThat(transferred().reference()).isNull();
  }

  @Test
  void theStatusOfAnotherTransferProvesNothing() {
    status.put("originalPartnerReferenceNo", "20211130000000002");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    status.put("latestTransactionStatus", "06");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  @Test
  void aTransferOfAnotherAmountOrToAnotherAccountIsDifferent() {
    ((ObjectNode) status.get("amount")).put("value", "10000.01");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.DIFFERENT);
    assertThat(transferred().details())
        .containsExactly("amount.value is 10000.01 at BRI, 10000.00 was sent");
    ((ObjectNode) status.get("amount")).put("value", "10000");
    status.put("beneficiaryAccountNo", "888801000187509");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.DIFFERENT);
    assertThat(transferred().details())
        .containsExactly(
            "beneficiaryAccountNo is ***********7509 at BRI, ***********7508 was sent");
  }

  @Test
  void twoStatusesThatDisagreeOrNoneAtAllProveNothing() {
    status.put("transactionStatus", "06");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    status.remove("transactionStatus");
    status.remove("latestTransactionStatus");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    status.putNull("latestTransactionStatus");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.UNKNOWN);
    status.putObject("latestTransactionStatus");
    assertThat(transferred().kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "404, 4043601, ABSENT",
    "404, 4043600, UNKNOWN",
    "404, 4041801, UNKNOWN",
    "200, 4043601, UNKNOWN",
    "403, 4033615, UNKNOWN",
    "409, 4093600, UNKNOWN",
    "500, 5003600, UNKNOWN",
    "401, 4013601, UNKNOWN"
  })
  void onlyNotFoundSaysThatThereIsNoTransferAndNotBeforeItsDayIsOver(
      int http, String code, Finding.Kind kind) {
    String answer = "{\"responseCode\":\"" + code + "\",\"responseMessage\":\"words\"}";
    Inquiry inquiry = inquiry("snap", "transfer");
    assertThat(inquiry.judge(http, bytes(answer), transfer).kind()).isEqualTo(kind);
    assertThat(inquiry.absence()).isEqualTo(Absence.REFUSE_AFTER_THE_DAY);
  }

  // ---- Valas

  @ParameterizedTest
  @ValueSource(strings = {"transaction-nego", "transaction-counter", "nego-rate-profile"})
  void anExchangeIsAskedForWithOurReferenceAlone(String operation) throws IOException {
    Inquiry inquiry = inquiry("valas", operation);
    Inquiry.Question question = inquiry.question(exchange);
    assertThat(question.operation().id()).isEqualTo("inquiry-transaction");
    assertThat(question.body()).isEqualTo("{\"originalPartnerReferenceNo\":\"6278163827120\"}");
    assertThat(question.operation().check(BankJson.read(bytes(question.body())))).isEmpty();
    assertThat(inquiry.absence()).isEqualTo(Absence.PROVES_NOTHING);
    byte[] none =
        bytes("{\"responseCode\":\"4048201\",\"responseMessage\":\"Transaction Not Found\"}");
    assertThat(inquiry.judge(404, none, exchange).kind()).isEqualTo(Finding.Kind.ABSENT);
  }

  @Test
  void anApprovedExchangeOfOurAmountIsFound() {
    assertThat(exchanged("transaction-counter").kind()).isEqualTo(Finding.Kind.FOUND);
    assertThat(exchanged("transaction-counter").reference()).isEqualTo("7540140");
    assertThat(exchanged("nego-rate-profile").kind()).isEqualTo(Finding.Kind.FOUND);
    exchange.remove("debitAmount");
    exchange.put("dealCode", "ap60136176");
    assertThat(exchanged("transaction-nego").kind()).isEqualTo(Finding.Kind.FOUND);
    assertThat(exchanged("nego-rate-profile").kind()).isEqualTo(Finding.Kind.FOUND);
    exchangedData.remove("originalTransactionStatusCode");
    assertThat(exchanged("transaction-nego").kind()).isEqualTo(Finding.Kind.FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "debitAmount, 3.01",
    "originalPartnerReferenceNo, 6278163827121",
    "originalPartnerReferenceNo, ''",
    "originalTransactionStatusCode, 01",
    "originalTransactionStatusCode, 06",
    "originalTransactionStatusCode, ''"
  })
  void anythingElseAboutAnExchangeProvesNothing(String field, String value) {
    exchangedData.put(field, value);
    assertThat(exchanged("transaction-counter").kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  @Test
  void anExchangeWithoutAStatusOrWithAnotherDealProvesNothing() {
    exchangedData.remove("originalTransactionStatusCode");
    exchangedData.put("originalTransactionStatus", "Transaction not approved");
    assertThat(exchanged("transaction-counter").kind()).isEqualTo(Finding.Kind.UNKNOWN);
    exchangedData.remove("originalTransactionStatus");
    assertThat(exchanged("transaction-counter").kind()).isEqualTo(Finding.Kind.UNKNOWN);
    exchangedData.put("originalTransactionStatusCode", "00");
    exchange.put("dealCode", "O0003540");
    assertThat(exchanged("transaction-nego").kind()).isEqualTo(Finding.Kind.UNKNOWN);
  }

  private Finding briva(String operation) {
    return briva(operation, 200, accountAnswer.toString());
  }

  private Finding briva(String operation, int http, String answer) {
    return inquiry("briva", operation).judge(http, bytes(answer), account);
  }

  private Finding transferred() {
    return inquiry("snap", "transfer").judge(200, bytes(status.toString()), transfer);
  }

  private Finding exchanged(String operation) {
    return inquiry("valas", operation).judge(200, bytes(exchanged.toString()), exchange);
  }

  private Inquiry inquiry(String product, String operation) {
    return CONTRACTS.operation(product, operation).inquiry().orElseThrow();
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
