package dev.briapi.bridge.bank.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import dev.briapi.bridge.platform.BankSettings;

/** Asks for a token by client credentials, and reads the answer (rulings 3). */
@Named("tokenExchange")
@Singleton
public class TokenExchange {
  private final BankSettings settings;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  TokenExchange(BankSettings settings, ObjectMapper json, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  /** Makes the exchange the request for a token. */
  public void ask(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*", "CamelRedeliver*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.HTTP_PATH, settings.tokenPath());
    message.setHeader(Exchange.HTTP_RAW_QUERY, "grant_type=client_credentials");
    message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
    message.setHeader("Accept", "application/json");
    message.setBody(
        ("client_id="
                + encoded(settings.clientId().orElseThrow())
                + "&client_secret="
                + encoded(settings.clientSecret().orElseThrow()))
            .getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads the answer; a token that is empty, or has no lifetime, is a failure even under HTTP 200.
   */
  public Token read(Exchange exchange) throws TokenUnavailableException {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    try {
      JsonNode answer = json.readTree(body == null ? new byte[0] : body);
      String token = answer.path("access_token").asText("");
      long seconds = answer.path("expires_in").asLong(0);
      if (status == 200 && !token.isBlank() && seconds > 0) {
        return new Token(token, clock.instant().plusSeconds(seconds));
      }
      throw new TokenUnavailableException("BRI gave no token: HTTP " + status + describe(answer));
    } catch (java.io.IOException e) {
      throw new TokenUnavailableException(
          "BRI gave no token: HTTP " + status + " with an answer that is no JSON", e);
    }
  }

  /** The bank's own words, without anything that might be a token. */
  private static String describe(JsonNode answer) {
    JsonNode status = answer.path("status");
    String words =
        status.isObject()
            ? status.path("code").asText() + " " + status.path("desc").asText()
            : answer.path("error").asText("");
    return words.isBlank() ? "" : ", " + words.substring(0, Math.min(200, words.length()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
