package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Opens drop files by the ending of their name. */
public final class InvoiceFiles {
  private InvoiceFiles() {}

  /**
   * Opens a file whose lines can then be read one after the other; the caller closes it. The first
   * line is read at once, so that a file without any is known here.
   *
   * @param file where the bytes are
   * @param name the name under which it was dropped; its ending says what it is
   * @throws UnreadableFile when there is nothing in it that could be read
   */
  public static LineReader open(Path file, String name, Columns columns, Limits limits)
      throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    if (Files.size(file) == 0) {
      throw new UnreadableFile("The file is empty.");
    }
    return switch (ending) {
      case "csv", "json", "jsonl", "ndjson" -> text(file, ending, columns, limits);
      case "xlsx" -> spreadsheet(file, columns, limits);
      case "xls" ->
          throw new UnreadableFile("This is the old .xls format: save the workbook as .xlsx.");
      default ->
          throw new UnreadableFile(
              "The name %s does not end in .csv, .json, .jsonl, .ndjson or .xlsx."
                  .formatted(Values.show(name)));
    };
  }

  /**
   * Reads CSV as it arrives, whatever it is about; nothing of it is kept.
   *
   * @throws UnreadableFile when there is no header that can be used
   */
  public static LineReader csv(InputStream in, Columns columns) throws IOException {
    return new CsvReader(in, columns, Limits.standard());
  }

  private static LineReader text(Path file, String ending, Columns columns, Limits limits)
      throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return switch (ending) {
        case "csv" -> started(new CsvReader(in, columns, limits), "The header has no lines below.");
        case "json" -> started(new JsonArrayReader(in, columns, limits), "The array is empty.");
        default -> started(new JsonLinesReader(in, columns, limits), "The file has no lines.");
      };
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static LineReader spreadsheet(Path file, Columns columns, Limits limits)
      throws IOException {
    LineReader reader = XlsxReader.open(file, columns, limits);
    try {
      return started(reader, "The header has no lines below.");
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static LineReader started(LineReader reader, String otherwise) throws IOException {
    Optional<InputLine> first = reader.next();
    if (first.isEmpty()) {
      throw new UnreadableFile(otherwise);
    }
    return new Started(first, reader);
  }

  /** A reader whose first line has been read already. */
  private static final class Started implements LineReader {
    private Optional<InputLine> first;
    private final LineReader rest;

    private Started(Optional<InputLine> first, LineReader rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public Optional<InputLine> next() throws IOException {
      Optional<InputLine> line = first.isPresent() ? first : rest.next();
      first = Optional.empty();
      return line;
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
