package dev.briapi.bridge.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.sandbox.server.ReferenceCounts;
import dev.briapi.bridge.sandbox.snap.PemKeys;
import dev.briapi.bridge.sandbox.snap.SnapAccounts;

import static dev.briapi.bridge.sandbox.TestSnap.INQUIRY;
import static dev.briapi.bridge.sandbox.TestSnap.STATUS;
import static dev.briapi.bridge.sandbox.TestSnap.TOKEN;
import static dev.briapi.bridge.sandbox.TestSnap.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnapTest {
  private static final KeyPair KEYS = TestSnap.keys();

  private final TestBank bank = new TestBank(TestSnap.options(KEYS));
  private final TestSnap snap = new TestSnap(bank, KEYS);
  @TempDir Path directory;

  @AfterEach
  void close() {
    bank.close();
  }

  private static void assertRefused(TestBank.Reply reply, String code, String message) {
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(Integer.parseInt(code.substring(0, 3)));
    assertThat(reply.message()).isEqualTo(message);
  }

  private String balance() {
    return bank.sandbox
        .snap()
        .accounts()
        .find(SnapAccounts.SOURCE)
        .orElseThrow()
        .balance()
        .toPlainString();
  }

  @Test
  void aTokenIsGivenForTheRightKeyAndItsLifetimeIsAString() throws Exception {
    TestBank.Reply reply = snap.fetch();

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("accessToken").asText()).hasSize(28);
    assertThat(reply.json().path("tokenType").asText()).isEqualTo("BearerToken");
    assertThat(reply.json().path("expiresIn").isTextual()).isTrue();
    assertThat(reply.json().path("expiresIn").asText()).isEqualTo("899");
    assertThat(reply.json().has("responseCode")).isFalse();
    assertThat(bank.sandbox.calls().count("snap-token")).isEqualTo(1);
  }

  @Test
  void aTokenIsRefusedForWhatIsWrongOrMissing() throws Exception {
    String now = snap.timestamp();
    assertRefused(
        token(snap.tokenHeaders("other", now), TestSnap.GRANT), "4017300", "Unauthorized. Client");
    TestSnap stranger = new TestSnap(bank, TestSnap.keys());
    assertRefused(stranger.fetch(), "4017300", "Unauthorized. Signature");
    assertRefused(
        token(
            snap.tokenHeaders("sandbox-consumer-key", "2026-11-20T08:54:59.999+07:00"),
            TestSnap.GRANT),
        "4017300",
        "Unauthorized. Timestamp");
    for (String header : new String[] {"X-CLIENT-KEY", "X-TIMESTAMP", "X-SIGNATURE"}) {
      Map<String, String> headers = snap.tokenHeaders("sandbox-consumer-key", now);
      headers.remove(header);
      assertRefused(token(headers, TestSnap.GRANT), "4007302", "Invalid Mandatory Field " + header);
    }
    Map<String, String> headers = snap.tokenHeaders("sandbox-consumer-key", now);
    assertRefused(token(headers, "{}"), "4007302", "Invalid Mandatory Field grantType");
    assertRefused(
        token(headers, "{\"grantType\":\"password\"}"),
        "4007301",
        "Invalid Field Format grantType");
    assertRefused(token(headers, "x"), "4007300", "Bad Request");
  }

  private TestBank.Reply token(Map<String, String> headers, String body) throws Exception {
    return bank.call("POST", TOKEN, body, headers);
  }

  @Test
  void withoutAKeyNobodyGetsAToken() throws Exception {
    try (TestBank keyless = new TestBank()) {
      assertRefused(new TestSnap(keyless, KEYS).fetch(), "4017300", "Unauthorized. Signature");
    }
  }

  @Test
  void theKeyIsReadFromAPemFile() throws Exception {
    Path file = directory.resolve("partner-public.pem");
    Files.writeString(
        file,
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");

    assertThat(PemKeys.publicKey(file)).isEqualTo(KEYS.getPublic());
    Files.writeString(file, "no key");
    assertThatThrownBy(() -> PemKeys.publicKey(file)).hasMessageContaining("no RSA public key");
  }

  @Test
  void aTokenThatIsUnknownExpiredOrTakenAwayIsRefused() throws Exception {
    assertThat(snap.send("T-1").code()).isEqualTo("2001800");
    bank.clock.advance(Duration.ofSeconds(899));
    assertRefused(snap.send("T-2"), "4011801", "Invalid Token (B2B)");
    snap.login();
    assertThat(snap.send("T-2").code()).isEqualTo("2001800");
    bank.sandbox.expireTokens();
    assertRefused(snap.post(STATUS, snap.question("T-2")), "4013601", "Invalid Token (B2B)");
  }

  @Test
  void aCallIsSignedInHexOrBase64OverItsMinifiedBody() throws Exception {
    String compact = snap.transfer("S-1").toString();
    String pretty =
        bank.mapper.writerWithDefaultPrettyPrinter().writeValueAsString(snap.transfer("S-1"));
    assertThat(bank.call("POST", TRANSFER, pretty, snap.headers(TRANSFER, compact)).code())
        .isEqualTo("2001800");

    String other = snap.transfer("S-2").toString();
    Map<String, String> headers = snap.headers(TRANSFER, other);
    headers.put(
        "X-SIGNATURE",
        Base64.getEncoder()
            .encodeToString(snap.signature(TRANSFER, other, headers.get("X-TIMESTAMP"))));
    assertThat(bank.call("POST", TRANSFER, other, headers).code()).isEqualTo("2001800");

    String third = snap.transfer("S-3").toString();
    assertRefused(
        bank.call("POST", TRANSFER, third, snap.headers(INQUIRY, third)),
        "4011800",
        "Unauthorized. Signature");
    assertRefused(
        bank.call("POST", TRANSFER, third, snap.headers(TRANSFER, compact)),
        "4011800",
        "Unauthorized. Signature");
    Map<String, String> capitals = snap.headers(TRANSFER, third);
    capitals.computeIfPresent("X-SIGNATURE", (name, hex) -> hex.toUpperCase(Locale.ROOT));
    assertRefused(
        bank.call("POST", TRANSFER, third, capitals), "4011800", "Unauthorized. Signature");
  }

  @Test
  void whiteSpaceInsideAStringIsSigned() throws Exception {
    String body = snap.transfer("W-1").put("beneficiaryAccountName", "A \" B  C").toString();

    assertThat(bank.call("POST", TRANSFER, body, snap.headers(TRANSFER, body)).status())
        .isEqualTo(200);
    assertRefused(
        bank.call("POST", TRANSFER, body, snap.headers(TRANSFER, body.replace("  C", " C"))),
        "4011800",
        "Unauthorized. Signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {INQUIRY, TRANSFER, STATUS})
  void everyMissingHeaderIsNamed(String path) throws Exception {
    String service = path.equals(INQUIRY) ? "16" : path.equals(TRANSFER) ? "18" : "36";
    for (String header :
        new String[] {
          "Authorization",
          "X-TIMESTAMP",
          "X-SIGNATURE",
          "X-PARTNER-ID",
          "CHANNEL-ID",
          "X-EXTERNAL-ID"
        }) {
      Map<String, String> headers = snap.headers(path, "{}");
      headers.remove(header);
      assertRefused(
          bank.call("POST", path, "{}", headers),
          "400" + service + "02",
          "Invalid Mandatory Field " + header);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-PARTNER-ID, other, 4011800, Unauthorized. Client",
    "X-PARTNER-ID, 1234567890123456789012345678901234567, 4001801, Invalid Field Format X-PARTNER-ID",
    "CHANNEL-ID, 95222, 4011800, Unauthorized. Client",
    "CHANNEL-ID, 952210, 4001801, Invalid Field Format CHANNEL-ID",
    "X-EXTERNAL-ID, 12a, 4001801, Invalid Field Format X-EXTERNAL-ID",
    "X-EXTERNAL-ID, 1234567890123456789012345678901234567, 4001801, Invalid Field Format X-EXTERNAL-ID",
    "Content-Type, text/plain, 4001801, Invalid Field Format Content-Type"
  })
  void aHeaderOfAWrongFormIsRefused(String header, String value, String code, String message)
      throws Exception {
    String body = snap.transfer("H-1").toString();
    Map<String, String> headers = snap.headers(TRANSFER, body);
    headers.put(header, value);

    assertRefused(bank.call("POST", TRANSFER, body, headers), code, message);
    assertThat(bank.sandbox.snap().transfers().size()).isZero();
  }

  @Test
  void aTimestampIsOfTheLastFiveMinutesInAnyOffset() throws Exception {
    String body = snap.transfer("Z-1").toString();
    assertRefused(
        bank.call(
            "POST", TRANSFER, body, snap.headers(TRANSFER, body, "2026-11-20T09:05:00.001+07:00")),
        "4011800",
        "Unauthorized. Timestamp");
    assertRefused(
        bank.call("POST", TRANSFER, body, snap.headers(TRANSFER, body, "2026-11-20 09:00:00")),
        "4001801",
        "Invalid Field Format X-TIMESTAMP");
    assertThat(
            bank.call("POST", TRANSFER, body, snap.headers(TRANSFER, body, "2026-11-20T02:04:59Z"))
                .code())
        .isEqualTo("2001800");
  }

  @Test
  void anExternalIdIsGoodForOneCallOfAWibDay() throws Exception {
    String body = snap.transfer("E-1").toString();
    Map<String, String> headers = snap.headers(TRANSFER, body);
    headers.put("X-EXTERNAL-ID", "1");
    assertThat(bank.call("POST", TRANSFER, body, headers).code()).isEqualTo("2001800");
    assertRefused(bank.call("POST", TRANSFER, body, headers), "4091800", "Conflict");

    bank.clock.set("2026-11-20T17:00:00Z");
    snap.login();
    String next = snap.transfer("E-2").toString();
    Map<String, String> tomorrow = snap.headers(TRANSFER, next);
    tomorrow.put("X-EXTERNAL-ID", "1");
    assertThat(bank.call("POST", TRANSFER, next, tomorrow).code()).isEqualTo("2001800");
  }

  @Test
  void anAccountAtAnotherBankIsFound() throws Exception {
    TestBank.Reply found =
        snap.post(
            INQUIRY,
            "{\"beneficiaryBankCode\":\"002\",\"beneficiaryAccountNo\":\"888801000157508\","
                + "\"additionalInfo\":{\"deviceId\":\"12345679237\",\"channel\":\"mobilephone\"}}");

    assertThat(found.code()).as(found.text()).isEqualTo("2001600");
    assertThat(found.json().path("beneficiaryAccountName").asText()).isEqualTo("Dummy");
    assertThat(found.json().path("referenceNo").asText()).isEqualTo("202611200000000001");
    assertThat(found.json().path("additionalInfo").path("channel").asText())
        .isEqualTo("mobilephone");
  }

  @ParameterizedTest
  @CsvSource({
    "99404000000001, 404, 11, Invalid Card/Account/Customer",
    "99403000000001, 403, 18, Inactive Card/Account/Customer",
    "99415000000001, 403, 15, Transaction Not Permitted. Beneficiary",
    "99416000000001, 403, 16, Suspend Transaction",
    "12A, 400, 01, Invalid Field Format beneficiaryAccountNo",
    "'', 400, 02, Invalid Mandatory Field beneficiaryAccountNo"
  })
  void anAccountThatIsNoGoodIsRefusedByInquiryAndTransfer(
      String account, String http, String caseCode, String message) throws Exception {
    ObjectNode question =
        bank.mapper
            .createObjectNode()
            .put("beneficiaryBankCode", "002")
            .put("beneficiaryAccountNo", account);

    assertRefused(snap.post(INQUIRY, question), http + "16" + caseCode, message);
    assertRefused(
        snap.post(TRANSFER, snap.transfer("B-1").put("beneficiaryAccountNo", account)),
        http + "18" + caseCode,
        message);
    assertThat(bank.sandbox.snap().transfers().size()).isZero();
  }

  @Test
  void aTransferIsPaidAtOnceAndItsStatusSaysSo() throws Exception {
    TestBank.Reply done = snap.send("P-1");

    assertThat(done.code()).as(done.text()).isEqualTo("2001800");
    assertThat(done.message()).isEqualTo("Successful");
    assertThat(done.json().path("partnerReferenceNo").asText()).isEqualTo("P-1");
    assertThat(done.json().path("amount").path("value").asText()).isEqualTo("10000.00");
    assertThat(done.json().has("transactionStatus")).isFalse();
    assertThat(balance()).isEqualTo("999999990000.00");

    TestBank.Reply status = snap.post(STATUS, snap.question("P-1"));
    assertThat(status.code()).isEqualTo("2003600");
    assertThat(status.json().path("latestTransactionStatus").asText()).isEqualTo("00");
    assertThat(status.json().path("originalReferenceNo"))
        .isEqualTo(done.json().path("referenceNo"));
    assertThat(status.json().path("amount").path("value").asText()).isEqualTo("10000.00");
    assertRefused(snap.post(STATUS, snap.question("P-2")), "4043601", "Transaction Not Found");
    assertRefused(
        snap.post(STATUS, snap.question("P-1").put("serviceCode", "17")),
        "4003601",
        "Invalid Field Format serviceCode");
  }

  @Test
  void aReferenceIsGoodForOneTransfer() throws Exception {
    snap.send("R-1");
    assertRefused(snap.send("R-1"), "4091801", "Conflict");

    assertThat(bank.sandbox.snap().references().of("R-1"))
        .isEqualTo(new ReferenceCounts.Count(2, 1));
    assertThat(balance()).isEqualTo("999999990000.00");
  }

  @ParameterizedTest
  @CsvSource({
    "sourceAccountNo, 1, 4041811, Invalid Card/Account/Customer",
    "sourceAccountNo, 988901000000018, 4031818, Inactive Card/Account/Customer",
    "sourceAccountNo, 988901000000001, 4031814, Insufficient Funds",
    "sourceAccountNo, '', 4001802, Invalid Mandatory Field sourceAccountNo",
    "transactionDate, 20-11-2026, 4001801, Invalid Field Format transactionDate",
    "beneficiaryBankCode, ABC, 4001801, Invalid Field Format beneficiaryBankCode",
    "beneficiaryAccountName, '', 4001802, Invalid Mandatory Field beneficiaryAccountName"
  })
  void whatATransferIsRefusedForHasItsCode(String field, String value, String code, String message)
      throws Exception {
    assertRefused(snap.post(TRANSFER, snap.transfer("X-1").put(field, value)), code, message);
    assertThat(bank.sandbox.snap().transfers().size()).isZero();
    assertThat(balance()).isEqualTo("1000000000000.00");
  }

  @ParameterizedTest
  @CsvSource({
    "50000000.01, IDR, 4031802, Exceeds Transaction Amount Limit",
    "0.00, IDR, 4041813, Invalid Amount",
    "10000, IDR, 4001801, Invalid Field Format amount.value",
    "10000.001, IDR, 4001801, Invalid Field Format amount.value",
    "-1.00, IDR, 4001801, Invalid Field Format amount.value",
    "1.00, USD, 4001801, Invalid Field Format amount.currency"
  })
  void anAmountHasTwoDecimalsAndALimit(String value, String currency, String code, String message)
      throws Exception {
    ObjectNode body = snap.transfer("A-1");
    body.putObject("amount").put("value", value).put("currency", currency);

    assertRefused(snap.post(TRANSFER, body), code, message);
  }

  @ParameterizedTest
  @CsvSource({
    "PROGRESS, 202, 2021800, 02, 00",
    "SUSPEND, 403, 4031816, 03, 00",
    "SUSPEND-FAIL, 403, 4031816, 03, 06",
    "STUCK, 403, 4031816, 03, 03",
    "INITIATED, 202, 2021800, 01, 01",
    "FAILED, 200, 2001800, 06, 06",
    "REFUNDED, 202, 2021800, 02, 04",
    "CANCELLED, 202, 2021800, 02, 05",
    "VANISHED, 202, 2021800, 02, 07"
  })
  void aWordDecidesWhatBecomesOfATransfer(
      String word, int http, String code, String first, String end) throws Exception {
    String reference = "F-" + word + "-1";
    TestBank.Reply reply = snap.send(reference);
    assertThat(reply.status()).as(reply.text()).isEqualTo(http);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().path("transactionStatus").asText())
        .isEqualTo(word.equals("FAILED") ? "06" : "");

    assertThat(snap.status(reference)).isEqualTo(first);
    bank.clock.advance(Duration.ofMinutes(1));
    assertThat(snap.status(reference)).isEqualTo(end);
    assertThat(balance()).isEqualTo(end.equals("00") ? "999999990000.00" : "1000000000000.00");
  }

  @Test
  void aPersonPutsATransferIntoAStatus() throws Exception {
    snap.send("M-1");

    bank.admin("POST", "/sandbox/snap/transfers/M-1/status", "{\"status\":\"04\"}");
    assertThat(snap.status("M-1")).isEqualTo("04");
    assertThat(
            bank.admin("POST", "/sandbox/snap/transfers/M-1/status", "{\"status\":\"99\"}")
                .status())
        .isEqualTo(400);
    assertThat(
            bank.admin("POST", "/sandbox/snap/transfers/M-2/status", "{\"status\":\"04\"}")
                .status())
        .isEqualTo(404);
    assertThat(bank.admin("GET", "/sandbox/snap/transfers", "").json().path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void nothingStrangeIsSeenAndSecretsAreHidden() throws Exception {
    snap.send("L-1");

    assertThat(bank.sandbox.calls().undocumentedHeaders()).isEmpty();
    String calls = bank.admin("GET", "/sandbox/calls", "").text();
    assertThat(calls).contains("sandbox-partner").doesNotContain("sandbox-consumer-key");
    assertThat(
            bank.admin("GET", "/sandbox/calls", "").json().path("worstSecond").path("snap").asInt())
        .isBetween(1, 2);
  }
}
