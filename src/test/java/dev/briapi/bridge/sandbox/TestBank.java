package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A sandbox and a client of it that signs with code of its own. */
final class TestBank implements AutoCloseable {
  static final String TOKEN_PATH =
      "/oauth/client_credential/accesstoken?grant_type=client_credentials";
  static final String FORM = "client_id=sandbox-consumer-key&client_secret=sandbox-consumer-secret";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  final MovableClock clock = new MovableClock("2026-11-20T02:00:00Z");
  final ObjectMapper mapper = new ObjectMapper();
  final Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String token;

  TestBank() {
    this(SandboxOptions.defaults());
  }

  TestBank(SandboxOptions options) {
    sandbox = new Sandbox(options.withClock(clock)).start();
  }

  /** An answer: its status, its text, and its JSON where it is some. */
  record Reply(int status, String text, JsonNode json) {
    String code() {
      return json.has("responseCode")
          ? json.path("responseCode").asText()
          : json.path("status").path("code").asText();
    }

    String desc() {
      return json.path("responseDesc").asText();
    }

    JsonNode data() {
      return json.path("responseData");
    }

    String message() {
      return json.path("responseMessage")
          .asText(json.path("errDesc").asText(json.path("responseDescription").asText()));
    }

    String reference() {
      return data().path("ReferenceNumber").asText();
    }
  }

  Reply form(String pathAndQuery, String form) throws Exception {
    return send(
        request(pathAndQuery)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  void login() throws Exception {
    token = form(TOKEN_PATH, FORM).json().path("access_token").asText();
  }

  Map<String, String> headers(String method, String pathAndQuery, String body) throws Exception {
    if (token == null) {
      login();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("CBM-CorporateKey", "Bearer sandbox-corporate-key");
    headers.put("CBM-CorporateRequestId", UUID.randomUUID().toString());
    sign(headers, method, pathAndQuery, body, TIMESTAMP.format(clock.instant()));
    return headers;
  }

  void sign(
      Map<String, String> headers, String method, String pathAndQuery, String body, String time)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            "sandbox-consumer-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String payload =
        "path="
            + pathAndQuery.split("\\?")[0]
            + "&verb="
            + method
            + "&token=Bearer "
            + token
            + "&timestamp="
            + time
            + "&body="
            + body;
    headers.put("Authorization", "Bearer " + token);
    headers.put("BRI-Timestamp", time);
    headers.put(
        "BRI-Signature",
        Base64.getEncoder().encodeToString(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8))));
  }

  /** The headers that every product behind the gateway wants, for a body of this type. */
  Map<String, String> signed(String method, String path, String type, String body)
      throws Exception {
    if (token == null) {
      login();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", type);
    sign(headers, method, path, body, TIMESTAMP.format(clock.instant()));
    return headers;
  }

  String timestamp(Instant instant) {
    return TIMESTAMP.format(instant);
  }

  Reply get(String pathAndQuery) throws Exception {
    return call("GET", pathAndQuery, "", headers("GET", pathAndQuery, ""));
  }

  Reply post(String path, Object body) throws Exception {
    String text = body instanceof String raw ? raw : mapper.writeValueAsString(body);
    return call("POST", path, text, headers("POST", path, text));
  }

  Reply call(String method, String pathAndQuery, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(pathAndQuery)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  Reply admin(String method, String path, String body) throws Exception {
    return send(request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + pathAndQuery))
        .timeout(Duration.ofSeconds(10));
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    JsonNode json;
    try {
      json = mapper.readTree(response.body());
    } catch (IOException e) {
      json = mapper.missingNode();
    }
    return new Reply(response.statusCode(), response.body(), json);
  }

  /** A DF invoice to be disbursed in five days, as the document's sample writes it. */
  ObjectNode invoice(String number) {
    return mapper
        .createObjectNode()
        .put("AnchorCode", "BRIAPI01")
        .put("PartnerCode", "BRIAPI02")
        .put("InvoiceType", "AR")
        .put("InvoiceDate", "2026-11-19")
        .put("InvoiceNumber", number)
        .put("Currency", "IDR")
        .put("Amount", 1000)
        .put("DisbursementDate", "2026-11-25")
        .put("Description", "Invoice pembelian barang")
        .put("PaymentMethod", "DF")
        .put("Attachment", "JVBERi0xLjQgc2FtcGxlIFBERiBjb250ZW50Cg==");
  }

  Reply create(String number) throws Exception {
    return post("/v1/apicbm/invoices/insert", invoice(number));
  }

  Map<String, String> named(String reference, String number) {
    return Map.of("ReferenceNumber", reference, "InvoiceNumber", number);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
