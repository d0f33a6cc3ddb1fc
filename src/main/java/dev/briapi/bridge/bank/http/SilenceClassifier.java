package dev.briapi.bridge.bank.http;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.TransportFailures;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.Effect;
import dev.briapi.bridge.bank.contract.Operation;

/**
 * Says what it means that the bank gave no answer: whether the request can have left at all
 * (rulings 14).
 */
@Named("silenceClassifier")
@Singleton
public class SilenceClassifier implements Processor {
  private final CallMetrics metrics;

  @Inject
  SilenceClassifier(CallMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
    Sending sending = (Sending) exchange.removeProperty("sending");
    Outgoing outgoing = (Outgoing) exchange.removeProperty("outgoing");
    Verdict verdict = sending == null ? unsent(failure) : silence(outgoing.operation(), failure);
    exchange.getMessage().setBody(Answer.none(verdict));
    if (sending != null) {
      sending.ended(verdict);
      metrics.record(outgoing.operation(), sending, verdict);
    }
  }

  /** A read whose answer is too large would have the same answer again. */
  private static Verdict silence(Operation operation, Throwable failure) {
    Verdict verdict = TransportFailures.classify(failure);
    return operation.effect() == Effect.READ && "answer-too-large".equals(verdict.reason())
        ? new Verdict(Outcome.REFUSED, verdict.reason(), 0, null, verdict.message())
        : verdict;
  }

  private static Verdict unsent(Throwable failure) {
    if (failure instanceof BankRestsException) {
      return new Verdict(Outcome.NOT_SENT, "circuit-open", 0, null, failure.getMessage());
    }
    return failure instanceof TokenUnavailableException
        ? new Verdict(Outcome.NOT_SENT, "token-unavailable", 0, null, failure.getMessage())
        : new Verdict(
            Outcome.NOT_SENT,
            "not-prepared",
            0,
            null,
            TransportFailures.classify(failure).message());
  }
}
