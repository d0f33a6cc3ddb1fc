package dev.briapi.bridge.invoice.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/**
 * A JSON array of invoice objects, element by element. Where the JSON itself breaks, what came
 * before stands, and one last line says where reading ended.
 */
final class JsonArrayReader implements LineReader {
  private static final int FIRST_BYTES = 64;

  private final JsonParser parser;
  private final JsonInvoices invoices;
  private long number;
  private boolean ended;

  JsonArrayReader(InputStream file, Columns columns, Limits limits) throws IOException {
    this.invoices = new JsonInvoices(columns, limits);
    InputStream in = new BufferedInputStream(file);
    in.mark(FIRST_BYTES);
    int bom = Utf8.start(in.readNBytes(FIRST_BYTES));
    in.reset();
    in.skipNBytes(bom);
    this.parser = invoices.json().createParser(in);
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new UnreadableFile("The file is empty.");
      }
      if (first != JsonToken.START_ARRAY) {
        throw new UnreadableFile(
            "The file starts with %s. Invoices come as an array, [{...}, {...}], or one object per line in a .jsonl file."
                .formatted(JsonInvoices.kind(first)));
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableFile(JsonInvoices.sentence(e) + ".", e);
    }
  }

  @Override
  public Optional<InputLine> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    String where = "element " + (number + 1);
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        ended = true;
        return parser.nextToken() == null ? Optional.empty() : afterTheEnd();
      }
      where += ", line " + parser.currentTokenLocation().getLineNr();
      Draft draft = invoices.read(parser);
      return Optional.of(draft.line(++number, where));
    } catch (JsonProcessingException e) {
      return ended ? afterTheEnd() : broken(where, e);
    }
  }

  private Optional<InputLine> broken(String where, JsonProcessingException e)
      throws UnreadableFile {
    ended = true;
    if (number == 0) {
      throw new UnreadableFile(JsonInvoices.sentence(e) + ".", e);
    }
    String problem = JsonInvoices.sentence(e) + "; nothing after it could be read";
    return Optional.of(Draft.unreadable(++number, where, problem));
  }

  private Optional<InputLine> afterTheEnd() {
    String where = "line " + parser.currentLocation().getLineNr();
    return Optional.of(
        Draft.unreadable(
            ++number, where, "There is more after the end of the array, and it was not read"));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
