package dev.briapi.bridge.console;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.invoice.Acknowledgements;

/**
 * A whole list as CSV, row by row from the database to the caller: neither the length of the list
 * nor the patience of the caller costs memory. A list that breaks off ends in a broken connection,
 * never in a file that looks complete.
 */
@Singleton
class CsvExport {
  /** Each holds a connection of the database for as long as its caller takes to read. */
  private static final int AT_ONCE = 4;

  private static final int FETCH = 1_000;

  /** One row as the values of its columns; null is an empty field. */
  interface Cells {
    Object[] of(ResultSet row) throws SQLException;
  }

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final CsvMapper csv =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  @Inject
  CsvExport(DataSource pool) {
    JdbcTemplate statements = new JdbcTemplate(pool);
    statements.setFetchSize(FETCH);
    this.database = JdbcClient.create(statements);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    transaction.setReadOnly(true);
  }

  /** The rows of a listing under these column names. */
  StreamingOutput rows(List<String> columns, Listing listing, String order, Cells cells) {
    CsvSchema.Builder header = CsvSchema.builder();
    columns.forEach(header::addColumn);
    CsvSchema schema = header.build().withLineSeparator("\r\n");
    return out -> {
      if (!places.tryAcquire()) {
        throw new ProblemException(
            503, "Too many lists are being exported at this moment. Try again in a minute.");
      }
      try {
        // closed by nobody: a list that broke off must not end like a whole one
        BufferedWriter text =
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        SequenceWriter writer = csv.writer(schema).writeValues(text);
        writer.write(columns.toArray());
        transaction.executeWithoutResult(
            status -> listing.each(database, order, row -> write(writer, harmless(cells.of(row)))));
        writer.flush();
        text.flush();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } finally {
        places.release();
      }
    };
  }

  private static void write(SequenceWriter writer, Object[] values) {
    try {
      writer.write(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** People open it in a spreadsheet; numbers of ours are harmless as they are. */
  private static Object[] harmless(Object[] values) {
    return Arrays.stream(values)
        .map(
            value ->
                value == null
                    ? ""
                    : value instanceof Number ? value : Acknowledgements.harmless(value.toString()))
        .toArray();
  }
}
