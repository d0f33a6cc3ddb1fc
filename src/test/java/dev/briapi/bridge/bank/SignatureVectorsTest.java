package dev.briapi.bridge.bank;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyKnownAnswerComesOut() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : vectors()) {
      tests.add(DynamicTest.dynamicTest(vector.path("id").asText(), () -> check(vector)));
    }
    assertThat(tests).hasSize(15);
    return tests.stream();
  }

  private static void check(JsonNode vector) throws GeneralSecurityException {
    String scheme = vector.path("scheme").asText();
    if (scheme.startsWith("BRI-Signature")) {
      assertThat(
              BriSignature.sign(
                  text(vector, "secret"),
                  text(vector, "verb"),
                  text(vector, "path"),
                  text(vector, "token"),
                  text(vector, "timestamp"),
                  bytes(text(vector, "body"))))
          .isEqualTo(text(vector, "expectedBase64"));
    } else if (scheme.startsWith("snap-symmetric")) {
      checkCall(vector);
    } else if (scheme.equals("snap body hash")) {
      assertThat(SnapSignature.bodyHash(bytes(text(vector, "body"))))
          .isEqualTo(text(vector, "expected"));
      assertThat(SnapSignature.bodyHash(new byte[0])).isEqualTo(text(vector, "expectedEmptyBody"));
    } else {
      PublicKey key = publicKey(text(vector, "publicKeyPem"));
      String clientId = text(vector, "clientId");
      String timestamp = text(vector, "timestamp");
      String expected = text(vector, "expected");
      assertThat(SnapSignature.verifyToken(key, clientId, timestamp, expected)).isTrue();
      assertThat(SnapSignature.verifyToken(key, clientId, timestamp + "x", expected)).isFalse();
      assertThat(SnapSignature.verifyToken(key, clientId, timestamp, "not base64!")).isFalse();
    }
  }

  private static void checkCall(JsonNode vector) {
    byte[] body = bytes(text(vector, "body"));
    if (vector.has("minifiedBody")) {
      assertThat(SnapSignature.minify(body)).isEqualTo(bytes(text(vector, "minifiedBody")));
      assertThat(SnapSignature.bodyHash(body)).isEqualTo(text(vector, "bodySha256"));
    }
    for (SnapSignature.Encoding encoding : SnapSignature.Encoding.values()) {
      boolean hex = encoding == SnapSignature.Encoding.HEX;
      String expected = text(vector, hex ? "expectedHex" : "expectedBase64");
      assertThat(
              SnapSignature.sign(
                  text(vector, "secret"),
                  text(vector, "method"),
                  text(vector, "path"),
                  text(vector, "token"),
                  text(vector, "timestamp"),
                  body,
                  encoding))
          .isEqualTo(expected);
      assertThat(verified(vector, body, expected)).isTrue();
      assertThat(verified(vector, body, expected.substring(1))).isFalse();
    }
    assertThat(verified(vector, bytes("{}"), text(vector, "expectedHex"))).isFalse();
    assertThat(verified(vector, body, null)).isFalse();
  }

  private static boolean verified(JsonNode vector, byte[] body, String signature) {
    return SnapSignature.verify(
        text(vector, "secret"),
        text(vector, "method"),
        text(vector, "path"),
        text(vector, "token"),
        text(vector, "timestamp"),
        body,
        signature);
  }

  @Test
  void aTokenRequestThatWeSignIsVerifiedWithOurPublicKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String timestamp = BankTime.snapTimestamp(Instant.parse("2026-11-20T17:00:00Z"));

    String signature = SnapSignature.signToken(pair.getPrivate(), "KEY", timestamp);

    assertThat(SnapSignature.verifyToken(pair.getPublic(), "KEY", timestamp, signature)).isTrue();
    assertThat(SnapSignature.verifyToken(pair.getPublic(), "KEZ", timestamp, signature)).isFalse();
  }

  @Test
  void minifyingKeepsEscapedQuotesAndWhatStandsInStrings() {
    String json = "{ \"a\\\\\" : \"x \\\" y\" ,\r\n\t\"b\": [ 1, 2 ] }";

    assertThat(new String(SnapSignature.minify(bytes(json)), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\\\\\":\"x \\\" y\",\"b\":[1,2]}");
  }

  @Test
  void timestampsHaveThreeDigitsAlways() {
    Instant noon = Instant.parse("2026-11-20T17:00:00Z");
    assertThat(BankTime.briTimestamp(noon)).isEqualTo("2026-11-20T17:00:00.000Z");
    assertThat(BankTime.briTimestamp(noon.plusNanos(120_999_999)))
        .isEqualTo("2026-11-20T17:00:00.120Z");
    assertThat(BankTime.snapTimestamp(noon)).isEqualTo("2026-11-21T00:00:00.000+07:00");
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream stream = SignatureVectorsTest.class.getResourceAsStream("/vectors.json")) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static PublicKey publicKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static String text(JsonNode vector, String name) {
    return vector.required(name).textValue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
