package dev.briapi.bridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.sandbox.snap.SnapSettings;

/** A client of SNAP that signs with code of its own. */
final class TestSnap {
  static final String TOKEN = "/snap/v1.0/access-token/b2b";
  static final String INQUIRY = "/interbank/snap/v1.0/account-inquiry-external";
  static final String TRANSFER = "/interbank/snap/v1.0/transfer-interbank";
  static final String STATUS = "/snap/v1.0/transfer/status";
  static final String GRANT = "{\"grantType\":\"client_credentials\"}";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.ofHours(7));

  final TestBank bank;
  private final KeyPair keys;
  private String token;
  private long externalId = 41_807_553_358_950_093L;

  TestSnap(TestBank bank, KeyPair keys) {
    this.bank = bank;
    this.keys = keys;
  }

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static SandboxOptions options(KeyPair keys) {
    return SandboxOptions.defaults()
        .withSnap(SnapSettings.defaults().withPublicKey(keys.getPublic()));
  }

  String timestamp() {
    return TIMESTAMP.format(bank.clock.instant());
  }

  Map<String, String> tokenHeaders(String clientKey, String timestamp) throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update((clientKey + "|" + timestamp).getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-CLIENT-KEY", clientKey);
    headers.put("X-TIMESTAMP", timestamp);
    headers.put("X-SIGNATURE", Base64.getEncoder().encodeToString(signature.sign()));
    return headers;
  }

  TestBank.Reply fetch() throws Exception {
    return bank.call("POST", TOKEN, GRANT, tokenHeaders("sandbox-consumer-key", timestamp()));
  }

  void login() throws Exception {
    token = fetch().json().path("accessToken").asText();
  }

  byte[] signature(String path, String minified, String timestamp) throws Exception {
    String digest =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(minified.getBytes(StandardCharsets.UTF_8)));
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(
        new SecretKeySpec(
            "sandbox-consumer-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    return mac.doFinal(
        ("POST:" + path + ":" + token + ":" + digest + ":" + timestamp)
            .getBytes(StandardCharsets.UTF_8));
  }

  Map<String, String> headers(String path, String minified) throws Exception {
    return headers(path, minified, timestamp());
  }

  Map<String, String> headers(String path, String minified, String timestamp) throws Exception {
    if (token == null) {
      login();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("Authorization", "Bearer " + token);
    headers.put("X-TIMESTAMP", timestamp);
    headers.put("X-SIGNATURE", HexFormat.of().formatHex(signature(path, minified, timestamp)));
    headers.put("X-PARTNER-ID", "sandbox-partner");
    headers.put("CHANNEL-ID", "95221");
    headers.put("X-EXTERNAL-ID", Long.toString(externalId++));
    return headers;
  }

  TestBank.Reply post(String path, Object body) throws Exception {
    String text = body.toString();
    return bank.call("POST", path, text, headers(path, text));
  }

  ObjectNode transfer(String reference) {
    ObjectNode body =
        bank.mapper
            .createObjectNode()
            .put("partnerReferenceNo", reference)
            .put("beneficiaryAccountName", "Dummy")
            .put("beneficiaryAccountNo", "888801000187508")
            .put("beneficiaryBankCode", "002")
            .put("sourceAccountNo", "988901000187608")
            .put("transactionDate", "2026-11-20T09:00:00+07:00");
    body.putObject("amount").put("value", "10000.00").put("currency", "IDR");
    body.putObject("additionalInfo").put("deviceId", "12345679237").put("channel", "mobilephone");
    return body;
  }

  ObjectNode question(String reference) {
    return bank.mapper
        .createObjectNode()
        .put("originalPartnerReferenceNo", reference)
        .put("serviceCode", "18")
        .put("transactionDate", "2026-11-20T09:00:00+07:00");
  }

  TestBank.Reply send(String reference) throws Exception {
    return post(TRANSFER, transfer(reference));
  }

  String status(String reference) throws Exception {
    return post(STATUS, question(reference)).json().path("latestTransactionStatus").asText();
  }
}
