package dev.briapi.bridge.bank.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.PemFile;

/** Asks for the token of SNAP with a signature of our private key (rulings 3, 9). */
@Named("snapTokenExchange")
@Singleton
public class SnapTokenExchange {
  private static final byte[] BODY =
      "{\"grantType\":\"client_credentials\"}".getBytes(StandardCharsets.US_ASCII);

  private final BankSettings settings;
  private final TokenAnswer answer;
  private final Clock clock;

  @Inject
  SnapTokenExchange(BankSettings settings, TokenAnswer answer, Clock clock) {
    this.settings = settings;
    this.answer = answer;
    this.clock = clock;
  }

  /**
   * Makes the exchange the request for a token. The key is read anew each time, some four times an
   * hour, so that it can be replaced while we run.
   */
  public void ask(Exchange exchange) throws TokenUnavailableException {
    String clientId = settings.clientId().orElseThrow();
    String timestamp = BankTime.snapTimestamp(clock.instant());
    PrivateKey key = key();
    Message message = exchange.getMessage();
    message.removeHeaders("*", "CamelRedeliver*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.HTTP_PATH, settings.snap().tokenPath());
    message.setHeader("X-CLIENT-KEY", clientId);
    message.setHeader("X-TIMESTAMP", timestamp);
    message.setHeader("X-SIGNATURE", SnapSignature.signToken(key, clientId, timestamp));
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Accept", "application/json");
    message.setBody(BODY);
  }

  private PrivateKey key() throws TokenUnavailableException {
    try {
      return new PemFile(settings.snap().privateKeyFile().orElseThrow()).privateKey();
    } catch (IOException e) {
      throw new TokenUnavailableException("briapi.snap.private-key-file: " + e.getMessage());
    }
  }

  /** Reads the answer. */
  public Token read(Exchange exchange) throws TokenUnavailableException {
    return answer.read(exchange, "accessToken", "expiresIn");
  }
}
