package dev.briapi.bridge.bank.http;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.TransportFailures;
import dev.briapi.bridge.bank.Verdict;

/**
 * Says what it means that the bank gave no answer: whether the request can have left at all
 * (rulings 14).
 */
@Named("silenceClassifier")
@Singleton
public class SilenceClassifier implements Processor {
  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
    boolean signed = exchange.removeProperty("outgoing") != null;
    exchange.getMessage().setBody(Answer.none(verdict(failure, signed)));
  }

  private static Verdict verdict(Throwable failure, boolean signed) {
    if (!signed && !(failure instanceof TokenUnavailableException)) {
      return new Verdict(
          Outcome.NOT_SENT, "not-prepared", 0, null, TransportFailures.classify(failure).message());
    }
    return failure instanceof TokenUnavailableException
        ? new Verdict(Outcome.NOT_SENT, "token-unavailable", 0, null, failure.getMessage())
        : TransportFailures.classify(failure);
  }
}
