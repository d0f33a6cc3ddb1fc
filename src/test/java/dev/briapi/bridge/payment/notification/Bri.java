package dev.briapi.bridge.payment.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** BRI as it calls the bridge, with keys of its own and signatures that are made here. */
final class Bri {
  static final String CLIENT_ID = "bri-client-key";
  static final String CLIENT_SECRET = "bri-client-secret";
  static final String TOKEN = "/snap/v1.0/access-token/b2b";
  static final String PAYMENT = "/snap/v1.0/transfer-va/notify-payment-intrabank";

  /** An answer; its body is JSON, or a missing node. */
  record Answered(int status, JsonNode body, Map<String, String> headers) {
    String code() {
      return body.path("responseCode").asText();
    }

    String message() {
      return body.path("responseMessage").asText();
    }
  }

  private static final AtomicLong EXTERNAL_ID = new AtomicLong(100_000_000_000L);

  private final KeyPair keys;
  private final HttpClient client = HttpClient.newHttpClient();
  private String base;

  Bri() {
    this(newKeys());
  }

  private Bri(KeyPair keys) {
    this.keys = keys;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same BRI, calling another replica. */
  Bri calling(int port) {
    Bri same = new Bri(keys);
    same.calls(port);
    return same;
  }

  String publicKeyPem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  void calls(int port) {
    base = "http://localhost:" + port;
  }

  static String now() {
    return at(OffsetDateTime.now(java.time.Clock.systemUTC()));
  }

  static String at(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.ofHours(7)).withNano(0).toString();
  }

  static String externalId() {
    return Long.toString(EXTERNAL_ID.incrementAndGet());
  }

  /** Headers of a request for a token. */
  Map<String, String> tokenHeaders(String timestamp) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-CLIENT-KEY", CLIENT_ID);
    headers.put("X-TIMESTAMP", timestamp);
    headers.put("X-SIGNATURE", rsa(CLIENT_ID + "|" + timestamp));
    return headers;
  }

  String rsa(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Answered askForToken() {
    return post(TOKEN, tokenHeaders(now()), "{\"grantType\":\"client_credentials\"}");
  }

  String token() {
    return askForToken().body().path("accessToken").asText();
  }

  /** Headers of a push whose body is compact already. */
  static Map<String, String> pushHeaders(String token, String body) {
    return pushHeaders(PAYMENT, token, body, now());
  }

  static Map<String, String> pushHeaders(
      String path, String token, String compact, String timestamp) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Content-Type", "application/json");
    headers.put("X-TIMESTAMP", timestamp);
    headers.put("X-PARTNER-ID", "BRI");
    headers.put("CHANNEL-ID", "95221");
    headers.put("X-EXTERNAL-ID", externalId());
    headers.put(
        "X-SIGNATURE",
        HexFormat.of().formatHex(hmac(CLIENT_SECRET, path, token, compact, timestamp)));
    return headers;
  }

  static byte[] hmac(String secret, String path, String token, String compact, String timestamp) {
    try {
      String hash =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(compact.getBytes(StandardCharsets.UTF_8)));
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return mac.doFinal(
          ("POST:" + path + ":" + token + ":" + hash + ":" + timestamp)
              .getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Pushes a compact body, everything right. */
  Answered push(String token, String body) {
    return post(PAYMENT, pushHeaders(token, body), body);
  }

  Answered post(String path, Map<String, String> headers, String body) {
    return send("POST", path, headers, body).join();
  }

  CompletableFuture<Answered> send(
      String method, String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(Bri::answered);
  }

  private static Answered answered(HttpResponse<String> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    try {
      return new Answered(
          response.statusCode(), new ObjectMapper().readTree(response.body()), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  /** The body of a push. */
  static String payment(String paymentRequestId, String customerNo, String amount) {
    return """
        {"partnerServiceId":"   77777","customerNo":"%s","virtualAccountNo":"   77777%s","trxDateTime":"2026-11-20T08:34:00+07:00","paymentRequestId":"%s","additionalInfo":{"idApp":"24123244","passApp":"354324134","paymentAmount":"%s","terminalId":"1","bankId":"002"}}"""
        .formatted(customerNo, customerNo, paymentRequestId, amount);
  }
}
