package dev.briapi.bridge.bank.http;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Signs calls of BRIVA, which has no headers of its own: the company is in path or body. */
@Named("brivaSigner")
@Singleton
public class BrivaSigner implements Processor {
  private final BriCall bri;

  @Inject
  BrivaSigner(BriCall bri) {
    this.bri = bri;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException, BankRestsException {
    bri.sign(exchange, Map.of(), false);
  }
}
