package dev.briapi.bridge.bank.http;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.Operation;

/** Says what the bank's answer means (rulings 14-19). */
@Named("outcomeClassifier")
@Singleton
public class OutcomeClassifier implements Processor {
  private final Tokens tokens;
  private final CallMetrics metrics;

  @Inject
  OutcomeClassifier(Tokens tokens, CallMetrics metrics) {
    this.tokens = tokens;
    this.metrics = metrics;
  }

  @Override
  public void process(Exchange exchange) {
    Outgoing outgoing = exchange.getProperty("outgoing", Outgoing.class);
    Operation operation = outgoing.operation();
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    byte[] bytes = body == null ? new byte[0] : body;
    Verdict verdict = operation.classify(status, bytes, outgoing.doubtful());
    tokens.learn(operation.signature(), exchange.getProperty("token", Token.class), verdict);
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
    exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
    exchange.getMessage().setBody(new Answer(verdict, bytes, type));
    Sending sending = exchange.getProperty("sending", Sending.class);
    metrics.record(operation, sending, verdict);
    sending.ended(verdict);
    // only now: had this failed, the silence classifier has to know that the call had left
    exchange.removeProperty("sending");
    exchange.removeProperty("outgoing");
  }
}
