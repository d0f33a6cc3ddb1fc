package dev.briapi.bridge.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Another system of the same company that talks to the bank by itself. */
final class SignedClient {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String bank;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  SignedClient(String bank) {
    this.bank = bank;
  }

  void createInvoice(String body) {
    post("/v1/apicbm/invoices/insert", body);
  }

  void post(String path, String body) {
    try {
      String token = token();
      String time = TIMESTAMP.format(Instant.now());
      HttpResponse<String> answer =
          http.send(
              request(path)
                  .header("Content-Type", "application/json")
                  .header("Accept", "application/json")
                  .header("Authorization", "Bearer " + token)
                  .header("BRI-Timestamp", time)
                  .header("BRI-Signature", signature(path, token, time, body))
                  .header("CBM-CorporateKey", "Bearer " + Bank.CORPORATE_KEY)
                  .header("CBM-CorporateRequestId", UUID.randomUUID().toString())
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("the bank says " + answer.body());
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String token() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request("/oauth/client_credential/accesstoken?grant_type=client_credentials")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "client_id=" + Bank.CLIENT_ID + "&client_secret=" + Bank.CLIENT_SECRET))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
  }

  private static String signature(String path, String token, String time, String body)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Bank.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String payload =
        "path=%s&verb=POST&token=Bearer %s&timestamp=%s&body=%s".formatted(path, token, time, body);
    return Base64.getEncoder()
        .encodeToString(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(bank + path));
  }
}
