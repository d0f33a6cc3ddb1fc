package dev.briapi.bridge.request;

import java.util.Map;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Exchange;

import dev.briapi.bridge.platform.Trail;

/** Makes calls of the rows that the claiming statements return. */
@Named("bankCalls")
@Singleton
public class BankCalls {
  /** The call of a claimed request; the rest of the exchange is logged and traced under its ids. */
  public BankCall claimed(@Body Map<String, Object> row, Exchange exchange) {
    Trail.note(exchange, Trail.REQUEST, row.get("id"));
    Trail.note(exchange, Trail.BATCH, row.get("batch_id"));
    Trail.note(exchange, Trail.LINE, row.get("line"));
    return BankCall.claimed(row);
  }
}
