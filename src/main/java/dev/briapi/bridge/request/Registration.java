package dev.briapi.bridge.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.platform.Replica;

/**
 * Writes the requests of callers into the ledger. A unique key in the database decides which of
 * several equal ones goes to the bank; there is no looking first and writing later.
 */
@Singleton
public class Registration {
  private static final String SELECT =
      """
      select id, product, operation, status, next_at is null and claimed_by is null as asleep, reason, message, bank_reference,
        body_sha256, idempotency_key, coalesce(answer_status, 0) as answer_status, answer_type, answer
      from request
      """;

  private final JdbcClient database;
  private final Replica replica;
  private final ObjectMapper json;

  @Inject
  Registration(JdbcClient database, Replica replica, ObjectMapper json) {
    this.database = database;
    this.replica = replica;
    this.json = json;
  }

  /**
   * Registers a request that this replica then sends. Should this replica die before, whoever finds
   * it knows that it was not sent.
   *
   * <p>It inherits the doubt about earlier requests for the same thing: one of them may have
   * reached the bank, and "already there" is then no refusal of this one (rulings 17, 18).
   *
   * @return the call to make, or empty when another request holds its key
   */
  public Optional<BankCall> insert(Wanted wanted) {
    UUID id = UUID.randomUUID();
    Optional<Boolean> doubtful =
        database
            .sql(
                """
                insert into request
                  (id, product, operation, natural_key, reference, parameters, body, attachment_sha256, body_sha256, key_held,
                   idempotency_key, caller, unattended, doubtful, status, next_at, claimed_by, claimed_at)
                values (:id, :product, :operation, :naturalKey, :reference, cast(:parameters as jsonb), :body, :attachment, :sha256,
                  :key, :idempotencyKey, :caller, false,
                  exists (
                    select from request e
                    where e.product = :product and e.operation = :operation and e.natural_key = :naturalKey and e.doubtful),
                  :received, now(), :replica, now())
                on conflict (key_held) where key_held is not null do nothing
                returning doubtful
                """)
            .param("id", id)
            .param("product", wanted.operation().product())
            .param("operation", wanted.operation().id())
            .param("naturalKey", wanted.naturalKey(), Types.VARCHAR)
            .param("reference", wanted.reference(), Types.VARCHAR)
            .param("parameters", parameters(wanted.parameters()), Types.VARCHAR)
            .param("body", wanted.body(), Types.VARCHAR)
            .param("attachment", wanted.attachment(), Types.VARCHAR)
            .param("sha256", wanted.sha256())
            .param("key", wanted.key(), Types.VARCHAR)
            .param("idempotencyKey", wanted.idempotencyKey(), Types.VARCHAR)
            .param("caller", wanted.caller())
            .param("received", Status.RECEIVED.word())
            .param("replica", replica.id())
            .query(Boolean.class)
            .optional();
    return doubtful.map(
        inherited ->
            new BankCall(
                id,
                wanted.operation().product(),
                wanted.operation().id(),
                wanted.parameters(),
                wanted.body(),
                wanted.attachment(),
                Status.RECEIVED,
                inherited,
                BankCall.Purpose.SEND));
  }

  /** The request that holds the key of this one; empty when it has let go of it meanwhile. */
  public Optional<Standing> holder(Wanted wanted) {
    return database
        .sql(SELECT + " where key_held = :key")
        .param("key", wanted.key())
        .query((row, n) -> standing(row))
        .optional();
  }

  /**
   * An earlier request for the same thing that was made under the same {@code Idempotency-Key} and
   * has since handed its natural key on.
   */
  public Optional<Standing> earlier(Wanted wanted) {
    if (wanted.naturalKey() == null || wanted.idempotencyKey() == null) {
      return Optional.empty();
    }
    return database
        .sql(
            SELECT
                + """
                 where product = :product and operation = :operation and natural_key = :naturalKey
                   and idempotency_key = :idempotencyKey and key_held is null
                 order by created_at desc limit 1
                """)
        .param("product", wanted.operation().product())
        .param("operation", wanted.operation().id())
        .param("naturalKey", wanted.naturalKey())
        .param("idempotencyKey", wanted.idempotencyKey())
        .query((row, n) -> standing(row))
        .optional();
  }

  /**
   * Takes the key from a request that was refused.
   *
   * @return false when somebody else was faster
   */
  public boolean release(Standing refused, Wanted wanted) {
    return database
            .sql(
                "update request set key_held = null where id = :id and status = :refused and key_held = :key")
            .param("id", refused.requestId())
            .param("refused", Status.REFUSED.word())
            .param("key", wanted.key())
            .update()
        == 1;
  }

  /**
   * Keeps that a caller sent something that cannot be sent to the bank: why, and nothing of its
   * content.
   */
  public UUID invalid(String caller, Operation operation, String message) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into request (id, product, operation, caller, unattended, status, reason, message)
            values (:id, :product, :operation, :caller, false, :invalid, 'invalid-request', :message)
            """)
        .param("id", id)
        .param("product", operation.product())
        .param("operation", operation.id())
        .param("caller", caller)
        .param("invalid", Status.INVALID.word())
        .param("message", message.replace('\0', '\uFFFD'))
        .update();
    return id;
  }

  /**
   * Stores an attachment once, by its hash.
   *
   * @return its SHA-256 in hex
   */
  public String attach(String name, byte[] content) {
    return database
        .sql(
            """
            with hashed as (select encode(sha256(:content), 'hex') as sha256),
              stored as (
                insert into attachment (sha256, name, content) select sha256, :name, :content from hashed
                on conflict (sha256) do update set created_at = now())
            select sha256 from hashed
            """)
        .param("content", content)
        .param("name", name)
        .query(String.class)
        .single();
  }

  /** How a request stands now. */
  public Optional<Standing> find(UUID id) {
    return database
        .sql(SELECT + " where id = :id")
        .param("id", id)
        .query((row, n) -> standing(row))
        .optional();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getObject("id", UUID.class),
        row.getString("product"),
        row.getString("operation"),
        Status.of(row.getString("status")),
        row.getBoolean("asleep"),
        row.getString("reason"),
        row.getString("message"),
        row.getString("bank_reference"),
        row.getString("body_sha256"),
        row.getString("idempotency_key"),
        row.getInt("answer_status"),
        row.getString("answer_type"),
        row.getBytes("answer"));
  }

  private String parameters(Map<String, String> values) {
    try {
      return values.isEmpty() ? null : json.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
