package dev.briapi.bridge.bank.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.BriSignature;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.SignatureScheme;
import dev.briapi.bridge.flow.TestDatabase;
import dev.briapi.bridge.platform.PemFile;
import dev.briapi.bridge.request.BankCall;
import dev.briapi.bridge.request.NotSentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** What leaves the process, to the byte, over TLS with a certificate on both sides. */
@QuarkusTest
@WithTestResource(WireEnvironment.class)
class WireTest {
  private static final String[] COMMON = {
    "accept", "authorization", "connection", "content-type", "host", "user-agent"
  };

  WireBank bank;
  TestDatabase look;
  WireEnvironment.Keys keys;
  @Inject JdbcClient database;
  @Inject WireCalls calls;
  @Inject Tokens tokens;

  @BeforeEach
  void nothingIsLeftOfTheTestBefore() throws Exception {
    calls.noJobRuns();
    bank.reset();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      // a failure of the test before is remembered for a second
      tokens.refused(
          scheme,
          await()
              .atMost(20, TimeUnit.SECONDS)
              .ignoreException(TokenUnavailableException.class)
              .until(() -> tokens.current(scheme), token -> true));
    }
    bank.reset();
  }

  /** Sends a call, and returns what arrived, whatever its answer means. */
  private WireBank.Request arrived(
      String product, String operation, Map<String, String> parameters, String body)
      throws Exception {
    BankCall call = calls.call(product, operation, parameters, body);
    catchThrowable(() -> calls.send(call));
    assertThat(bank.calls()).hasSize(1);
    return bank.calls().get(0);
  }

  private static List<String> headers(String... own) {
    List<String> all = new ArrayList<>(List.of(COMMON));
    all.addAll(List.of(own));
    return all;
  }

  /** A signature of the bytes that arrived, with the headers that arrived. */
  private static String briSignature(WireBank.Request request) {
    return BriSignature.sign(
        WireEnvironment.CLIENT_SECRET,
        request.method(),
        request.path(),
        request.header("authorization").substring("Bearer ".length()),
        request.header("bri-timestamp"),
        request.body());
  }

  @Test
  void cbmIsSentExactlyItsDocumentedHeaders() throws Exception {
    WireBank.Request request =
        arrived(
            "cbm",
            "inquire-invoice-by-number",
            Map.of("invoice_number", "A/1 2", "anchor_code", "A", "partner_code", "P"),
            null);

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.query()).contains("invoice_number=A%2F1%202", "anchor_code=A");
    assertThat(request.body()).isEmpty();
    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrderElementsOf(
            headers(
                "bri-timestamp", "bri-signature", "cbm-corporatekey", "cbm-corporaterequestid"));
    assertThat(request.headers())
        .containsEntry("cbm-corporatekey", "Bearer wire-corporate-key")
        .containsEntry("content-type", "application/json")
        .containsEntry("accept", "application/json")
        .containsEntry("user-agent", "briapi-bridge")
        .containsEntry("bri-signature", briSignature(request));
    assertThat(request.header("bri-timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void brivaIsSentTheBytesThatWereSigned() throws Exception {
    String body =
        "{ \"institutionCode\":\"J104408\", \"brivaNo\":\"77777\", \"custCode\":\"1\", \"nama\":\"Ä\" }";
    WireBank.Request request = arrived("briva", "create-account", Map.of(), body);

    assertThat(request.text()).isEqualTo(body);
    assertThat(request.path()).isEqualTo("/v1/briva");
    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrderElementsOf(
            headers("bri-timestamp", "bri-signature", "content-length"));
    assertThat(request.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("bri-signature", briSignature(request));
  }

  @Test
  void aBrivaAccountIsDeletedByPlainText() throws Exception {
    String body = "institutionCode=J104408&brivaNo=77777&custCode=123456789115";
    WireBank.Request request = arrived("briva", "delete-account", Map.of(), body);

    assertThat(request.method()).isEqualTo("DELETE");
    assertThat(request.text()).isEqualTo(body);
    assertThat(request.headers())
        .containsEntry("content-type", "text/plain")
        .containsEntry("bri-signature", briSignature(request));
  }

  @Test
  void aReportIsAskedForWithLiteralColonsAndSignedSo() throws Exception {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("institutionCode", "J104408");
    parameters.put("brivaNo", "77777");
    parameters.put("startDate", "2026-11-20");
    parameters.put("startTime", "08:00");
    parameters.put("endDate", "2026-11-20");
    parameters.put("endTime", "09:30");
    WireBank.Request request = arrived("briva", "get-report-time", parameters, null);

    assertThat(request.path())
        .isEqualTo("/v1/briva/report_time/J104408/77777/2026-11-20/08:00/2026-11-20/09:30");
    assertThat(request.header("bri-signature")).isEqualTo(briSignature(request));
  }

  @Test
  void valasIsSentThePartnerCode() throws Exception {
    WireBank.Request request =
        arrived("valas", "nego-info", Map.of(), "{\"debitCurrency\":\"USD\"}");

    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrderElementsOf(
            headers("bri-timestamp", "bri-signature", "partnercode", "content-length"));
    assertThat(request.headers())
        .containsEntry("partnercode", "wire-partner-code")
        .containsEntry("bri-signature", briSignature(request));
  }

  @Test
  void snapIsSignedAndNumbered() throws Exception {
    String body = "{\"beneficiaryBankCode\":\"002\",\"beneficiaryAccountNo\":\"1\"}";
    WireBank.Request request = arrived("snap", "inquire-account", Map.of(), body);

    assertThat(request.path()).isEqualTo("/interbank/snap/v1.0/account-inquiry-external");
    assertThat(request.text()).isEqualTo(body);
    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrderElementsOf(
            headers(
                "x-timestamp",
                "x-signature",
                "x-partner-id",
                "channel-id",
                "x-external-id",
                "content-length"));
    String token = request.header("authorization").substring("Bearer ".length());
    assertThat(token).startsWith("snap-");
    assertThat(request.headers())
        .containsEntry("x-partner-id", "wire-partner")
        .containsEntry("channel-id", "95221")
        .containsEntry(
            "x-signature",
            SnapSignature.sign(
                WireEnvironment.CLIENT_SECRET,
                "POST",
                request.path(),
                token,
                request.header("x-timestamp"),
                request.body(),
                SnapSignature.Encoding.HEX));
    assertThat(request.header("x-timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+07:00");
    assertThat(request.header("x-external-id"))
        .matches("\\d{1,36}")
        .isEqualTo(look.single("select bank_id from attempt order by sent_at desc limit 1"));
  }

  @Test
  void theSnapTokenIsAskedForWithASignatureOfOurKey() throws Exception {
    assertThat(tokens.current(SignatureScheme.SNAP).value()).startsWith("snap-");

    WireBank.Request request = bank.tokenRequests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/snap/v1.0/access-token/b2b");
    assertThat(request.query()).isNull();
    assertThat(request.text()).isEqualTo("{\"grantType\":\"client_credentials\"}");
    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrder(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-client-key",
            "x-signature",
            "x-timestamp");
    Path publicKey = keys.directory().resolve("partner-public.pem");
    assertThat(
            SnapSignature.verifyToken(
                new PemFile(publicKey).publicKey(),
                WireEnvironment.CLIENT_ID,
                request.header("x-timestamp"),
                request.header("x-signature")))
        .isTrue();
    assertThat(request.header("x-client-key")).isEqualTo(WireEnvironment.CLIENT_ID);
  }

  @Test
  void manyCallsShareOneTokenOfEachKind() throws Exception {
    bank.withholdTokens();
    List<Future<Token>> waiting = new ArrayList<>();
    ExecutorService callers = Executors.newFixedThreadPool(20);
    try {
      for (int i = 0; i < 20; i++) {
        SignatureScheme scheme = i % 2 == 0 ? SignatureScheme.SNAP : SignatureScheme.BRI;
        waiting.add(callers.submit(() -> tokens.current(scheme)));
      }
      await().atMost(20, TimeUnit.SECONDS).until(() -> bank.tokenRequests().size() == 2);
      List<WireBank.Request> asked = bank.tokenRequests();
      bank.reset();
      assertThat(asked)
          .extracting(WireBank.Request::path)
          .containsExactlyInAnyOrder(
              "/snap/v1.0/access-token/b2b", "/oauth/client_credential/accesstoken");
      for (Future<Token> token : waiting) {
        assertThat(token.get(20, TimeUnit.SECONDS).value()).isNotBlank();
      }
      assertThat(waiting.stream().map(WireTest::value).distinct()).hasSize(2);
      assertThat(bank.tokenRequests()).isEmpty();
    } finally {
      callers.shutdownNow();
    }
  }

  private static String value(Future<Token> token) {
    try {
      return token.get().value();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSnapTokenOfEmptyTextsIsNone() throws Exception {
    bank.answer(401, "{\"accessToken\":\"\",\"tokenType\":\"\",\"expiresIn\":\"\"}");
    BankCall call = calls.call("snap", "inquire-account", Map.of(), "{}");

    assertThat(catchThrowable(() -> calls.send(call)))
        .isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(NotSentException.class)
        .rootCause()
        .hasMessageContaining("token-unavailable")
        .hasMessageContaining("HTTP 401");
    assertThat(bank.calls()).isEmpty();
  }

  @Test
  void aRefusedTokenIsReplacedOnce() throws Exception {
    Token refused = tokens.current(SignatureScheme.SNAP);
    tokens.refused(SignatureScheme.SNAP, refused);
    Token renewed = tokens.current(SignatureScheme.SNAP);
    // a second call that was refused with the same old token
    tokens.refused(SignatureScheme.SNAP, refused);

    assertThat(tokens.current(SignatureScheme.SNAP)).isSameAs(renewed);
    assertThat(renewed.value()).isNotEqualTo(refused.value());
    assertThat(bank.tokenRequests()).hasSize(2);
  }

  @Test
  void aTokenThatA401CastsDoubtOnIsReplacedButNotForEveryCall() throws Exception {
    Token doubted = tokens.current(SignatureScheme.BRI);
    unauthorized(
        "{\"fault\":{\"faultstring\":\"Invalid ApiKey\",\"detail\":{\"errorcode\":\"x\"}}}");
    Token renewed = tokens.current(SignatureScheme.BRI);
    unauthorized("");

    assertThat(renewed).isNotSameAs(doubted);
    assertThat(tokens.current(SignatureScheme.BRI)).isSameAs(renewed);
  }

  @Test
  void aRefusedSignatureIsNoFaultOfTheToken() throws Exception {
    Token token = tokens.current(SignatureScheme.BRI);
    refused("signature-refused", "{\"status\":{\"code\":\"0602\",\"desc\":\"Invalid signature\"}}");
    assertThat(tokens.current(SignatureScheme.BRI)).isSameAs(token);
  }

  private void unauthorized(String body) throws Exception {
    refused("unauthorized", body);
  }

  private void refused(String reason, String body) throws Exception {
    bank.answer(401, body);
    BankCall call = calls.call("valas", "nego-info", Map.of(), "{}");
    assertThat(catchThrowable(() -> calls.send(call))).rootCause().hasMessageContaining(reason);
  }

  @Test
  void anAnswerThatIsTooLargeEndsAReadAndLeavesAChangeOpen() throws Exception {
    tokens.current(SignatureScheme.BRI);
    String large = "{\"x\":\"" + "x".repeat(17 * 1024 * 1024) + "\"}";
    bank.answer(200, large);
    Verdict read = calls.send(calls.call("valas", "nego-info", Map.of(), "{}")).verdict();
    bank.answer(200, large);
    Verdict change = calls.send(calls.call("briva", "create-account", Map.of(), "{}")).verdict();

    assertThat(read.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(change.outcome()).isEqualTo(Outcome.PENDING);
    assertThat(List.of(read, change)).extracting(Verdict::reason).containsOnly("answer-too-large");
  }

  @Test
  void anAnswerOfAnUnknownCharacterSetIsRead() throws Exception {
    tokens.current(SignatureScheme.BRI);
    bank.answer(
        200, "application/json; charset=utf-9", "{\"responseCode\":\"00\",\"status\":true}");
    Answer answer = calls.send(calls.call("briva", "create-account", Map.of(), "{}"));
    assertThat(answer.verdict().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void anAccountInTheQueryIsMaskedInTheLedger() throws Exception {
    WireBank.Request request =
        arrived(
            "cbm",
            "inquire-facility",
            Map.of("AnchorCode", "A", "facility_account", "020601008846309"),
            null);

    assertThat(request.query()).isEqualTo("facility_account=020601008846309");
    assertThat((String) look.single("select request from attempt order by sent_at desc limit 1"))
        .endsWith("?facility_account=***********6309");
  }

  @Test
  void noMomentIsDrawnBeforeThereIsAToken() throws Exception {
    database.sql("delete from pace where product = 'valas'").update();
    bank.withholdTokens();
    BankCall call = calls.call("valas", "nego-info", Map.of(), "{}");
    ExecutorService callers = Executors.newSingleThreadExecutor();
    try {
      Future<Throwable> answer = callers.submit(() -> catchThrowable(() -> calls.send(call)));
      await().atMost(20, TimeUnit.SECONDS).until(() -> !bank.tokenRequests().isEmpty());
      assertThat(look.rows("select * from pace where product = 'valas'")).isEmpty();
      bank.reset();
      answer.get(20, TimeUnit.SECONDS);
      assertThat(look.rows("select * from pace where product = 'valas'")).hasSize(1);
    } finally {
      callers.shutdownNow();
    }
  }
}
