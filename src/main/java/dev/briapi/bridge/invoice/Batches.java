package dev.briapi.bridge.invoice;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.briapi.bridge.bank.BankTime;

/** The statements that a batch goes through until its lines can be sent. */
@Singleton
class Batches {
  /** A batch that is in the database already. */
  record Begun(String state, String sha256, String error) {}

  private static final String TAKE_NUMBERS =
      """
      insert into invoice (anchor_code, partner_code, invoice_number, batch_id, line, amount)
      select distinct on (anchor_code, partner_code, invoice_number)
        anchor_code, partner_code, invoice_number, batch_id, line, amount
      from line where batch_id = :id and outcome is null
      order by anchor_code, partner_code, invoice_number, line
      """;

  /** Nobody will send it before its caller asks again, and BRI has nothing of it. */
  private static final String LEFT_UNSENT =
      "r.status = 'not-sent' and r.next_at is null and r.claimed_by is null and not r.doubtful";

  /**
   * What the API took and left unsent gives its number to a line that wants it now; its key, too,
   * so that its caller, who asks again, finds the line.
   */
  private static final String SUPERSEDE =
      """
      with asleep as materialized (
        select r.id from line l join invoice i using (anchor_code, partner_code, invoice_number) join request r on r.id = i.request_id
        where l.batch_id = :id and l.outcome is null and i.created_at is null and %s
        order by anchor_code, partner_code, invoice_number
        for update of r
      ), ended as (
        update request r set status = 'refused', reason = :reason, message = 'not sent: a line of a file has the same invoice',
          key_held = null, updated_at = now()
        from asleep where r.id = asleep.id
      )
      delete from invoice i using asleep where i.request_id = asleep.id and i.created_at is null
      """
          .formatted(LEFT_UNSENT);

  private final JdbcClient database;

  @Inject
  Batches(JdbcClient database) {
    this.database = database;
  }

  Optional<Begun> find(UUID id) {
    return database
        .sql("select state, sha256, error from batch where id = :id")
        .param("id", id)
        .query(
            (row, n) ->
                new Begun(row.getString("state"), row.getString("sha256"), row.getString("error")))
        .optional();
  }

  /**
   * The same file under a new id, for a claim whose id belongs to an earlier file's batch. Asked
   * again, after a failure, it is the same new one: a batch may have been begun under it.
   */
  DroppedFile underNewId(DroppedFile file) {
    UUID id =
        database
            .sql(
                """
                update file_claim set id = case when id = :old then gen_random_uuid() else id end
                where folder = :folder and name = :name returning id
                """)
            .param("old", file.id())
            .param("folder", file.path().getParent().getFileName().toString())
            .param("name", file.name())
            .query(UUID.class)
            .optional()
            .orElseGet(UUID::randomUUID);
    return file.under(id);
  }

  /**
   * Takes the content; when an earlier batch has it, says so. A unique index decides, not this
   * look. What an interrupted try has left under the same id is about a file that was there then.
   */
  Optional<String> begin(DroppedFile file, String sha256) {
    database
        .sql("delete from batch where id = :id and state = 'staging' and sha256 <> :sha256")
        .param("id", file.id())
        .param("sha256", sha256)
        .update();
    int mine =
        database
            .sql(
                """
                insert into batch as b (id, file, sha256, dry_run, state, caller)
                values (:id, :file, :sha256, :dryRun, 'staging', :caller)
                on conflict do nothing
                """)
            .param("id", file.id())
            .param("file", file.name())
            .param("sha256", sha256)
            .param("dryRun", file.dryRun())
            .param("caller", file.caller())
            .update();
    return database
        .sql(
            """
            select id, file, received_at from batch
            where sha256 = :sha256 and id <> :id and state <> 'rejected' and not dry_run and (:mine = 0 or :dryRun)
            """)
        .param("sha256", sha256)
        .param("id", file.id())
        .param("mine", mine)
        .param("dryRun", file.dryRun())
        .query(
            (row, n) ->
                "The same content was already received as %s at %s: batch %s."
                    .formatted(
                        row.getString("file"),
                        row.getObject("received_at", OffsetDateTime.class)
                            .atZoneSameInstant(BankTime.WIB)
                            .toOffsetDateTime()
                            .withNano(0),
                        row.getString("id")))
        .optional();
  }

  void reject(DroppedFile file, String sha256, String reason) {
    database
        .sql(
            """
            insert into batch as b (id, file, sha256, dry_run, state, caller, error, completed_at)
            values (:id, :file, :sha256, :dryRun, 'rejected', :caller, :error, now())
            on conflict (id) do update set state = 'rejected', error = :error, completed_at = now() where b.state = 'staging'
            """)
        .param("id", file.id())
        .param("file", file.name())
        .param("dryRun", file.dryRun())
        .param("caller", file.caller())
        .param("error", reason)
        .param("sha256", sha256)
        .update();
  }

  String firstProblem(Connection connection, UUID id) {
    return in(connection)
        .sql(
            "select message from line where batch_id = :id and message is not null order by line limit 1")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(message -> ": " + message)
        .orElse(".");
  }

  /**
   * Takes the invoice numbers, marks the lines whose number is taken, counts, and opens the batch
   * for sending.
   */
  void finishStaging(Connection connection, DroppedFile file, BigDecimal amount)
      throws SQLException {
    JdbcClient here = in(connection);
    if (file.dryRun()) {
      checkOnly(here, file.id());
    } else {
      takeNumbers(here, connection, file.id());
    }
    int opened =
        here.sql(
                """
                update batch b set state = 'sending', staged_at = now(), amount_total = :amount,
                  lines = c.lines, invalid = c.invalid, duplicate = c.duplicate, valid = c.valid
                from (
                  select count(*) as lines, count(*) filter (where outcome = 'invalid') as invalid,
                    count(*) filter (where outcome = 'duplicate') as duplicate, count(*) filter (where outcome = 'valid') as valid
                  from line where batch_id = :id) c
                where b.id = :id and b.state = 'staging'
                """)
            .param("amount", amount)
            .param("id", file.id())
            .update();
    if (opened != 1) {
      throw new SQLException(
          "batch " + file.id() + " was taken over by another replica while it was staged");
    }
  }

  /**
   * In the order of the keys, so that two files staged at once never wait for each other in a
   * circle. Mostly none of the numbers is taken, and inserting without looking takes half the time.
   */
  private static void takeNumbers(JdbcClient here, Connection connection, UUID id)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    int taken;
    try {
      taken = here.sql(TAKE_NUMBERS).param("id", id).update();
      connection.releaseSavepoint(before);
    } catch (DuplicateKeyException e) {
      connection.rollback(before);
      here.sql(SUPERSEDE).param("id", id).param("reason", "superseded-by-file").update();
      taken = here.sql(TAKE_NUMBERS + " on conflict do nothing").param("id", id).update();
    }
    int valid =
        here.sql("select count(*) from line where batch_id = :id and outcome is null")
            .param("id", id)
            .query(Integer.class)
            .single();
    if (taken < valid) {
      here.sql(
              """
              update line l set outcome = 'duplicate', message = 'InvoiceNumber ' || l.invoice_number || ' is already taken for '
                || l.anchor_code || ' and ' || l.partner_code || ' by '
                || coalesce('line ' || i.line || ' of ' || b.file || ' (batch ' || b.id || ')', 'a request of the API')
              from invoice i left join batch b on b.id = i.batch_id
              where l.batch_id = :id and l.outcome is null
                and i.anchor_code = l.anchor_code and i.partner_code = l.partner_code and i.invoice_number = l.invoice_number
                and (i.batch_id, i.line) is distinct from (l.batch_id, l.line)
              """)
          .param("id", id)
          .update();
    }
  }

  private static void checkOnly(JdbcClient here, UUID id) {
    here.sql(
            """
            update line l set
              outcome = case when c.duplicate then 'duplicate' else 'valid' end,
              message = case when c.duplicate then 'InvoiceNumber ' || l.invoice_number || ' is already taken for '
                || l.anchor_code || ' and ' || l.partner_code else 'valid; nothing was sent' end
            from (
              select l.line,
                row_number() over (partition by l.anchor_code, l.partner_code, l.invoice_number order by l.line) > 1
                  or i.invoice_number is not null as duplicate
              from line l
                left join (
                  select * from invoice where request_id is null or not exists (
                    select from request r where r.id = request_id and %s)) i
                using (anchor_code, partner_code, invoice_number)
              where l.batch_id = :id and l.outcome is null) c
            where l.batch_id = :id and l.line = c.line
            """
                .formatted(LEFT_UNSENT))
        .param("id", id)
        .update();
  }

  private static JdbcClient in(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }
}
