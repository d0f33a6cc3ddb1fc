package dev.briapi.bridge.invoice.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;

/** The rows of one sheet, one at a time; empty cells are left out. */
final class SheetRows implements Closeable {
  /** What a cell holds. */
  enum Kind {
    TEXT,
    NUMBER,
    DAY,
    BOOLEAN,
    ERROR,
    FORMULA
  }

  /**
   * @param text the value as it stands in the file, or what a formula gave when it was saved
   * @param style the index of the cell's format
   */
  record Cell(Kind kind, String text, int style) {}

  /**
   * @param number as the spreadsheet counts it
   * @param cells by column, null where empty
   * @param wider whether there are cells to the right of those that are read
   */
  record Row(long number, Cell[] cells, boolean wider) {
    boolean empty() {
      boolean empty = !wider;
      for (Cell cell : cells) {
        empty &= cell == null;
      }
      return empty;
    }
  }

  private static final int A_TO_Z = 26;
  private static final int LETTERS = 3;

  private final InputStream in;
  private final Markup xml;
  private final SharedStrings texts;
  private final Limits limits;
  private final StringBuilder value = new StringBuilder();
  private long number;

  SheetRows(InputStream in, SharedStrings texts, Limits limits)
      throws IOException, XMLStreamException {
    this.in = in;
    this.xml = new Markup(in);
    this.texts = texts;
    this.limits = limits;
    boolean found = xml.next();
    while (found && !xml.starts("sheetData")) {
      found = xml.next();
    }
  }

  /** The row that was read last, or 0. */
  long number() {
    return number;
  }

  /** The next row that is not empty, or null at the end. */
  Row next() throws XMLStreamException {
    while (xml.next() && !xml.ends("sheetData")) {
      if (xml.starts("row")) {
        number = xml.number("r", (int) number + 1);
        Row row = row();
        if (!row.empty()) {
          return row;
        }
      }
    }
    return null;
  }

  private Row row() throws XMLStreamException {
    Cell[] cells = new Cell[limits.columns()];
    boolean wider = false;
    int column = -1;
    while (xml.next() && !xml.ends("row")) {
      if (xml.starts("c")) {
        column = column(xml.attribute("r"), column + 1);
        Cell cell = cell();
        if (column < cells.length) {
          cells[column] = cell;
        } else {
          column = cells.length;
          wider |= cell != null;
        }
      }
    }
    return new Row(number, cells, wider);
  }

  private static int column(String reference, int otherwise) {
    if (reference == null) {
      return otherwise;
    }
    int column = 0;
    int i = 0;
    while (i < reference.length() && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
      column = i < LETTERS ? column * A_TO_Z + reference.charAt(i) - 'A' + 1 : Integer.MAX_VALUE;
      i++;
    }
    return i == 0 ? otherwise : column - 1;
  }

  private Cell cell() throws XMLStreamException {
    String type = xml.attribute("t") == null ? "n" : xml.attribute("t");
    int style = xml.number("s", 0);
    boolean formula = false;
    boolean phonetic = false;
    boolean inValue = false;
    value.setLength(0);
    while (xml.next() && !xml.ends("c")) {
      if (xml.starts("f")) {
        formula = true;
      } else if (xml.starts("rPh") || xml.ends("rPh")) {
        phonetic = xml.starts("rPh");
      } else if (xml.starts("v") || xml.starts("t")) {
        inValue = !phonetic;
      } else if (xml.ends("v") || xml.ends("t")) {
        inValue = false;
      } else if (inValue) {
        xml.appendText(value, limits.recordBytes());
      }
    }
    String text = value.toString();
    if (type.equals("s") && !text.isEmpty()) {
      text = shared(text);
    }
    return Values.trim(text).isEmpty() ? null : new Cell(kind(type, formula), text, style);
  }

  private String shared(String index) throws XMLStreamException {
    try {
      String text = texts.get(Integer.parseInt(index));
      if (text != null) {
        return text;
      }
    } catch (NumberFormatException e) {
      throw new XMLStreamException("a shared text is referred to by no number", e);
    }
    throw new XMLStreamException("a shared text is missing");
  }

  private static Kind kind(String type, boolean formula) {
    if (formula) {
      return Kind.FORMULA;
    }
    return switch (type) {
      case "n" -> Kind.NUMBER;
      case "d" -> Kind.DAY;
      case "b" -> Kind.BOOLEAN;
      case "e" -> Kind.ERROR;
      default -> Kind.TEXT;
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
