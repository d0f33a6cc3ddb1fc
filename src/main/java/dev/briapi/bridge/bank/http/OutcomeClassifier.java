package dev.briapi.bridge.bank.http;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.Verdict;

/** Says what the bank's answer means (rulings 14-19). */
@Named("outcomeClassifier")
@Singleton
public class OutcomeClassifier implements Processor {
  private final Tokens tokens;

  @Inject
  OutcomeClassifier(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void process(Exchange exchange) {
    Outgoing outgoing = exchange.getProperty("outgoing", Outgoing.class);
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    byte[] bytes = body == null ? new byte[0] : body;
    Verdict verdict = outgoing.operation().classify(status, bytes, outgoing.doubtful());
    if ("token-refused".equals(verdict.reason())) {
      tokens.refused(exchange.getProperty("token", Token.class));
    }
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
    exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
    exchange.getMessage().setBody(new Answer(verdict, bytes, type));
    // only now: had this failed, the silence classifier has to know that the call had left
    exchange.removeProperty("outgoing");
  }
}
