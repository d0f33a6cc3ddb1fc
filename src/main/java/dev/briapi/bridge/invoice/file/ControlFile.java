package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * What the sender of a drop file says is in it: {@code {"lines": 3, "amount": "3000.00"}}.
 *
 * @param lines how many lines the file has
 * @param amount what the amounts of all its lines add up to
 */
public record ControlFile(long lines, BigDecimal amount) {
  private static final int LARGEST = 4096;
  private static final int MOST_DIGITS_OF_LINES = 18;
  private static final String SHAPE = " It has to be {\"lines\": 3, \"amount\": \"3000.00\"}.";

  /** Where the control file of a drop file is, whether it exists or not. */
  public static Path beside(Path file) {
    return file.resolveSibling(of(file.getFileName().toString()));
  }

  /** The name, or the path, of the control file of a drop file. */
  public static String of(String file) {
    return file + ".control.json";
  }

  /**
   * Reads a control file; members that it does not know are passed over.
   *
   * @throws UnreadableFile when it does not say both numbers in plain notation
   */
  public static ControlFile read(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(LARGEST + 1);
    }
    if (content.length > LARGEST) {
      throw new UnreadableFile("The control file is larger than 4 KiB." + SHAPE);
    }
    JsonFactory json =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    int bom = Utf8.start(content);
    try (JsonParser parser = json.createParser(content, bom, content.length - bom)) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw new UnreadableFile("The control file: " + JsonInvoices.sentence(e) + "." + SHAPE, e);
    }
  }

  private static ControlFile read(JsonParser parser) throws IOException {
    Optional<BigDecimal> lines = Optional.empty();
    Optional<BigDecimal> amount = Optional.empty();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableFile("The control file is not a JSON object." + SHAPE);
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("lines")) {
        lines = number(parser, token, name);
      } else if (name.equals("amount")) {
        amount = number(parser, token, name);
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw new UnreadableFile("The control file goes on after its object." + SHAPE);
    }
    if (lines.isEmpty() || amount.isEmpty()) {
      throw new UnreadableFile("The control file lacks lines or amount." + SHAPE);
    }
    if (lines.get().scale() > 0 || lines.get().precision() > MOST_DIGITS_OF_LINES) {
      throw new UnreadableFile("The control file's lines is not a whole number." + SHAPE);
    }
    return new ControlFile(lines.get().longValueExact(), amount.get());
  }

  private static Optional<BigDecimal> number(JsonParser parser, JsonToken token, String name)
      throws IOException {
    boolean scalar = token == JsonToken.VALUE_STRING || token.isNumeric();
    Optional<BigDecimal> number =
        scalar ? Values.plainDecimal(Values.trim(parser.getText())) : Optional.empty();
    if (number.isEmpty()) {
      String shown = token.isScalarValue() ? Values.show(parser.getText()) : "of another kind";
      throw new UnreadableFile(
          "The control file's %s %s is not a plain number.%s".formatted(name, shown, SHAPE));
    }
    return number;
  }

  /**
   * Compares it with what was read.
   *
   * @param lines the lines of the file, readable or not
   * @param amount the total over all lines whose amount could be read
   * @return a sentence that names both sides, or empty when they agree
   */
  public Optional<String> mismatch(long lines, BigDecimal amount) {
    boolean sameLines = this.lines == lines;
    boolean sameAmount = this.amount.compareTo(amount) == 0;
    if (sameLines && sameAmount) {
      return Optional.empty();
    }
    return Optional.of(
        "The control file says %d lines and a total of %s, the file has %d lines and a total of %s."
            .formatted(this.lines, this.amount.toPlainString(), lines, amount.toPlainString()));
  }
}
