package dev.briapi.bridge.bank.http;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.bank.contract.BankUri;
import dev.briapi.bridge.platform.BankSettings;

/**
 * Signs calls of SNAP, which knows a call by digits that are unique within a day (rulings 8-11).
 */
@Named("snapSigner")
@Singleton
public class SnapSigner implements Processor {
  private final BankSettings settings;
  private final Call call;
  private final Clock clock;
  private final SnapSignature.Encoding encoding;

  @Inject
  SnapSigner(BankSettings settings, Call call, Clock clock) {
    this.settings = settings;
    this.call = call;
    this.clock = clock;
    this.encoding =
        SnapSignature.Encoding.valueOf(
            settings.snap().signatureEncoding().strip().toUpperCase(Locale.ROOT));
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException, BankRestsException {
    Outgoing outgoing = call.outgoing(exchange);
    BankUri uri = call.uri(outgoing);
    String timestamp = BankTime.snapTimestamp(clock.instant());
    String signature =
        SnapSignature.sign(
            settings.clientSecret().orElseThrow(),
            outgoing.operation().method(),
            uri.path(),
            call.token(exchange).value(),
            timestamp,
            outgoing.body(),
            encoding);
    call.ready(
        exchange,
        uri,
        Map.of(
            "X-TIMESTAMP", timestamp,
            "X-SIGNATURE", signature,
            "X-PARTNER-ID", settings.snap().partnerId().orElseThrow(),
            "CHANNEL-ID", settings.snap().channelId().orElseThrow(),
            "X-EXTERNAL-ID", outgoing.id()));
  }
}
