package dev.briapi.bridge.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.sandbox.server.ReferenceCounts;
import dev.briapi.bridge.sandbox.valas.ValasAccounts;
import dev.briapi.bridge.sandbox.valas.ValasSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ValasTest {
  private static final String INFO = "/v2.0/valas-info/";
  private static final String TRANSACTION = "/v2.0/valas-transaction/";

  private final TestBank bank =
      new TestBank(); // it is nine in the morning of 2026-11-20 in Jakarta

  @AfterEach
  void close() {
    bank.close();
  }

  private TestBank.Reply post(String path, String body) throws Exception {
    return post(bank, path, body);
  }

  private static TestBank.Reply post(TestBank bank, String path, String body) throws Exception {
    Map<String, String> headers = bank.signed("POST", path, "application/json", body);
    headers.put("partnerCode", "sandbox-partner-code");
    return bank.call("POST", path, body, headers);
  }

  private ObjectNode counter(String reference) {
    return bank.mapper
        .createObjectNode()
        .put("debitAccount", ValasAccounts.DEBIT)
        .put("creditAccount", ValasAccounts.CREDIT)
        .put("debitCurrency", "USD")
        .put("creditCurrency", "IDR")
        .put("debitAmount", "3.00")
        .put("remark", "374628374")
        .put("partnerReferenceNo", reference);
  }

  private ObjectNode nego(String reference, String dealCode) {
    return bank.mapper
        .createObjectNode()
        .put("debitAccount", ValasAccounts.DEBIT)
        .put("creditAccount", ValasAccounts.CREDIT)
        .put("dealCode", dealCode)
        .put("remark", "374628374")
        .put("partnerReferenceNo", reference);
  }

  private ObjectNode profile(String reference, String amount) {
    return bank.mapper
        .createObjectNode()
        .put("partnerReferenceNo", reference)
        .put("debitAccount", ValasAccounts.DEBIT)
        .put("creditAccount", ValasAccounts.CREDIT)
        .put("debitCurrency", "EUR")
        .put("creditCurrency", "USD")
        .put("debitAmount", amount)
        .put("remark", "test")
        .put("debitRate", "1.0825");
  }

  private TestBank.Reply send(ObjectNode body) throws Exception {
    String path =
        body.has("dealCode") ? "nego" : body.has("debitRate") ? "nego-rate-profile" : "counter";
    return post(TRANSACTION + path, body.toString());
  }

  private static void assertRefused(TestBank.Reply reply, String code, String message) {
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(Integer.parseInt(code.substring(0, 3)));
    assertThat(reply.message()).isEqualTo(message);
  }

  private BigDecimal balance(String account, String currency) {
    return bank.sandbox.valas().accounts().find(account).orElseThrow().balances().get(currency);
  }

  @Test
  void ratesAreToldForPairsWithTheRupiah() throws Exception {
    String usd = "{\"dealtCurrency\":\"USD\",\"counterCurrency\":\"IDR\"}";
    TestBank.Reply nego = post(INFO + "kurs-nego", usd);
    assertThat(nego.code()).as(nego.text()).isEqualTo("2008200");
    assertThat(nego.json().path("data").path("currencyPair").asText()).isEqualTo("USD-IDR");
    assertThat(nego.json().path("data").path("buy").asText()).isEqualTo("15669.0000");
    assertThat(nego.json().path("data").path("sell").asText()).isEqualTo("15689.0000");

    TestBank.Reply counter = post(INFO + "kurs-counter", usd);
    assertThat(counter.json().path("data").path("counterBuy").asText()).isEqualTo("15604.0000");
    assertThat(counter.json().path("data").path("LastestUpdate").asText())
        .isEqualTo("2026-11-20T09:00:00.000");

    TestBank.Reply profile = post(INFO + "rate-profile", "{\"accountNo\":\"030702000141509\"}");
    assertThat(profile.json().path("data")).hasSize(5);
    assertThat(profile.json().path("data").get(0).path("currencyPair").asText())
        .isEqualTo("USD-IDR");
    assertRefused(
        post(INFO + "rate-profile", "{\"accountNo\":\"1\"}"), "4048201", "Transaction Not Found");
    // its page has the two codes the other way round
    assertRefused(
        post(INFO + "rate-profile", "{}"), "4008202", "Invalid Mandatory Field accountNo");
    assertRefused(
        post(INFO + "rate-profile", "{\"accountNo\":\"12345678901234567\"}"),
        "4008201",
        "Invalid Field Format accountNo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kurs-nego", "kurs-counter"})
  void aPairThatIsNotListedIsNotFound(String list) throws Exception {
    assertRefused(
        post(INFO + list, "{\"dealtCurrency\":\"XAU\",\"counterCurrency\":\"IDR\"}"),
        "4038215",
        "Transaction Not Permitted.Currency Pair Not Found");
    assertRefused(
        post(INFO + list, "{\"dealtCurrency\":\"USD\",\"counterCurrency\":\"EUR\"}"),
        "4038215",
        "Transaction Not Permitted.Currency Pair Not Found");
    assertRefused(
        post(INFO + list, "{\"dealtCurrency\":\"usdx\",\"counterCurrency\":\"IDR\"}"),
        "4008202",
        "Invalid Field Format dealtCurrency");
    assertRefused(
        post(INFO + list, "{\"dealtCurrency\":\"USD\"}"),
        "4008201",
        "Invalid Mandatory Field counterCurrency");
  }

  @Test
  void theCounterExchangesAtItsRateAndMovesTheMoney() throws Exception {
    TestBank.Reply done = send(counter("C-1"));

    assertThat(done.code()).as(done.text()).isEqualTo("2008200");
    assertThat(done.json().path("data").path("buy").asText()).isEqualTo("15604.0000");
    assertThat(done.json().path("data").path("sell").asText()).isEqualTo("1.00");
    assertThat(done.json().path("data").path("DebitAmount").asText()).isEqualTo("3.00");
    assertThat(done.json().path("data").path("CreditAmount").asText()).isEqualTo("46812.00");
    assertThat(balance(ValasAccounts.DEBIT, "USD")).isEqualByComparingTo("999997.00");
    assertThat(balance(ValasAccounts.CREDIT, "IDR")).isEqualByComparingTo("100000046812.00");
  }

  @Test
  void amountsAreExact() throws Exception {
    TestBank.Reply done = send(counter("C-1").put("debitAmount", "1234.57"));

    assertThat(done.json().path("data").path("CreditAmount").asText()).isEqualTo("19264230.28");
    assertThat(balance(ValasAccounts.DEBIT, "USD")).isEqualByComparingTo("998765.43");
  }

  @Test
  void aReferenceIsGoodForOneExchangeOfAnyKind() throws Exception {
    send(counter("R-1"));

    assertRefused(send(counter("R-1")), "4098201", "Duplicate partnerReferenceNo");
    assertRefused(send(nego("R-1", "O0003540")), "4098201", "Duplicate partnerReferenceNo");
    assertRefused(send(profile("R-1", "10.00")), "4098201", "Duplicate partnerReferenceNo");
    assertThat(bank.sandbox.valas().references().of("R-1"))
        .isEqualTo(new ReferenceCounts.Count(4, 1));
    assertThat(bank.sandbox.valas().transactions().size()).isEqualTo(1);
    assertThat(balance(ValasAccounts.DEBIT, "USD")).isEqualByComparingTo("999997.00");
  }

  @Test
  void aDealOfTheLastMinutesIsGoodUntilTheDayEnds() throws Exception {
    bank.clock.advance(Duration.ofHours(14).plusMinutes(50)); // 23:50 WIB
    TestBank.Reply deal = post(TRANSACTION + "nego/dealcode", "{\"dealCode\":\"O0003540\"}");
    assertThat(deal.json().path("data").path("timeExpired").asText())
        .isEqualTo("2026-11-20T23:59:59");
  }

  @Test
  void aDealIsLookedAtAndUsedOnce() throws Exception {
    TestBank.Reply deal = post(TRANSACTION + "nego/dealcode", "{\"dealCode\":\"O0003540\"}");
    assertThat(deal.code()).as(deal.text()).isEqualTo("2008200");
    assertThat(deal.json().path("data").path("debitAmount").asText()).isEqualTo("11.00");
    assertThat(deal.json().path("data").path("valueDate").asText())
        .isEqualTo("2026-11-20T00:00:00");
    assertThat(deal.json().path("data").path("timeExpired").asText())
        .isEqualTo("2026-11-20T23:45:00");

    TestBank.Reply done = send(nego("N-1", "O0003540"));
    assertThat(done.json().path("data").path("creditAmount").asText()).isEqualTo("154000.00");
    assertThat(done.json().path("data").path("dealCode").asText()).isEqualTo("O0003540");

    String used = "Transaction Not Permitted.dealcode already used";
    assertRefused(send(nego("N-2", "O0003540")), "4038215", used);
    assertRefused(
        post(TRANSACTION + "nego/dealcode", "{\"dealCode\":\"O0003540\"}"), "4038215", used);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "E0000001;4008222;Dealcode Expired",
        "U0000001;4038215;Transaction Not Permitted.dealcode already used",
        "V0000001;4038215;Transaction Not Permitted.value date does not match today’s date",
        "X1;4038215;Transaction Not Permitted. Inquiry Delcode Failed."
      })
  void aDealThatIsNotOpenIsRefused(String code, String response, String message) throws Exception {
    assertRefused(
        post(TRANSACTION + "nego/dealcode", "{\"dealCode\":\"" + code + "\"}"), response, message);
    assertRefused(send(nego("N-1", code)), response, message);
    assertThat(bank.sandbox.valas().transactions().size()).isZero();
  }

  @Test
  void aNegotiationMakesADealThatExpires() throws Exception {
    ObjectNode asked = profile("ignored", "10.00");
    asked.remove("remark");
    TestBank.Reply made = post(TRANSACTION + "continue", asked.toString());
    assertThat(made.code()).as(made.text()).isEqualTo("2008200");
    String code = made.json().path("additionalInfo").path("dealCode").asText();
    assertThat(code).matches("N[0-9]{8}");

    TestBank.Reply deal = post(TRANSACTION + "nego/dealcode", "{\"dealCode\":\"" + code + "\"}");
    assertThat(deal.json().path("data").path("creditAmount").asText()).isEqualTo("10.82");
    assertThat(send(nego("N-1", code)).json().path("data").path("creditAmount").asText())
        .isEqualTo("10.82");

    String second =
        post(TRANSACTION + "continue", asked.toString())
            .json()
            .path("additionalInfo")
            .path("dealCode")
            .asText();
    bank.clock.advance(Duration.ofHours(15));
    assertRefused(send(nego("N-2", second)), "4008222", "Dealcode Expired");
    assertRefused(
        post(TRANSACTION + "continue", asked.put("debitCurrency", "XAU").toString()),
        "4008200",
        "Bad Request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "debitAccount;999;4048245;debitAccount Not Found",
        "creditAccount;999;4048211;Invalid Account",
        "debitAccount;030702000000009;4038209;Dormant Account",
        "creditAccount;030702000000018;4038218;Inactive Account",
        "debitAccount;020602000008513;4038214;Insufficient Funds",
        "debitCurrency;SGD;4038215;Transaction Not Permitted. Currency discrepency",
        "creditCurrency;XAU;4038215;Transaction Not Permitted.Transaction is not supported",
        "creditCurrency;USD;4038215;Transaction Not Permitted.Transaction is not supported",
        "creditAmount;1.00;4038215;Transaction Not Permitted.Unused Parameter",
        "debitAmount;0.99;4048213;Invalid Amount",
        "debitAmount;three;4008202;Invalid Field Format debitAmount",
        "debitAmount;'';4008201;Invalid Mandatory Field debitAmount",
        "debitAccount;12345678901234567;4008202;Invalid Field Format debitAccount",
        "partnerReferenceNo;'';4008201;Invalid Mandatory Field partnerReferenceNo"
      })
  void whatTheCounterRefusesHasItsCode(String field, String value, String code, String message)
      throws Exception {
    ObjectNode body = counter("C-1").put("debitAmount", "101.00").put(field, value);

    assertRefused(send(body), code, message);
    assertThat(bank.sandbox.valas().transactions().size()).isZero();
    assertThat(balance(ValasAccounts.DEBIT, "USD")).isEqualByComparingTo("1000000.00");
  }

  @Test
  void aLargeExchangeNeedsAnUnderlyingThatIsFreshAndUnused() throws Exception {
    assertRefused(
        send(profile("U-1", "30000.00")),
        "4038206",
        "Feature Not Allowed At This Time. Must Upload Underlying");
    assertRefused(
        send(profile("U-1", "30000.00").put("underlyingReference", "1")),
        "4048241",
        "Invalid underlyingReference");

    String first = upload("one.pdf", 10);
    assertThat(send(profile("U-1", "30000.00").put("underlyingReference", first)).code())
        .isEqualTo("2008200");
    assertRefused(
        send(profile("U-2", "1000.00").put("underlyingReference", first)),
        "4048243",
        "underlyingReference already in uses");

    String second = upload("two.pdf", 10);
    bank.clock.advance(Duration.ofHours(25));
    assertRefused(
        send(profile("U-2", "1000.00").put("underlyingReference", second)),
        "4048242",
        "Expired underlyingReference");
  }

  private String upload(String name, int bytes) throws Exception {
    TestBank.Reply reply = uploaded(name, bytes);
    assertThat(reply.code()).as(reply.text()).isEqualTo("2008200");
    return reply.json().path("data").path("underlyingReference").asText();
  }

  private TestBank.Reply uploaded(String name, int bytes) throws Exception {
    String data = Base64.getEncoder().encodeToString(new byte[bytes]);
    return post(
        TRANSACTION + "upload-underlying",
        "{\"fileData\":\"" + data + "\",\"fileName\":\"" + name + "\"}");
  }

  @Test
  void anUploadHasABoundAndANameOfItsOwn() throws Exception {
    int megabyte = 1024 * 1024;
    upload("a.pdf", 5 * megabyte);
    assertThat(uploaded("b.pdf", 5 * megabyte + 1).status()).isEqualTo(413);
    assertRefused(
        uploaded("b.pdf", 10 * megabyte + 1), "4038215", "Transaction Not Permitted.Files too big");
    assertRefused(
        uploaded("a.pdf", 1), "4038215", "Transaction Not Permitted. Duplicate filename.");
    assertRefused(
        post(TRANSACTION + "upload-underlying", "{\"fileData\":\"%%\",\"fileName\":\"c.pdf\"}"),
        "4008202",
        "Invalid Field Format fileData");
    assertThat(bank.sandbox.valas().underlyings().size()).isEqualTo(1);
  }

  @Test
  void theLimitsOfTheMonthAndOfTheDayHold() throws Exception {
    send(counter("L-1").put("debitAmount", "24999.00"));
    TestBank.Reply limit =
        post(TRANSACTION + "inquiry-limit", "{\"debitAccount\":\"030702000141509\"}");
    assertThat(limit.json().path("data").path("totalTransaction").decimalValue())
        .isEqualByComparingTo("24999");
    assertThat(limit.json().path("data").path("underlyingThreshold").asText()).isEqualTo("25000");
    assertThat(limit.json().path("data").path("underlyingFormulas").asText())
        .isEqualTo("PER_BULAN");

    assertRefused(
        send(counter("L-2").put("debitAmount", "1.01")), "4008224", "Transaction Over Limit");
    bank.clock.advance(Duration.ofDays(11));
    bank.login();
    assertThat(send(counter("L-2").put("debitAmount", "1.01")).code()).isEqualTo("2008200");

    assertRefused(send(profile("L-3", "99000.00")), "4008224", "Transaction Over Limit");
    assertRefused(
        post(TRANSACTION + "inquiry-limit", "{\"debitAccount\":\"1\"}"),
        "4048245",
        "debitAccount Not Found");
  }

  @Test
  void anExchangeIsFoundByEitherReference() throws Exception {
    String reference = send(counter("F-1")).json().path("data").path("referenceNo").asText();

    for (String question :
        new String[] {
          "{\"originalPartnerReferenceNo\":\"F-1\"}",
          "{\"originalReferenceNo\":\"" + reference + "\"}",
          "{\"originalPartnerReferenceNo\":\"F-1\",\"originalReferenceNo\":\"" + reference + "\"}"
        }) {
      TestBank.Reply found = post(TRANSACTION + "inquiry", question);
      assertThat(found.code()).as(found.text()).isEqualTo("2008200");
      assertThat(found.json().path("data").path("originalTransactionStatusCode").asText())
          .isEqualTo("00");
      assertThat(found.json().path("data").path("creditAmount").asText()).isEqualTo("46812.00");
    }
    assertRefused(
        post(
            TRANSACTION + "inquiry",
            "{\"originalPartnerReferenceNo\":\"F-1\",\"originalReferenceNo\":\"1\"}"),
        "4048201",
        "Transaction Not Found");
    assertRefused(
        post(TRANSACTION + "inquiry", "{\"originalPartnerReferenceNo\":\"F-2\"}"),
        "4048201",
        "Transaction Not Found");
    assertRefused(
        post(TRANSACTION + "inquiry", "{}"),
        "4008201",
        "Invalid Mandatory Field originalReferenceNo");
  }

  @Test
  void theStatusOfAnExchangeCanBeSetAndBrisReferenceRequired() throws Exception {
    try (TestBank strict =
        new TestBank(
            SandboxOptions.defaults()
                .withValas(ValasSettings.defaults().withReferenceRequired(true)))) {
      TestBank.Reply done = post(strict, TRANSACTION + "counter", counter("S-1").toString());
      assertRefused(
          post(strict, TRANSACTION + "inquiry", "{\"originalPartnerReferenceNo\":\"S-1\"}"),
          "4008201",
          "Invalid Mandatory Field originalReferenceNo");

      strict.admin(
          "POST",
          "/sandbox/valas/transactions/S-1/status",
          "{\"status\":\"05\",\"description\":\"Declined\"}");
      String reference = done.json().path("data").path("referenceNo").asText();
      assertThat(
              post(
                      strict,
                      TRANSACTION + "inquiry",
                      "{\"originalReferenceNo\":\"" + reference + "\"}")
                  .json()
                  .path("data")
                  .path("originalTransactionStatusCode")
                  .asText())
          .isEqualTo("05");
    }
  }

  @Test
  void thePartnerCodeIsChecked() throws Exception {
    String path = INFO + "kurs-nego";
    String body = "{\"dealtCurrency\":\"USD\",\"counterCurrency\":\"IDR\"}";
    Map<String, String> headers = bank.signed("POST", path, "application/json", body);
    assertRefused(
        bank.call("POST", path, body, headers), "4008201", "Invalid Mandatory Field partnerCode");
    headers.put("partnerCode", "other");
    assertRefused(bank.call("POST", path, body, headers), "4018200", "Unauthorized Client");
    headers.put("partnerCode", "sandbox-partner-code");
    assertThat(bank.call("POST", path, body + " ", headers).code()).isEqualTo("0602");
    assertThat(bank.call("POST", path, body, headers).code()).isEqualTo("2008200");
    headers.remove("Content-Type");
    assertThat(bank.call("POST", path, body, headers).code()).isEqualTo("0109");
    assertRefused(post(path, "[]"), "4008200", "Bad Request");
    assertThat(bank.sandbox.calls().undocumentedHeaders()).isEmpty();
  }

  @Test
  void accountsAreAddedOverHttp() throws Exception {
    TestBank.Reply added =
        bank.admin(
            "POST",
            "/sandbox/valas/accounts",
            "{\"number\":\"77\",\"state\":\"ACTIVE\",\"balances\":{\"USD\":5.00}}");
    assertThat(added.status()).as(added.text()).isEqualTo(201);

    assertThat(send(counter("A-1").put("debitAccount", "77")).code()).isEqualTo("2008200");
    assertThat(balance("77", "USD")).isEqualByComparingTo("2.00");
    assertThat(bank.admin("GET", "/sandbox/valas/transactions/A-1", "").status()).isEqualTo(200);
    assertThat(bank.admin("GET", "/sandbox/valas/transactions", "").json().path("items"))
        .hasSize(1);
  }
}
