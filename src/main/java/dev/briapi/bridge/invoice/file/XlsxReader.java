package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

import dev.briapi.bridge.invoice.file.SheetRows.Cell;
import dev.briapi.bridge.invoice.file.SheetRows.Row;

/**
 * The first visible sheet of an XLSX workbook, row by row. The JDK's own ZIP and XML readers do the
 * work: the libraries for spreadsheets hold the shared texts, or a row as wide as a cell's name
 * claims, in memory.
 */
final class XlsxReader implements LineReader {
  private final XlsxParts parts;
  private final SharedStrings texts;
  private final SheetRows rows;
  private final Header header;
  private final CellValues values;
  private final Columns columns;
  private long number;
  private boolean ended;

  private XlsxReader(
      XlsxParts parts,
      SharedStrings texts,
      SheetRows rows,
      CellValues values,
      Columns columns,
      Limits limits)
      throws IOException, XMLStreamException {
    this.parts = parts;
    this.texts = texts;
    this.rows = rows;
    this.values = values;
    this.columns = columns;
    Row names = rows.next();
    if (names == null) {
      throw new UnreadableFile("The first sheet is empty.");
    }
    if (names.wider()) {
      throw new UnreadableFile(
          "The header has more than %d columns. %s"
              .formatted(limits.columns(), Header.known(columns)));
    }
    this.header = Header.of(names(names), columns, limits);
  }

  static XlsxReader open(Path file, Columns columns, Limits limits) throws IOException {
    XlsxParts parts = new XlsxParts(file, limits);
    SharedStrings texts = null;
    try {
      Workbook workbook = Workbook.of(parts);
      CellFormats formats;
      try (InputStream in = parts.open(workbook.styles())) {
        formats = new CellFormats(in);
      }
      try (InputStream in = parts.open(workbook.sharedStrings())) {
        texts = new SharedStrings(in, limits.recordBytes());
      }
      SheetRows rows = new SheetRows(parts.open(workbook.sheet()), texts, limits);
      CellValues values = new CellValues(columns, formats, workbook.from1904(), limits);
      return new XlsxReader(parts, texts, rows, values, columns, limits);
    } catch (XMLStreamException e) {
      close(parts, texts);
      throw XlsxParts.notASpreadsheet(e);
    } catch (IOException | RuntimeException e) {
      close(parts, texts);
      throw e;
    }
  }

  private static List<String> names(Row row) {
    List<String> names = new ArrayList<>();
    int last = 0;
    for (Cell cell : row.cells()) {
      names.add(cell == null ? "" : cell.text());
      last = cell == null ? last : names.size();
    }
    return names.subList(0, last);
  }

  @Override
  public Optional<InputLine> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    try {
      Row row = rows.next();
      ended = row == null;
      return row == null ? Optional.empty() : Optional.of(line(row));
    } catch (XMLStreamException e) {
      ended = true;
      if (number == 0) {
        throw XlsxParts.notASpreadsheet(e);
      }
      return Optional.of(
          Draft.unreadable(
              ++number,
              "row " + rows.number(),
              "The spreadsheet is damaged here; nothing after it could be read"));
    }
  }

  private InputLine line(Row row) {
    Draft draft = new Draft(columns);
    for (int i = 0; i < row.cells().length; i++) {
      Cell cell = row.cells()[i];
      if (cell != null && header.field(i) != null) {
        values.put(draft, header.field(i), cell);
      } else if (cell != null) {
        draft.problem("Column " + (i + 1), cell.text(), "has no name in the header");
      }
    }
    if (row.wider()) {
      draft.problem("There is a value to the right of the last column");
    }
    return draft.line(++number, "row " + row.number());
  }

  @Override
  public void close() throws IOException {
    rows.close();
    close(parts, texts);
  }

  private static void close(XlsxParts parts, SharedStrings texts) throws IOException {
    try (parts) {
      if (texts != null) {
        texts.close();
      }
    }
  }
}
