package dev.briapi.bridge.bank.http;

import java.io.IOException;
import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

/** Reads what the bank answers to a request for a token (rulings 3). */
@Singleton
class TokenAnswer {
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  TokenAnswer(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /**
   * The token; one that is empty, or has no lifetime, is a failure even under HTTP 200.
   *
   * @param value the name of the field that holds it
   * @param seconds the name of the field that holds its lifetime, a number or a text
   */
  Token read(Exchange exchange, String value, String seconds) throws TokenUnavailableException {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    JsonNode answer;
    try {
      answer = json.readTree(body == null ? new byte[0] : body);
    } catch (IOException e) {
      throw none(status, " with an answer that is no JSON", e);
    }
    String token = answer.path(value).asText("");
    long life = answer.path(seconds).asLong(0);
    if (status == 200 && !token.isBlank() && life > 0) {
      return new Token(token, clock.instant().plusSeconds(life));
    }
    throw none(status, describe(answer), null);
  }

  private static TokenUnavailableException none(int status, String words, IOException cause) {
    Verdict verdict = new Verdict(Outcome.NOT_SENT, "token-unavailable", status, null, words);
    return new TokenUnavailableException(
        "BRI gave no token: HTTP " + status + words, BankAway.is(verdict) ? verdict : null, cause);
  }

  /** The bank's own words, without anything that might be a token. */
  private static String describe(JsonNode answer) {
    JsonNode status = answer.path("status");
    String words =
        status.isObject()
            ? status.path("code").asText() + " " + status.path("desc").asText()
            : answer.path("error").asText(answer.path("responseMessage").asText(""));
    return words.isBlank() ? "" : ", " + words.substring(0, Math.min(200, words.length()));
  }
}
