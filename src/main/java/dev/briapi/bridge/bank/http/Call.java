package dev.briapi.bridge.bank.http;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.BankUri;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.platform.Products;

/**
 * What the calls of all products have in common on the wire: exactly the documented headers, each
 * made anew for this attempt, and exactly the bytes that were signed (rulings 13).
 */
@Singleton
class Call {
  private final Products products;
  private final Breakers breakers;

  @Inject
  Call(Products products, Breakers breakers) {
    this.products = products;
    this.breakers = breakers;
  }

  Outgoing outgoing(Exchange exchange) throws InvalidPayloadException {
    return exchange.getMessage().getMandatoryBody(Outgoing.class);
  }

  /** The token that was obtained for this attempt. */
  Token token(Exchange exchange) {
    return exchange.getProperty("token", Token.class);
  }

  /** Where it goes, with the path that the settings may have changed. */
  BankUri uri(Outgoing outgoing) {
    Operation operation = outgoing.operation();
    Map<String, String> paths = products.settings(operation.product()).paths();
    return operation.uri(
        paths.getOrDefault(operation.id(), operation.pathTemplate()), outgoing.parameters());
  }

  /**
   * Makes the exchange the HTTP request that leaves, which from here on counts as sent.
   *
   * @param headers what this product demands besides token and content type
   * @throws BankRestsException when nothing is sent to this product now
   */
  void ready(Exchange exchange, BankUri uri, Map<String, String> headers)
      throws InvalidPayloadException, BankRestsException {
    Outgoing outgoing = outgoing(exchange);
    Operation operation = outgoing.operation();
    Message message = exchange.getMessage();
    message.removeHeaders("*", "CamelRedeliver*");
    message.setHeader(Exchange.HTTP_METHOD, operation.method());
    message.setHeader(Exchange.HTTP_PATH, uri.path());
    if (!uri.query().isEmpty()) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, uri.query());
    }
    message.setHeader("Authorization", "Bearer " + token(exchange).value());
    headers.forEach(message::setHeader);
    message.setHeader(Exchange.CONTENT_TYPE, operation.mediaType());
    message.setHeader("Accept", "application/json");
    message.setBody(outgoing.body().length == 0 ? null : outgoing.body());
    exchange.setProperty("outgoing", outgoing);
    exchange.setProperty("sending", breakers.enter(operation.product()));
  }
}
