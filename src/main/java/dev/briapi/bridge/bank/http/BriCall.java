package dev.briapi.bridge.bank.http;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.BriSignature;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.BankUri;
import dev.briapi.bridge.platform.BankSettings;

/** What the calls of CBM, BRIVA and Valas have in common: {@code BRI-Signature} (rulings 7). */
@Singleton
class BriCall {
  private final BankSettings settings;
  private final Call call;
  private final Clock clock;

  @Inject
  BriCall(BankSettings settings, Call call, Clock clock) {
    this.settings = settings;
    this.call = call;
    this.clock = clock;
  }

  /**
   * Signs a call and makes it ready to leave.
   *
   * @param own the headers that only this product has
   * @param signQuery whether the query is signed with the path; the documents say no
   */
  void sign(Exchange exchange, Map<String, String> own, boolean signQuery)
      throws InvalidPayloadException, BankRestsException {
    Outgoing outgoing = call.outgoing(exchange);
    BankUri uri = call.uri(outgoing);
    String timestamp = BankTime.briTimestamp(clock.instant());
    Map<String, String> headers = new HashMap<>(own);
    headers.put("BRI-Timestamp", timestamp);
    headers.put(
        "BRI-Signature",
        BriSignature.sign(
            settings.clientSecret().orElseThrow(),
            outgoing.operation().method(),
            signQuery ? uri.pathAndQuery() : uri.path(),
            call.token(exchange).value(),
            timestamp,
            outgoing.body()));
    call.ready(exchange, uri, headers);
  }
}
