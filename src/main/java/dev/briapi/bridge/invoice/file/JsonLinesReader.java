package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;

import dev.briapi.bridge.invoice.file.RecordSplitter.Fault;
import dev.briapi.bridge.invoice.file.RecordSplitter.Piece;

/** JSON Lines: an object per physical line; a broken one costs only itself. */
final class JsonLinesReader implements LineReader {
  private static final int FIRST_BYTES = 64;

  private final RecordSplitter records;
  private final Utf8 utf8 = new Utf8();
  private final JsonInvoices invoices;
  private final Limits limits;
  private long number;

  JsonLinesReader(InputStream in, Columns columns, Limits limits) throws IOException {
    this.records = new RecordSplitter(in, limits.recordBytes(), "");
    this.invoices = new JsonInvoices(columns, limits);
    this.limits = limits;
    records.skip(Utf8.start(records.peek(FIRST_BYTES)));
  }

  @Override
  public Optional<InputLine> next() throws IOException {
    Piece piece = records.next();
    while (piece != null && piece.fault() == Fault.NONE && CsvReader.blank(piece.bytes())) {
      piece = records.next();
    }
    return piece == null ? Optional.empty() : Optional.of(line(piece));
  }

  private InputLine line(Piece piece) throws IOException {
    String where = "line " + piece.firstRow();
    number++;
    if (piece.fault() == Fault.TOO_LONG) {
      return Draft.unreadable(
          number, where, "The line is longer than %,d bytes".formatted(limits.recordBytes()));
    }
    Utf8.Decoded decoded = utf8.decode(piece.bytes());
    if (decoded.text() == null) {
      return Draft.unreadable(number, where, decoded.problem());
    }
    try (JsonParser parser = invoices.json().createParser(decoded.text())) {
      parser.nextToken();
      Draft draft = invoices.read(parser);
      if (parser.nextToken() != null) {
        draft.problem("There is more in the line after the first JSON value");
      }
      return draft.line(number, where);
    } catch (JsonProcessingException e) {
      return Draft.unreadable(number, where, JsonInvoices.sentenceOfLine(e));
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
