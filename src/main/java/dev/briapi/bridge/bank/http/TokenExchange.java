package dev.briapi.bridge.bank.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import dev.briapi.bridge.platform.BankSettings;

/** Asks for the token of CBM, BRIVA and Valas by client credentials (rulings 3). */
@Named("tokenExchange")
@Singleton
public class TokenExchange {
  private final BankSettings settings;
  private final TokenAnswer answer;

  @Inject
  TokenExchange(BankSettings settings, TokenAnswer answer) {
    this.settings = settings;
    this.answer = answer;
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

  /** Reads the answer. */
  public Token read(Exchange exchange) throws TokenUnavailableException {
    return answer.read(exchange, "access_token", "expires_in");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
