package dev.briapi.bridge.sandbox;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.server.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

class TokenAndHeadersTest {
  private static final String LIST = "/v1/apicbm/facilities/BRIAPI01";

  private final TestBank bank = new TestBank();

  @AfterEach
  void close() {
    bank.close();
  }

  @Test
  void aTokenIsGivenForTheRightClientAndItsLifetimeIsAString() throws Exception {
    TestBank.Reply reply = bank.form(TestBank.TOKEN_PATH, TestBank.FORM);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("access_token").asText()).hasSize(28);
    assertThat(reply.json().path("expires_in").isTextual()).isTrue();
    assertThat(reply.json().path("expires_in").asText()).isEqualTo("179999");
    assertThat(reply.json().path("token_type").asText()).isEqualTo("BearerToken");
    assertThat(bank.sandbox.calls().count("token")).isEqualTo(1);
  }

  @Test
  void aWrongSecretIsAnsweredWithASuccessShapeOfEmptyStrings() throws Exception {
    TestBank.Reply reply =
        bank.form(TestBank.TOKEN_PATH, "client_id=sandbox-consumer-key&client_secret=wrong");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("access_token").asText("none")).isEmpty();
  }

  @Test
  void aTokenNeedsItsGrantTypeInTheQuery() throws Exception {
    TestBank.Reply reply =
        bank.form(
            "/oauth/client_credential/accesstoken",
            TestBank.FORM + "&grant_type=client_credentials");

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void aTokenThatIsUnknownExpiredOrTakenAwayIsRefused() throws Exception {
    assertThat(bank.get(LIST).status()).isEqualTo(200);

    bank.clock.advance(Duration.ofSeconds(179_999));
    assertRefused(bank.get(LIST), 401, "0601");

    bank.login();
    assertThat(bank.get(LIST).status()).isEqualTo(200);
    assertThat(bank.admin("POST", "/sandbox/tokens/expire", "").status()).isEqualTo(200);
    TestBank.Reply refused = bank.get(LIST);
    assertRefused(refused, 401, "0601");
    assertThat(refused.text())
        .isIn(
            "{\"status\":{\"code\":\"0601\",\"desc\":\"Invalid Token\"}}",
            "{\"status\":{\"desc\":\"Invalid Token\",\"code\":\"0601\"}}");
  }

  @Test
  void aTimestampHasThreeDigitsOfASecondAndIsOfTheLastFiveMinutes() throws Exception {
    assertRefused(timestamped("2026-11-20T02:00:00Z"), 400, "0109");
    assertRefused(timestamped("2026-11-20T02:00:00.000+00:00"), 400, "0109");
    assertRefused(timestamped("2026-11-20T01:54:59.999Z"), 400, "0109");
    assertRefused(timestamped("2026-11-20T02:05:00.001Z"), 400, "0109");
    assertThat(timestamped("2026-11-20T01:55:00.000Z").status()).isEqualTo(200);
  }

  private TestBank.Reply timestamped(String timestamp) throws Exception {
    Map<String, String> headers = bank.headers("GET", LIST, "");
    bank.sign(headers, "GET", LIST, "", timestamp);
    return bank.call("GET", LIST, "", headers);
  }

  @Test
  void aSignatureCoversMethodPathAndTheBytesOfTheBodyAndNotTheQuery() throws Exception {
    String path = "/v1/apicbm/invoices/insert";
    String body = bank.mapper.writeValueAsString(bank.invoice("SIGNED-1"));

    assertRefused(
        bank.call("POST", path, body + " ", bank.headers("POST", path, body)), 401, "0602");
    assertRefused(bank.call("POST", path, body, bank.headers("GET", path, body)), 401, "0602");
    assertRefused(bank.call("POST", path, body, bank.headers("POST", LIST, body)), 401, "0602");
    assertThat(bank.call("POST", path, body, bank.headers("POST", path, body)).status())
        .isEqualTo(200);
    assertThat(bank.get("/v1/apicbm/partners/BRIAPI01?partner_code=BRIAPI02").status())
        .isEqualTo(200);
  }

  @Test
  void everyMissingHeaderHasARefusalOfItsOwn() throws Exception {
    assertRefused(without("Authorization"), 401, "0601");
    assertRefused(without("BRI-Timestamp"), 400, "0109");
    assertRefused(without("BRI-Signature"), 401, "0602");
    assertRefused(without("Content-Type"), 400, "0109");
    assertRefused(without("CBM-CorporateKey"), 403, "10");
    assertRefused(without("CBM-CorporateRequestId"), 403, "11");
  }

  private TestBank.Reply without(String header) throws Exception {
    Map<String, String> headers = bank.headers("GET", LIST, "");
    headers.remove(header);
    return bank.call("GET", LIST, "", headers);
  }

  @Test
  void aRequestIdIsGoodForOneRequest() throws Exception {
    Map<String, String> headers = bank.headers("GET", LIST, "");

    assertThat(bank.call("GET", LIST, "", headers).status()).isEqualTo(200);
    TestBank.Reply again = bank.call("GET", LIST, "", headers);

    assertRefused(again, 403, "11");
    assertThat(again.desc()).isEqualTo("CBM-CorporateRequestId cannot duplicate.");
  }

  @Test
  void theListOfPartnersAnswers400WhereTheOthersAnswer403() throws Exception {
    String path = "/v1/apicbm/partners/BRIAPI01";
    Map<String, String> headers = bank.headers("GET", path, "");
    headers.put("CBM-CorporateKey", "Bearer wrong");

    assertRefused(bank.call("GET", path, "", headers), 400, "10");
  }

  @Test
  void aHeaderThatNoDocumentNamesIsRecordedAndSecretsAreNot() throws Exception {
    Map<String, String> headers = bank.headers("GET", LIST, "");
    headers.put("CamelHttpPath", "/x");
    bank.call("GET", LIST, "", headers);

    assertThat(bank.sandbox.calls().undocumentedHeaders()).containsOnlyKeys("camelhttppath");
    String calls = bank.admin("GET", "/sandbox/calls", "").text();
    assertThat(calls)
        .contains("camelhttppath")
        .doesNotContain("sandbox-corporate-key")
        .doesNotContain(headers.get("BRI-Signature"))
        .doesNotContain(headers.get("Authorization"));
  }

  @Test
  void aPathThatBriDoesNotHaveIsNotFound() throws Exception {
    assertThat(bank.get("/v1/apicbm/facility/BRIAPI01").status()).isEqualTo(404);
    assertThat(bank.sandbox.calls().unknownPaths()).isEqualTo(1);
  }

  @Test
  void aQueryThatCannotBeDecodedIsRefused() throws Exception {
    assertThat(raw("GET /v1/apicbm/partners/X?partner_code=%ZZ HTTP/1.1\r\nHost: x\r\n\r\n"))
        .isEqualTo("HTTP/1.1 400");
  }

  @Test
  void aBodyBeyondTheBoundIsRefusedUnread() throws Exception {
    String length = "Content-Length: " + (SandboxServer.MOST_BYTES + 1);

    assertThat(raw("POST /v1/apicbm/invoices/insert HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n"))
        .isEqualTo("HTTP/1.1 413");
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", bank.sandbox.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(12);
      return new String(head, StandardCharsets.US_ASCII);
    }
  }

  private static void assertRefused(TestBank.Reply reply, int http, String code) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(http);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
  }
}
