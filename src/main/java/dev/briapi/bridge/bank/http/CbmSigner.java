package dev.briapi.bridge.bank.http;

import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.BriSignature;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.BankUri;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.platform.BankSettings;

/**
 * Turns a call into the HTTP request that leaves: exactly the documented headers, each made anew
 * for this attempt, over exactly the bytes that are sent (rulings 7, 12, 13).
 */
@Named("cbmSigner")
@Singleton
public class CbmSigner implements Processor {
  private final BankSettings settings;
  private final Tokens tokens;
  private final Clock clock;

  @Inject
  CbmSigner(BankSettings settings, Tokens tokens, Clock clock) {
    this.settings = settings;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) throws TokenUnavailableException, InvalidPayloadException {
    Outgoing outgoing = exchange.getMessage().getMandatoryBody(Outgoing.class);
    Operation operation = outgoing.operation();
    BankUri uri =
        operation.uri(
            settings.cbm().paths().getOrDefault(operation.id(), operation.pathTemplate()),
            outgoing.parameters());
    Token token = tokens.current();
    String timestamp = BankTime.briTimestamp(clock.instant());
    String path = settings.cbm().signQuery() ? uri.pathAndQuery() : uri.path();
    Message message = exchange.getMessage();
    message.removeHeaders("*", "CamelRedeliver*");
    message.setHeader(Exchange.HTTP_METHOD, operation.method());
    message.setHeader(Exchange.HTTP_PATH, uri.path());
    if (!uri.query().isEmpty()) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, uri.query());
    }
    message.setHeader("Authorization", "Bearer " + token.value());
    message.setHeader("BRI-Timestamp", timestamp);
    message.setHeader(
        "BRI-Signature",
        BriSignature.sign(
            settings.clientSecret().orElseThrow(),
            operation.method(),
            path,
            token.value(),
            timestamp,
            outgoing.body()));
    message.setHeader("CBM-CorporateKey", "Bearer " + settings.cbm().corporateKey().orElseThrow());
    message.setHeader("CBM-CorporateRequestId", outgoing.id());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Accept", "application/json");
    message.setBody(outgoing.body().length == 0 ? null : outgoing.body());
    exchange.setProperty("outgoing", outgoing);
    exchange.setProperty("token", token);
  }
}
