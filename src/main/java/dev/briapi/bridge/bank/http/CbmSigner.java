package dev.briapi.bridge.bank.http;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

import dev.briapi.bridge.platform.BankSettings;

/** Signs calls of CBM, which knows the company by its key and the call by an id (rulings 12). */
@Named("cbmSigner")
@Singleton
public class CbmSigner implements Processor {
  private final BankSettings.Cbm settings;
  private final Call call;
  private final BriCall bri;

  @Inject
  CbmSigner(BankSettings settings, Call call, BriCall bri) {
    this.settings = settings.cbm();
    this.call = call;
    this.bri = bri;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException, BankRestsException {
    Map<String, String> own =
        Map.of(
            "CBM-CorporateKey",
            "Bearer " + settings.corporateKey().orElseThrow(),
            "CBM-CorporateRequestId",
            call.outgoing(exchange).id());
    bri.sign(exchange, own, settings.signQuery());
  }
}
