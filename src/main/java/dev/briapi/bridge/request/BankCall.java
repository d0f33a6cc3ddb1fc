package dev.briapi.bridge.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.briapi.bridge.bank.BankJson;

/**
 * One thing to ask of the bank: the request itself, or an inquiry after its outcome.
 *
 * @param requestId the row in the ledger
 * @param product the product's word, such as {@code cbm}
 * @param operation the operation that is sent now, by its id in the contract
 * @param parameters values of the path and query parameters
 * @param body the JSON text without its attachment, or null where the operation has none
 * @param attachment the SHA-256 of the attachment, or null
 * @param status what the ledger said when the work was claimed
 * @param doubtful whether an earlier attempt may have reached the bank (rulings 17, 18)
 * @param purpose why it is made
 */
public record BankCall(
    UUID requestId,
    String product,
    String operation,
    Map<String, String> parameters,
    String body,
    String attachment,
    Status status,
    boolean doubtful,
    Purpose purpose) {

  /** Why a call is made; what may be sent depends on it, and no other code decides that. */
  public enum Purpose {
    /** To have something done that was never sent, or is known not to have been processed. */
    SEND,
    /** To ask what became of a request. */
    INQUIRE,
    /** To have it done after an inquiry has proved that the bank has nothing of it (rulings 20). */
    SEND_AGAIN
  }

  /**
   * A call as the claiming statements return it: columns {@code id, product, operation, parameters,
   * body, attachment_sha256, status, doubtful}.
   */
  public static BankCall claimed(Map<String, Object> row) {
    return new BankCall(
        (UUID) row.get("id"),
        (String) row.get("product"),
        (String) row.get("operation"),
        parameters(row.get("parameters")),
        (String) row.get("body"),
        (String) row.get("attachment_sha256"),
        Status.of((String) row.get("status")),
        (Boolean) row.get("doubtful"),
        Purpose.SEND);
  }

  /** The driver hands jsonb over as an object of its own, whose text is the JSON. */
  private static Map<String, String> parameters(Object json) {
    if (json == null) {
      return Map.of();
    }
    try {
      Map<String, String> values = new LinkedHashMap<>();
      BankJson.read(json.toString().getBytes(StandardCharsets.UTF_8))
          .properties()
          .forEach(parameter -> values.put(parameter.getKey(), parameter.getValue().asText()));
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger's parameters cannot be read", e);
    }
  }

  /** The call that asks the bank what became of this one. */
  public BankCall inquiry(String operation, Map<String, String> parameters, String question) {
    return new BankCall(
        requestId,
        product,
        operation,
        parameters,
        question,
        null,
        status,
        doubtful,
        Purpose.INQUIRE);
  }

  /** The same call once an inquiry has proved that the bank has nothing of it. */
  public BankCall again() {
    return new BankCall(
        requestId,
        product,
        operation,
        parameters,
        body,
        attachment,
        status,
        true,
        Purpose.SEND_AGAIN);
  }

  /** Whether this asks for an outcome instead of causing one. */
  boolean inquiry() {
    return purpose == Purpose.INQUIRE;
  }

  /** Names the call without its content. */
  @Override
  public String toString() {
    return product + " " + operation + " " + requestId;
  }
}
