package dev.briapi.bridge.request;

import java.util.Map;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Makes calls of the rows that the claiming statements return. */
@Named("bankCalls")
@Singleton
public class BankCalls {
  /** The call of a claimed request. */
  public BankCall claimed(Map<String, Object> row) {
    return BankCall.claimed(row);
  }
}
