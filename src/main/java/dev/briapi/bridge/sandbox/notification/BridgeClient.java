package dev.briapi.bridge.sandbox.notification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.Surroundings;
import dev.briapi.bridge.sandbox.snap.SnapCrypto;

/** Calls the bridge as BRI does: for a token, and with a notification. */
final class BridgeClient {
  private static final String TOKEN = "/snap/v1.0/access-token/b2b";
  private static final String NOTIFY = "/snap/v1.0/transfer-va/notify-payment-intrabank";
  private static final byte[] GRANT =
      "{\"grantType\":\"client_credentials\"}".getBytes(StandardCharsets.UTF_8);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(Surroundings.WIB);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final NotificationSettings settings;
  private final Surroundings surroundings;
  private final DailyNumbers externalIds;
  private String token;
  private Instant goodUntil = Instant.MIN;

  BridgeClient(NotificationSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.externalIds = new DailyNumbers(surroundings);
  }

  /** Pushes a body once, for a token first where there is none. */
  PushAnswer push(byte[] body, boolean wrongSignature) throws InterruptedException {
    Token fetched = token();
    if (fetched.value() == null) {
      return fetched.answer();
    }
    String timestamp = timestamp();
    String secret = settings.clientSecret() + (wrongSignature ? " but another" : "");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + fetched.value());
    headers.put("X-TIMESTAMP", timestamp);
    headers.put(
        "X-SIGNATURE",
        SnapCrypto.signCall(
            secret.getBytes(StandardCharsets.UTF_8),
            "POST",
            NOTIFY,
            fetched.value(),
            body,
            timestamp));
    headers.put("X-PARTNER-ID", "BRI");
    headers.put("CHANNEL-ID", "95221");
    headers.put("X-EXTERNAL-ID", externalIds.next());
    PushAnswer answer = post(NOTIFY, headers, body);
    if (answer.http() == 401) {
      forget(fetched.value()); // the next one begins with a new token
    }
    return answer;
  }

  private record Token(String value, PushAnswer answer) {
    /** Never shows the token. */
    @Override
    public String toString() {
      return value == null ? "no token" : "a token";
    }
  }

  private synchronized Token token() throws InterruptedException {
    if (surroundings.clock().instant().isBefore(goodUntil)) {
      return new Token(token, null);
    }
    String timestamp = timestamp();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-CLIENT-KEY", settings.clientId());
    headers.put("X-TIMESTAMP", timestamp);
    headers.put(
        "X-SIGNATURE", SnapCrypto.signToken(settings.privateKey(), settings.clientId(), timestamp));
    PushAnswer answer = post(TOKEN, headers, GRANT);
    String value = answer.body().path("accessToken").asText("");
    if (!answer.is("2007300") || value.isEmpty()) {
      return new Token(null, answer);
    }
    token = value;
    goodUntil =
        surroundings
            .clock()
            .instant()
            .plusSeconds(answer.body().path("expiresIn").asLong())
            .minus(MARGIN);
    return new Token(token, answer);
  }

  private synchronized void forget(String value) {
    if (value.equals(token)) {
      goodUntil = Instant.MIN;
    }
  }

  private String timestamp() {
    return TIMESTAMP.format(surroundings.clock().instant());
  }

  private PushAnswer post(String path, Map<String, String> headers, byte[] body)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.url().get() + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return new PushAnswer(0, null, "no answer: " + e, MissingNode.getInstance());
    }
  }

  private static PushAnswer answer(HttpResponse<byte[]> response) {
    JsonNode body;
    try {
      body = Json.read(response.body());
    } catch (IOException e) {
      body = MissingNode.getInstance();
    }
    return new PushAnswer(
        response.statusCode(),
        body.path("responseCode").asText(null),
        body.path("responseMessage").asText("an answer that is not of SNAP"),
        body);
  }
}
