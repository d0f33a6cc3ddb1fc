package dev.briapi.bridge.bank.http;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

import dev.briapi.bridge.platform.BankSettings;

/** Signs calls of Valas, which knows the company by its partner code. */
@Named("valasSigner")
@Singleton
public class ValasSigner implements Processor {
  private final BankSettings.Valas settings;
  private final BriCall bri;

  @Inject
  ValasSigner(BankSettings settings, BriCall bri) {
    this.settings = settings.valas();
    this.bri = bri;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException, BankRestsException {
    bri.sign(exchange, Map.of("partnerCode", settings.partnerCode().orElseThrow()), false);
  }
}
