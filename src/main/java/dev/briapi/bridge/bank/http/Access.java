package dev.briapi.bridge.bank.http;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Operation;

/**
 * Gets what a call needs before its moment is drawn: a bank that is not left alone, and a token.
 * Both may be slow, and calls that wait for the same token would leave in one burst behind it.
 */
@Named("access")
@Singleton
public class Access implements Processor {
  private final Breakers breakers;
  private final Tokens tokens;

  @Inject
  Access(Breakers breakers, Tokens tokens) {
    this.breakers = breakers;
    this.tokens = tokens;
  }

  @Override
  public void process(Exchange exchange)
      throws InvalidPayloadException, BankRestsException, TokenUnavailableException {
    Outgoing outgoing = exchange.getMessage().getMandatoryBody(Outgoing.class);
    Operation operation = outgoing.operation();
    breakers.check(operation.product());
    try {
      exchange.setProperty("token", tokens.current(operation.signature()));
    } catch (TokenUnavailableException e) {
      // the product behind the token cannot be had either; as a test call, too, this is a failure
      if (e.away() != null) {
        breakers.enter(operation.product()).ended(e.away());
      }
      throw e;
    }
  }
}
