package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.briapi.bridge.invoice.file.RecordSplitter.Fault;
import dev.briapi.bridge.invoice.file.RecordSplitter.Piece;

/**
 * CSV as RFC 4180 has it, with {@code ,} or {@code ;}: one record at a time. The values of a record
 * are cut here by the same rule as the records, so that the two cannot disagree on a quote.
 */
final class CsvReader implements LineReader {
  private static final int FIRST_BYTES = 64;

  private final RecordSplitter records;
  private final Utf8 utf8 = new Utf8();
  private final Columns columns;
  private final Limits limits;
  private final Header header;
  private final char delimiter;
  private long number;

  CsvReader(InputStream in, Columns columns, Limits limits) throws IOException {
    this.records = new RecordSplitter(in, limits.recordBytes(), ",;");
    this.columns = columns;
    this.limits = limits;
    records.skip(Utf8.start(records.peek(FIRST_BYTES)));
    String names = headerText();
    this.delimiter = delimiter(names);
    this.header = Header.of(values(names), columns, limits);
    records.delimiter(delimiter);
  }

  private String headerText() throws IOException {
    Piece piece = records.next();
    while (piece != null && piece.fault() == Fault.NONE && blank(piece.bytes())) {
      piece = records.next();
    }
    if (piece == null) {
      throw new UnreadableFile("The file is empty.");
    }
    for (byte b : piece.bytes()) {
      if (b == 0) {
        throw new UnreadableFile("The file is binary, not text.");
      }
    }
    if (piece.fault() != Fault.NONE) {
      throw new UnreadableFile("The header cannot be read. " + sentence(piece.fault()) + ".");
    }
    String text = utf8.decode(piece.bytes()).text();
    if (text == null) {
      throw new UnreadableFile("The header is not UTF-8 text: save the file as UTF-8.");
    }
    return text;
  }

  private static char delimiter(String names) {
    long semicolons = names.chars().filter(c -> c == ';').count();
    long commas = names.chars().filter(c -> c == ',').count();
    return semicolons > commas ? ';' : ',';
  }

  @Override
  public Optional<InputLine> next() throws IOException {
    for (Piece piece = records.next(); piece != null; piece = records.next()) {
      if (piece.fault() != Fault.NONE) {
        return unreadable(piece, sentence(piece.fault()));
      }
      if (blank(piece.bytes())) {
        continue;
      }
      Utf8.Decoded decoded = utf8.decode(piece.bytes());
      if (decoded.text() == null) {
        return unreadable(piece, decoded.problem());
      }
      List<String> values = values(decoded.text());
      if (values.stream().allMatch(value -> Values.trim(value).isEmpty())) {
        continue; // spreadsheets export rows of nothing but separators
      }
      return Optional.of(line(piece, values));
    }
    return Optional.empty();
  }

  private InputLine line(Piece piece, List<String> values) {
    Draft draft = new Draft(columns);
    if (values.size() != header.size()) {
      draft.problem(
          "The line has %d values, the header %d columns".formatted(values.size(), header.size()));
      return draft.line(++number, where(piece));
    }
    for (int i = 0; i < values.size(); i++) {
      if (header.field(i) != null) {
        draft.typed(header.field(i), values.get(i));
      } else if (!Values.trim(values.get(i)).isEmpty()) {
        draft.problem("Column " + (i + 1), values.get(i), "has no name in the header");
      }
    }
    return draft.line(++number, where(piece));
  }

  private Optional<InputLine> unreadable(Piece piece, String problem) {
    return Optional.of(Draft.unreadable(++number, where(piece), problem));
  }

  private static String where(Piece piece) {
    return piece.firstRow() == piece.lastRow()
        ? "row " + piece.firstRow()
        : "rows " + piece.firstRow() + "-" + piece.lastRow();
  }

  private String sentence(Fault fault) {
    return switch (fault) {
      case TOO_LONG -> "The line is longer than %,d bytes".formatted(limits.recordBytes());
      case UNCLOSED_QUOTE -> "A quote is opened in this line and never closed";
      case TEXT_AFTER_QUOTE ->
          "A closing quote is followed by more text; a quote inside a quoted value is doubled";
      case NONE -> throw new IllegalArgumentException("nothing is wrong");
    };
  }

  static boolean blank(byte[] record) {
    for (byte b : record) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private List<String> values(String record) {
    List<String> values = new ArrayList<>();
    int at = 0;
    do {
      StringBuilder value = new StringBuilder();
      if (at < record.length() && record.charAt(at) == '"') {
        at++;
        int quote = record.indexOf('"', at);
        while (quote + 1 < record.length() && record.charAt(quote + 1) == '"') {
          value.append(record, at, quote + 1);
          at = quote + 2;
          quote = record.indexOf('"', at);
        }
        value.append(record, at, quote);
        at = quote + 1;
      } else {
        int to = record.indexOf(delimiter, at);
        value.append(record, at, to < 0 ? record.length() : to);
        at = to < 0 ? record.length() : to;
      }
      values.add(value.toString());
    } while (at++ < record.length());
    return values;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
