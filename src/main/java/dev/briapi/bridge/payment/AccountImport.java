package dev.briapi.bridge.payment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.invoice.file.InputLine;
import dev.briapi.bridge.invoice.file.InvoiceFiles;
import dev.briapi.bridge.invoice.file.LineReader;
import dev.briapi.bridge.invoice.file.UnreadableFile;
import dev.briapi.bridge.platform.BridgeSettings;

/**
 * Takes accounts that were created elsewhere from a CSV file. Lines that are right are taken, all
 * of them when the file has been read to its end; the others are named in the answer.
 */
@Singleton
public class AccountImport {
  private static final int CHUNK = 1_000;
  private static final int MOST_ERRORS = 1_000;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final long rarely;

  @Inject
  AccountImport(
      JdbcClient database,
      TransactionTemplate transaction,
      Accounts accounts,
      BridgeSettings settings) {
    this.database = database;
    this.transaction = transaction;
    this.accounts = accounts;
    this.rarely = settings.reconciliation().briva().statusEvery().toSeconds();
  }

  /**
   * Reads the file as it arrives; memory does not grow with it.
   *
   * @throws UnreadableFile when it has no header that can be used, or no lines
   */
  public ImportResult take(InputStream file) throws IOException {
    try {
      return transaction.execute(
          status -> {
            try {
              return read(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ImportResult read(InputStream file) throws IOException {
    database
        .sql(
            """
            create temp table account_line (
              line bigint, briva_no text, cust_code text, name text, amount numeric, description text, expires_at timestamptz)
            on commit drop
            """)
        .update();
    Reading reading = new Reading();
    try (LineReader reader = InvoiceFiles.csv(file, AccountLines.COLUMNS)) {
      for (Optional<InputLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        reading.add(AccountLines.read(line.get()));
      }
    }
    if (reading.lines == 0) {
      throw new UnreadableFile("The header has no lines below.");
    }
    reading.flush();
    List<RejectedLine> repeated = repeated();
    reading.reject(repeated.size(), repeated);
    merge();
    return new ImportResult(
        reading.lines, reading.lines - reading.rejected, reading.rejected, reading.errors);
  }

  /** What has been read, a chunk of it not in the database yet. */
  private final class Reading {
    private long lines;
    private long rejected;
    private final List<RejectedLine> errors = new ArrayList<>();
    private ArrayNode chunk = JsonNodeFactory.instance.arrayNode();

    private void add(AccountLines.Read line) {
      lines++;
      if (!line.errors().isEmpty()) {
        reject(1, line.errors());
        return;
      }
      chunk
          .addObject()
          .put("line", lines)
          .put("briva_no", line.brivaNo())
          .put("cust_code", line.custCode())
          .put("name", line.name())
          .put("amount", line.amount())
          .put("description", line.description())
          .put("expires_at", line.expiresAt());
      if (chunk.size() == CHUNK) {
        flush();
      }
    }

    private void reject(long count, List<RejectedLine> reasons) {
      rejected += count;
      reasons.stream().limit(Math.max(0, MOST_ERRORS - errors.size())).forEach(errors::add);
    }

    private void flush() {
      database
          .sql(
              """
              insert into account_line select * from jsonb_to_recordset(cast(:chunk as jsonb)) as r(
                line bigint, briva_no text, cust_code text, name text, amount numeric, description text, expires_at timestamptz)
              """)
          .param("chunk", chunk.toString())
          .update();
      chunk = JsonNodeFactory.instance.arrayNode();
    }
  }

  /** Which of two lines is meant nobody knows; the first is taken, and the others are named. */
  private List<RejectedLine> repeated() {
    return database
        .sql(
            """
            with numbered as (
              select ctid as place, line, cust_code, min(line) over (partition by briva_no, cust_code) as first from account_line),
            gone as (delete from account_line using numbered n where account_line.ctid = n.place and n.line > n.first)
            select line, cust_code, first from numbered where line > first order by line
            """)
        .query(
            (row, n) ->
                new RejectedLine(
                    row.getLong("line"),
                    "custCode",
                    row.getString("cust_code"),
                    "is in the file already, in line " + row.getLong("first")))
        .list();
  }

  /**
   * An import corrects what we knew, so it holds for earlier payments as well; an account that did
   * not change is left alone.
   */
  private void merge() {
    accounts.lock();
    database
        .sql(
            """
            insert into virtual_account as a (briva_no, cust_code, name, amount, description, expires_at, origin, as_of, check_at)
            select briva_no, cust_code, name, amount, description, expires_at, 'import', now(), now() + :rarely * interval '1 second'
            from account_line
            on conflict (briva_no, cust_code) do update set
              name = excluded.name, amount = excluded.amount, description = excluded.description, expires_at = excluded.expires_at,
              origin = excluded.origin, as_of = excluded.as_of, updated_at = now(),
              expected_since = case when a.state = 'deleted' then excluded.as_of else a.expected_since end,
              bank_status = case when a.state = 'deleted' then null else a.bank_status end,
              bank_status_at = case when a.state = 'deleted' then null else a.bank_status_at end,
              check_at = case
                when a.state = 'deleted' or a.check_at is null and a.bank_status is distinct from 'Y' then excluded.check_at
                else a.check_at end,
              state = 'active', deleted_at = null
            where (a.name, a.amount, a.description, a.expires_at, a.state)
              is distinct from (excluded.name, excluded.amount, excluded.description, excluded.expires_at, 'active')
            """)
        .param("rarely", rarely)
        .update();
    accounts.askForPaid();
  }
}
