package dev.briapi.bridge.bank.http;

import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * The headers that the documents name, per product; no other leaves, whatever an exchange carries.
 */
@Dependent
public class DocumentedHeaders {
  @Produces
  @Singleton
  @Named("cbmHeaders")
  HeaderFilterStrategy cbm() {
    return only(
        "authorization",
        "bri-timestamp",
        "bri-signature",
        "cbm-corporatekey",
        "cbm-corporaterequestid");
  }

  @Produces
  @Singleton
  @Named("brivaHeaders")
  HeaderFilterStrategy briva() {
    return only("authorization", "bri-timestamp", "bri-signature");
  }

  @Produces
  @Singleton
  @Named("valasHeaders")
  HeaderFilterStrategy valas() {
    return only("authorization", "bri-timestamp", "bri-signature", "partnercode");
  }

  @Produces
  @Singleton
  @Named("snapHeaders")
  HeaderFilterStrategy snap() {
    return only(
        "authorization",
        "x-timestamp",
        "x-signature",
        "x-partner-id",
        "channel-id",
        "x-external-id");
  }

  @Produces
  @Singleton
  @Named("tokenHeaders")
  HeaderFilterStrategy token() {
    return only("x-client-key", "x-timestamp", "x-signature");
  }

  private static HeaderFilterStrategy only(String... own) {
    Set<String> names = Set.of(own);
    return new DefaultHeaderFilterStrategy() {
      @Override
      public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return switch (name.toLowerCase(Locale.ROOT)) {
          case "accept" -> false;
          // where there is a body, the entity carries its type
          case "content-type" -> exchange.getMessage().getBody() != null;
          default -> !names.contains(name.toLowerCase(Locale.ROOT));
        };
      }

      /** Of the answer, only what Camel itself needs comes in, and what its body is. */
      @Override
      public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !"content-type".equalsIgnoreCase(name);
      }
    };
  }
}
