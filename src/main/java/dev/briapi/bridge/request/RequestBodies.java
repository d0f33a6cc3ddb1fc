package dev.briapi.bridge.request;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Operation;

/**
 * Puts the bytes together that are signed and sent: the stored JSON, and its attachment, which is
 * stored once by its hash.
 */
@Named("requestBodies")
@Singleton
public class RequestBodies {
  /** A multiple of three bytes, so that Base64 fills up at the very end only. */
  private static final int PIECE = 3 * 16 * 1024;

  private final JdbcClient database;
  private final Contracts contracts;
  private final AttachmentRoom room;
  private final Pace pace;

  @Inject
  RequestBodies(JdbcClient database, Contracts contracts, AttachmentRoom room, Pace pace) {
    this.database = database;
    this.contracts = contracts;
    this.room = room;
    this.pace = pace;
  }

  /** The call of an attempt, but for its attachment: it may have long to wait. */
  public Outgoing outgoing(@ExchangeProperty("attempt") Attempt attempt) {
    BankCall call = attempt.call();
    Operation operation = contracts.operation(call.product(), call.operation());
    byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(StandardCharsets.UTF_8);
    return new Outgoing(operation, call.parameters(), body, attempt.bankId(), call.doubtful());
  }

  /**
   * The same with its attachment, ready to be signed. Where there was no room for it at once, the
   * moment that was drawn for the call is over, and it draws another.
   */
  public Outgoing attach(@ExchangeProperty("attempt") Attempt attempt, @Body Outgoing outgoing)
      throws InterruptedException, InterruptedIOException {
    String sha256 = attempt.call().attachment();
    if (sha256 == null) {
      return outgoing;
    }
    if (room.enter(attempt, length(sha256))) {
      pace.await(outgoing);
    }
    String field = outgoing.operation().attachmentField().orElseThrow();
    return new Outgoing(
        outgoing.operation(),
        outgoing.parameters(),
        withAttachment(outgoing.body(), field, content(sha256)),
        outgoing.id(),
        outgoing.doubtful());
  }

  private long length(String sha256) {
    return database
        .sql("select octet_length(content) from attachment where sha256 = :sha256")
        .param("sha256", sha256)
        .query(Long.class)
        .single();
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
   * the rest again; in pieces, so that the whole is in memory once.
   */
  private static byte[] withAttachment(byte[] json, String field, byte[] content) {
    byte[] name = (",\"" + field + "\":\"").getBytes(StandardCharsets.US_ASCII);
    int encoded = (content.length + 2) / 3 * 4;
    ByteBuffer bytes = ByteBuffer.allocate(json.length + name.length + encoded + 1);
    bytes.put(json, 0, json.length - 1).put(name);
    for (int from = 0; from < content.length; from += PIECE) {
      int to = Math.min(from + PIECE, content.length);
      bytes.put(Base64.getEncoder().encode(ByteBuffer.wrap(content, from, to - from)));
    }
    return bytes.put((byte) '"').put((byte) '}').array();
  }
}
