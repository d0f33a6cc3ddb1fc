package dev.briapi.bridge.invoice;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jboss.logging.Logger;

import dev.briapi.bridge.platform.BridgeSettings;

/**
 * Writes {@code name.ack.csv} and {@code name.ack.json}: when every line has an outcome; earlier,
 * with the pending ones as such, when they take too long; and again when those settle. The batch's
 * row is locked while its files are written, so one replica does it.
 */
@Named("acknowledgements")
@Singleton
public class Acknowledgements {
  private static final Logger LOG = Logger.getLogger(Acknowledgements.class);
  private static final int FETCH = 2_000;
  private static final CsvSchema COLUMNS =
      CsvSchema.builder()
          .addNumberColumn("Line")
          .addColumn("InvoiceNumber")
          .addColumn("Outcome")
          .addColumn("ReferenceNumber")
          .addColumn("ResponseCode")
          .addColumn("Message")
          .build()
          .withHeader()
          .withLineSeparator("\r\n");

  /**
   * A line that was handed to the bank, or kept for it, and has no outcome yet is pending; one that
   * never was tried is not due.
   */
  private static final String DUE =
      """
      select %s from batch b where state = 'sending' and id <> all(?) and (
        created + refused + invalid + duplicate + valid = lines
        or received_at < now() - ? * interval '1 second'
          and (acknowledged_at is null
               or acknowledged < created + refused + invalid + duplicate
                  and acknowledged_at < now() - least(?, 30) * interval '1 second')
          and not exists (select from line l where l.batch_id = b.id and l.outcome is null and l.request_id is null))
      order by received_at limit 1 for update skip locked
      """
          .formatted(BatchView.COLUMNS);

  private final DataSource pool;
  private final Drop drop;
  private final ObjectMapper json;
  private final double patience;
  private final CsvMapper csv =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  @Inject
  Acknowledgements(DataSource pool, Drop drop, ObjectMapper json, BridgeSettings settings) {
    this.pool = pool;
    this.drop = drop;
    this.json = json;
    this.patience = settings.drop().acknowledgeAfter().toMillis() / 1000.0;
  }

  /** Acknowledges every batch that is due; one whose files cannot be written holds up no other. */
  public void write() throws SQLException {
    Set<UUID> unwritten = new HashSet<>();
    while ((drop.ready() || !unwritten.isEmpty()) && writeOne(unwritten)) {
      // until none is left
    }
  }

  private boolean writeOne(Set<UUID> unwritten) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Optional<BatchView> due = due(connection, unwritten);
        if (due.isPresent() && !written(connection, due.get())) {
          unwritten.add(due.get().batchId());
          connection.rollback();
        }
        connection.commit();
        return due.isPresent();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean written(Connection connection, BatchView batch) throws SQLException {
    try {
      acknowledge(connection, batch);
      return true;
    } catch (IOException e) {
      LOG.errorf("%s could not be acknowledged, which is tried again: %s", batch.file(), e);
      return false;
    }
  }

  private Optional<BatchView> due(Connection connection, Set<UUID> unwritten) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setArray(1, connection.createArrayOf("uuid", unwritten.toArray()));
      statement.setDouble(2, patience);
      statement.setDouble(3, patience);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(BatchView.of(row)) : Optional.empty();
      }
    }
  }

  private void acknowledge(Connection connection, BatchView before)
      throws IOException, SQLException {
    BatchView batch = close(connection, before);
    Path draft = drop.draft(batch.file() + ".ack.csv");
    try (BufferedWriter file = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
        SequenceWriter rows = csv.writer(COLUMNS).writeValues(file)) {
      writeLines(connection, batch.batchId(), rows);
    }
    try {
      deliver(batch, draft);
    } finally {
      Files.deleteIfExists(draft);
    }
    LOG.infof("%s acknowledged: %s", batch.file(), batch.counts());
  }

  private void deliver(BatchView batch, Path draft) throws IOException {
    String lines = batch.file() + ".ack.csv";
    String summary = batch.file() + ".ack.json";
    Optional<byte[]> earlier = drop.delivered(summary);
    if (earlier.isPresent() && !isOf(batch.batchId(), earlier.get())) {
      drop.keepOlder(lines);
      drop.keepOlder(summary);
    }
    drop.deliver(draft, lines);
    drop.deliver(json.writerWithDefaultPrettyPrinter().writeValueAsString(batch) + "\n", summary);
  }

  private boolean isOf(UUID batch, byte[] summary) throws IOException {
    try {
      JsonNode earlier = json.readTree(summary);
      return batch.toString().equals(earlier.path("batchId").asText());
    } catch (JsonProcessingException e) {
      // somebody has changed it: not ours any more, and kept
      return false;
    }
  }

  private static BatchView close(Connection connection, BatchView batch) throws SQLException {
    String sql =
        """
        update batch set acknowledged_at = now(), acknowledged = created + refused + invalid + duplicate + valid,
          state = case when created + refused + invalid + duplicate + valid = lines then 'completed' else state end,
          completed_at = case when created + refused + invalid + duplicate + valid = lines then now() end
        where id = ? returning %s
        """
            .formatted(BatchView.COLUMNS);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, batch.batchId());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return BatchView.of(row);
      }
    }
  }

  private static void writeLines(Connection connection, UUID batch, SequenceWriter rows)
      throws SQLException, IOException {
    String sql =
        """
        select l.line, l.invoice_number, coalesce(l.outcome, 'pending') as outcome, l.reference_number,
          coalesce(l.response_code, r.response_code) as response_code, coalesce(l.message, r.message) as message
        from line l left join request r on r.id = l.request_id and l.outcome is null
        where l.batch_id = ? order by l.line
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      statement.setObject(1, batch);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.write(
              new Object[] {
                row.getInt(1),
                shown(row.getString(2)),
                shown(row.getString(3)),
                shown(row.getString(4)),
                shown(row.getString(5)),
                shown(row.getString(6))
              });
        }
      }
    }
  }

  /** A row needs a value in every column, else the writer moves the later ones up. */
  private static String shown(String text) {
    return text == null ? "" : harmless(text);
  }

  /**
   * People open this file in a spreadsheet: text that came from outside must not be run there as a
   * formula.
   */
  public static String harmless(String text) {
    boolean risky = !text.isEmpty() && "=@+-\t\r".indexOf(text.charAt(0)) >= 0;
    return risky && !text.matches("[-+][A-Za-z0-9 ./_-]*") ? "'" + text : text;
  }
}
