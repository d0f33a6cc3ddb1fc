package dev.briapi.bridge.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.briapi.bridge.sandbox.briva.BrivaSettings;
import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.server.ReferenceCounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrivaTest {
  private static final String ROOT = "/v1/briva";
  private static final String ONE = "/J104408/77777/1255";
  private static final String DAY = ROOT + "/report/J104408/77777/";
  private static final String WINDOW = ROOT + "/report_time/J104408/77777/";

  private final TestBank bank =
      new TestBank(); // it is nine in the morning of 2026-11-20 in Jakarta

  @AfterEach
  void close() {
    bank.close();
  }

  private ObjectNode account(String custCode) {
    return bank.mapper
        .createObjectNode()
        .put("institutionCode", "J104408")
        .put("brivaNo", "77777")
        .put("custCode", custCode)
        .put("nama", "yories")
        .put("amount", "20000")
        .put("keterangan", "")
        .put("expiredDate", "2026-12-24 09:57:26");
  }

  private TestBank.Reply send(String method, String path, Object body) throws Exception {
    String text = body instanceof String raw ? raw : bank.mapper.writeValueAsString(body);
    String type = method.equals("DELETE") ? "text/plain" : "application/json";
    return bank.call(method, path, text, bank.signed(method, path, type, text));
  }

  private TestBank.Reply create(String custCode) throws Exception {
    return send("POST", ROOT, account(custCode));
  }

  private TestBank.Reply get(String path) throws Exception {
    return send("GET", path, "");
  }

  private static void assertRefused(TestBank.Reply reply, int http, String code) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(http);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.json().path("status").asBoolean(true)).isFalse();
  }

  @Test
  void anAccountIsCreatedReadChangedAndDeleted() throws Exception {
    TestBank.Reply created = create("1255");
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    assertThat(created.json().path("status").asBoolean()).isTrue();
    assertThat(created.json().path("responseDescription").asText()).isEqualTo("Success");
    assertThat(created.json().path("data")).isEqualTo(account("1255"));

    TestBank.Reply read = get(ROOT + ONE);
    assertThat(read.json().path("data").path("CustCode").asText()).isEqualTo("1255");
    assertThat(read.json().path("data").path("statusBayar").asText()).isEqualTo("N");
    assertThat(read.json().path("data").path("lastUpdate").isNull()).isTrue();

    TestBank.Reply changed = send("PUT", ROOT, account("1255").put("amount", "1000000"));
    assertThat(changed.json().path("data").path("amount").asText()).isEqualTo("1000000");
    TestBank.Reply again = get(ROOT + ONE);
    assertThat(again.json().path("data").path("Amount").asText()).isEqualTo("1000000");
    assertThat(again.json().path("data").path("lastUpdate").asText())
        .isEqualTo("2026-11-20 09:00:00");

    TestBank.Reply deleted =
        send("DELETE", ROOT, "institutionCode=J104408&brivaNo=77777&custCode=1255");
    assertThat(deleted.code()).as(deleted.text()).isEqualTo("00");
    assertThat(deleted.json().path("data").path("custCode").asText()).isEqualTo("1255");
    assertRefused(get(ROOT + ONE), 404, "14");
  }

  @Test
  void theStatusOfAnAccountIsReadAndSet() throws Exception {
    create("1255");
    assertThat(get(ROOT + "/status" + ONE).json().path("data").path("statusBayar").asText())
        .isEqualTo("N");

    ObjectNode status = account("1255").retain("institutionCode", "brivaNo", "custCode");
    TestBank.Reply set = send("PUT", ROOT + "/status", status.put("statusBayar", "Y"));
    assertThat(set.json().path("data").path("statusBayar").asText()).as(set.text()).isEqualTo("Y");
    assertThat(get(ROOT + "/status" + ONE).json().path("data").path("statusBayar").asText())
        .isEqualTo("Y");
    assertThat(bank.sandbox.briva().payments().all()).isEmpty();

    assertRefused(send("PUT", ROOT + "/status", status.put("statusBayar", "X")), 400, "20");
    assertRefused(send("PUT", ROOT + "/status", status.put("statusBayar", "")), 400, "10");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertRefused(get(ROOT + ONE), 404, "14");
    assertRefused(get(ROOT + "/status" + ONE), 404, "21");
    assertRefused(send("PUT", ROOT, account("1255")), 404, "14");
    assertRefused(
        send(
            "PUT",
            ROOT + "/status",
            account("1255")
                .retain("institutionCode", "brivaNo", "custCode")
                .put("statusBayar", "Y")),
        404,
        "14");
    assertRefused(
        send("DELETE", ROOT, "institutionCode=J104408&brivaNo=77777&custCode=1255"), 404, "14");
  }

  @Test
  void aCustomerCodeIsGoodForOneAccount() throws Exception {
    create("1255");
    TestBank.Reply again = create("1255");

    assertRefused(again, 400, "13");
    assertThat(again.message()).isEqualTo("Data Customer Sudah Ada");
    assertThat(again.json().path("data")).isEqualTo(account("1255"));
    assertThat(bank.sandbox.briva().creates().of("77777/1255"))
        .isEqualTo(new ReferenceCounts.Count(2, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "institutionCode, '', 03",
    "brivaNo, '', 01",
    "custCode, '', 02",
    "institutionCode, J999999, 05",
    "brivaNo, 88888, 05",
    "custCode, 12345678901234, 10",
    "custCode, 12A, 11",
    "nama, '', 10",
    "nama, 12345678901234567890123456789012345678901, 10",
    "keterangan, 12345678901234567890123456789012345678901, 10",
    "amount, '', 11",
    "amount, 20000.00, 11",
    "amount, '20,000', 11",
    "amount, -1, 11",
    "expiredDate, 2026-12-24, 20",
    "expiredDate, 2026-13-24 00:00:00, 20",
    "expiredDate, 2026-11-20 08:59:59, 12",
    "expiredDate, 2027-02-20 09:00:01, 12"
  })
  void aFieldThatBreaksARuleHasItsCode(String field, String value, String code) throws Exception {
    assertRefused(send("POST", ROOT, account("1255").put(field, value)), 400, code);
    assertRefused(send("PUT", ROOT, account("1255").put(field, value)), 400, code);
    assertThat(bank.sandbox.briva().accounts().size()).isZero();
  }

  @Test
  void anAccountMayExpireThreeMonthsAheadAndNotBeforeNow() throws Exception {
    assertThat(send("POST", ROOT, account("1").put("expiredDate", "2027-02-20 09:00:00")).code())
        .isEqualTo("00");
    assertThat(send("POST", ROOT, account("2").put("expiredDate", "2026-11-20 09:00:00")).code())
        .isEqualTo("00");
  }

  @Test
  void deletionTakesTextAndNothingElse() throws Exception {
    create("1255");
    String form = "institutionCode=J104408&brivaNo=77777&custCode=1255";

    TestBank.Reply json =
        bank.call("DELETE", ROOT, form, bank.signed("DELETE", ROOT, "application/json", form));
    assertThat(json.code()).isEqualTo("0109");
    String body = "{\"institutionCode\":\"J104408\"}";
    assertRefused(send("DELETE", ROOT, body), 400, "03");
    assertThat(bank.sandbox.briva().accounts().size()).isEqualTo(1);
  }

  @Test
  void aPaidAccountIsInTheReportOfItsDay() throws Exception {
    create("1255");
    assertRefused(get(DAY + "20261120/20261120"), 404, "41");
    TestBank.Reply paid =
        bank.admin(
            "POST",
            "/sandbox/briva/payments",
            "{\"brivaNo\":\"77777\",\"custCode\":\"1255\",\"amount\":\"20000\",\"channel\":\"ATM\"}");
    assertThat(paid.status()).as(paid.text()).isEqualTo(201);

    TestBank.Reply report = get(DAY + "20261120/20261120");
    assertThat(report.code()).as(report.text()).isEqualTo("00");
    assertThat(report.json().path("data")).hasSize(1);
    assertThat(report.json().path("data").get(0).has("trxID")).isFalse();
    assertThat(report.json().path("data").get(0).path("paymentDate").asText())
        .isEqualTo("2026-11-20 09:00:00.000");
    assertThat(report.json().path("data").get(0).path("no_rek").asText())
        .isEqualTo("39101000322990");
    assertThat(report.json().path("data").get(0).path("tellerid").asText())
        .isEqualTo("1795140000000");
    assertRefused(get(DAY + "20261119/20261119"), 404, "41");
    assertThat(get(ROOT + ONE).json().path("data").path("statusBayar").asText()).isEqualTo("Y");

    send("DELETE", ROOT, "institutionCode=J104408&brivaNo=77777&custCode=1255");
    assertThat(get(DAY + "20261120/20261120").json().path("data")).hasSize(1);
  }

  @Test
  void aPaymentIsReportedAfterAMoment() throws Exception {
    try (TestBank slow =
        new TestBank(
            SandboxOptions.defaults()
                .withBriva(BrivaSettings.defaults().withReportAfter(Duration.ofSeconds(3))))) {
      String body = account("1255").toString();
      slow.call("POST", ROOT, body, slow.signed("POST", ROOT, "application/json", body));
      slow.sandbox.briva().pay("77777", "1255", new BigDecimal("20000"), "IBNK");
      String path = DAY + "20261120/20261120";
      slow.clock.set("2026-11-20T02:00:02Z");
      assertRefused(
          slow.call("GET", path, "", slow.signed("GET", path, "application/json", "")), 404, "41");
      assertThat(slow.sandbox.briva().payments().all()).hasSize(1);

      slow.clock.set("2026-11-20T02:00:03Z");
      TestBank.Reply report =
          slow.call("GET", path, "", slow.signed("GET", path, "application/json", ""));
      assertThat(report.json().path("data")).hasSize(1);
      assertThat(report.json().path("data").get(0).path("paymentDate").asText())
          .isEqualTo("2026-11-20 09:00:00.000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "20261120/20261121, 42",
    "20261120/20261132, 20",
    "2026-11-20/2026-11-20, 20",
    "2026112a/2026112a, 20"
  })
  void aReportIsOfOneDayAndWellWritten(String dates, String code) throws Exception {
    assertRefused(get(DAY + dates), 400, code);
  }

  @Test
  void aWindowCrossesHoursAndIncludesItsLastMinute() throws Exception {
    bank.clock.set("2026-11-20T02:59:30Z");
    create("1255");
    bank.sandbox.briva().pay("77777", "1255", new BigDecimal("20000"), "IBNK");

    assertRefused(get(WINDOW + "2026-11-20/05:00/2026-11-20/09:58"), 404, "41");
    assertRefused(get(WINDOW + "2026-11-20/10:00/2026-11-20/23:59"), 404, "41");
    TestBank.Reply report = get(WINDOW + "2026-11-20/09:30/2026-11-20/09:59");
    assertThat(report.json().path("data")).hasSize(1);
    assertThat(report.json().path("data").get(0).path("channel").asText()).isEqualTo("IBNK");
    assertThat(report.json().path("data").get(0).path("trxID").asText()).hasSize(19);
    assertThat(get(WINDOW + "2026-11-20/09:00/2026-11-20/20:00").code()).isEqualTo("00");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20/05:00/2026-11-21/20:00, 42",
    "2026-11-20//2026-11-20/20:00, 42",
    "2026-11-20/5:00/2026-11-20/20:00, 20",
    "2026-11-20/05%3A00/2026-11-20/20%3A00, 20",
    "20261120/05:00/20261120/20:00, 20"
  })
  void aWindowIsWithinOneDayAndWellWritten(String window, String code) throws Exception {
    assertRefused(get(WINDOW + window), 400, code);
  }

  @Test
  void onlyTheExactAmountPaysAndOnlyOnceAndInTime() throws Exception {
    create("1255");
    assertThatThrownBy(() -> pay("19999")).hasMessageContaining("20000");
    pay("20000");
    assertThatThrownBy(() -> pay("20000")).hasMessageContaining("paid already");

    send("POST", ROOT, account("7").put("expiredDate", "2026-11-20 10:00:00"));
    bank.clock.set("2026-11-20T03:00:01Z");
    TestBank.Reply late =
        bank.admin(
            "POST",
            "/sandbox/briva/payments",
            "{\"brivaNo\":\"77777\",\"custCode\":\"7\",\"amount\":\"20000\"}");
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.json().path("error").asText()).contains("expired");
    assertThat(bank.sandbox.briva().payments().all()).hasSize(1);
  }

  private void pay(String amount) {
    bank.sandbox.briva().pay("77777", "1255", new BigDecimal(amount), "IBNK");
  }

  @Test
  void aPersonPaysWithAForm() throws Exception {
    create("1255");
    assertThat(bank.admin("GET", "/sandbox/briva/pay", "").text()).contains("<form");

    TestBank.Reply paid =
        bank.form(
            "/sandbox/briva/payments", "brivaNo=77777&custCode=1255&amount=20000&channel=EDC");

    assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    assertThat(bank.sandbox.briva().payments().all().get(0).channel()).isEqualTo("EDC");
  }

  @Test
  void whoeverListensHearsOfEveryPayment() throws Exception {
    List<Payment> heard = new ArrayList<>();
    bank.sandbox.briva().payments().onPayment(heard::add);

    create("888881");

    assertThat(heard).extracting(Payment::custCode).containsExactly("888881");
    assertThat(get(DAY + "20261120/20261120").json().path("data")).hasSize(1);
  }

  @Test
  void anAccountThatFailsHasTheCodeOfWhatWasTried() throws Exception {
    assertRefused(create("999991"), 400, "15");
    assertRefused(send("PUT", ROOT, account("999991")), 400, "16");
    assertRefused(
        send("DELETE", ROOT, "institutionCode=J104408&brivaNo=77777&custCode=999991"), 400, "17");
    assertRefused(
        send(
            "PUT",
            ROOT + "/status",
            account("999991")
                .retain("institutionCode", "brivaNo", "custCode")
                .put("statusBayar", "Y")),
        400,
        "20");
    assertRefused(get(ROOT + "/status/J104408/77777/999991"), 400, "21");
  }

  @Test
  void tokenSignatureAndMediaTypeAreChecked() throws Exception {
    String body = account("1255").toString();
    Map<String, String> headers = bank.signed("POST", ROOT, "application/json", body);
    assertThat(bank.call("POST", ROOT, body + " ", headers).code()).isEqualTo("0602");
    headers.remove("Authorization");
    assertThat(bank.call("POST", ROOT, body, headers).code()).isEqualTo("0601");
    Map<String, String> untyped = bank.signed("POST", ROOT, "application/json", body);
    untyped.remove("Content-Type");
    assertThat(bank.call("POST", ROOT, body, untyped).code()).isEqualTo("0109");

    assertThat(create("1255").code()).isEqualTo("00");
    assertThat(bank.sandbox.calls().undocumentedHeaders()).isEmpty();
    assertThat(bank.sandbox.calls().worstSecond("briva")).isBetween(1, 4);
  }

  @Test
  void theOldestAccountGivesWayBeyondTheBound() throws Exception {
    try (TestBank small =
        new TestBank(
            SandboxOptions.defaults().withBriva(BrivaSettings.defaults().withMaxAccounts(2)))) {
      for (String custCode : List.of("1", "2", "3")) {
        String body = account(custCode).toString();
        small.call("POST", ROOT, body, small.signed("POST", ROOT, "application/json", body));
      }

      assertThat(small.sandbox.briva().accounts().find("77777", "1")).isEmpty();
      assertThat(small.admin("GET", "/sandbox/briva/accounts", "").json().path("total").asInt())
          .isEqualTo(2);
      assertThat(small.admin("GET", "/sandbox/briva/accounts/77777/3", "").status()).isEqualTo(200);
    }
  }
}
