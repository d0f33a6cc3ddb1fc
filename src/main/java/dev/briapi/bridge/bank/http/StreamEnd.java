package dev.briapi.bridge.bank.http;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.TransportFailures;
import dev.briapi.bridge.bank.Verdict;

/**
 * Ends a call whose answer was read as it came: tells the breaker, the metrics and the tokens what
 * came of it, whether the reader had its verdict or failed.
 */
@Named("streamEnd")
@Singleton
public class StreamEnd implements Processor {
  private final Tokens tokens;
  private final CallMetrics metrics;

  @Inject
  StreamEnd(Tokens tokens, CallMetrics metrics) {
    this.tokens = tokens;
    this.metrics = metrics;
  }

  @Override
  public void process(Exchange exchange) {
    Sending sending = (Sending) exchange.removeProperty("sending");
    if (sending == null) {
      return;
    }
    Outgoing outgoing = exchange.getProperty("outgoing", Outgoing.class);
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Verdict verdict =
        failure == null
            ? exchange.getProperty("verdict", Verdict.class)
            : TransportFailures.classify(failure);
    tokens.learn(
        outgoing.operation().signature(), exchange.getProperty("token", Token.class), verdict);
    metrics.record(outgoing.operation(), sending, verdict);
    sending.ended(verdict);
  }
}
