package dev.briapi.bridge.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Field;
import dev.briapi.bridge.bank.contract.Operation;

/**
 * Puts the bytes together that are signed and sent: the stored JSON, and its attachment, which is
 * stored once by its hash.
 */
@Named("requestBodies")
@Singleton
public class RequestBodies {
  private final JdbcClient database;
  private final Contracts contracts;

  @Inject
  RequestBodies(JdbcClient database, Contracts contracts) {
    this.database = database;
    this.contracts = contracts;
  }

  /** The call of an attempt, ready to be signed. */
  public Outgoing outgoing(@ExchangeProperty("attempt") Attempt attempt) {
    BankCall call = attempt.call();
    Operation operation = contracts.operation(call.product(), call.operation());
    byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(StandardCharsets.UTF_8);
    if (call.attachment() != null) {
      body = withAttachment(body, attachmentField(operation), content(call.attachment()));
    }
    return new Outgoing(operation, call.parameters(), body, attempt.bankId(), call.doubtful());
  }

  private static String attachmentField(Operation operation) {
    return operation.fields().stream().filter(Field::attachment).findFirst().orElseThrow().name();
  }

  private byte[] content(String sha256) {
    return database
        .sql("select content from attachment where sha256 = :sha256")
        .param("sha256", sha256)
        .query(byte[].class)
        .single();
  }

  /**
   * Base64 needs no escaping in JSON, so the field is put before the closing brace without parsing
   * the rest again.
   */
  private static byte[] withAttachment(byte[] json, String field, byte[] content) {
    byte[] name = (",\"" + field + "\":\"").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(json.length + name.length + content.length / 3 * 4 + 8);
    bytes.write(json, 0, json.length - 1);
    bytes.write(name, 0, name.length);
    try {
      bytes.write(Base64.getEncoder().encode(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('"');
    bytes.write('}');
    return bytes.toByteArray();
  }
}
