package dev.briapi.bridge.invoice.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.briapi.bridge.invoice.file.Drops.numbers;
import static dev.briapi.bridge.invoice.file.Drops.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvReaderTest {
  @TempDir Path directory;
  private Drops drops;

  @BeforeEach
  void drops() {
    drops = new Drops(directory);
  }

  @Test
  void valuesArriveUnderTheContractsNamesAndAmountsExactly() throws IOException {
    List<InputLine> lines =
        drops.read(
            "a.csv",
            """
            amount,INVOICENUMBER,BeneficaryAccount,Description
            1234.50,INV/1,020601123456500, two words\u00A0
            1000,INV/2,,"a ""quoted"" word, and a comma"
            """);
    assertThat(lines).allMatch(InputLine::readable);
    assertThat(lines).extracting(InputLine::number).containsExactly(1L, 2L);
    assertThat(lines).extracting(InputLine::where).containsExactly("row 2", "row 3");
    assertThat(lines.get(0).fields().toString())
        .isEqualTo(
            """
            {"Amount":1234.50,"InvoiceNumber":"INV/1","BeneficiaryAccount":"020601123456500",\
            "Description":"two words"}""");
    assertThat(lines.get(0).fields().get("Amount").decimalValue())
        .isEqualTo(new BigDecimal("1234.50"));
    assertThat(lines.get(1).fields().has("BeneficiaryAccount")).isFalse();
    assertThat(text(lines.get(1), "Description")).isEqualTo("a \"quoted\" word, and a comma");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void aByteOrderMarkSemicolonsAndEveryLineEndAreRead(String lineEnd) throws IOException {
    String content =
        "\uFEFFInvoiceNumber;Amount;Description\nA;1;\"one\ntwo\"\n\nB;2.00;x,y\n;;\n  \nC;3;"
            .replace("\n", lineEnd);
    List<InputLine> lines = drops.read("a.csv", content);
    assertThat(lines).allMatch(InputLine::readable);
    assertThat(numbers(lines)).containsExactly("A", "B", "C");
    assertThat(lines).extracting(InputLine::where).containsExactly("rows 2-3", "row 5", "row 8");
    assertThat(text(lines.get(0), "Description")).isEqualTo("one" + lineEnd + "two");
    assertThat(text(lines.get(1), "Description")).isEqualTo("x,y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e5", "-1", "+1", "1_000", "1.000,00", "NaN", "1.", ".5", "0x10", "١٢", "1 000"})
  void anAmountThatIsNotAPlainNumberIsAProblemOfItsLine(String amount) throws IOException {
    List<InputLine> lines = drops.read("a.csv", "InvoiceNumber;Amount\nA;" + amount + "\nB;5\n");
    assertThat(lines.get(0).problems())
        .containsExactly(
            "Amount '"
                + amount
                + "' is not a plain decimal number such as 1234.50 (no exponent, sign, or"
                + " thousands separator)");
    assertThat(text(lines.get(0), "InvoiceNumber")).isEqualTo("A");
    assertThat(lines.get(0).fields().has("Amount")).isFalse();
    assertThat(lines.get(1).readable()).isTrue();
  }

  @Test
  void anAmountWithThousandsSeparatorsIsRefusedAlsoInQuotes() throws IOException {
    List<InputLine> lines = drops.read("a.csv", "InvoiceNumber,Amount\nA,\"1,000.00\"\n");
    assertThat(lines.get(0).problems()).singleElement().asString().contains("'1,000.00'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "@SUM(A1)", " =cmd|' /C calc'!A0"})
  void aFormulaIsRefused(String formula) throws IOException {
    List<InputLine> lines =
        drops.read("a.csv", "InvoiceNumber,Amount,Description\nA,1," + formula + "\n");
    assertThat(lines.get(0).problems())
        .containsExactly(
            "Description '" + formula.strip() + "' is a spreadsheet formula, not a value");
  }

  @Test
  void aLineInAnotherEncodingCostsOnlyItself() throws IOException {
    byte[] content =
        "InvoiceNumber,Amount,Description\nA,1,x\nB,2,caf\u00E9\nC,3,y\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    List<InputLine> lines = drops.read("a.csv", content);
    assertThat(numbers(lines)).containsExactly("A", null, "C");
    assertThat(lines.get(1).problems())
        .containsExactly(
            "The line is not UTF-8 text (byte E9 at position 8): save the file as UTF-8");
    assertThat(lines.get(1).where()).isEqualTo("row 3");
  }

  @Test
  void aTenMegabyteLineIsSkippedAndTheNextOneRead() throws IOException {
    Path file = directory.resolve("a.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("InvoiceNumber,Amount\nA,1\nB,".getBytes(StandardCharsets.UTF_8));
      byte[] ones = "1".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 10; i++) {
        out.write(ones);
      }
      out.write("\nC,3\n".getBytes(StandardCharsets.UTF_8));
    }
    List<InputLine> lines = Drops.read(file);
    assertThat(numbers(lines)).containsExactly("A", null, "C");
    assertThat(lines.get(1).problems()).containsExactly("The line is longer than 65,536 bytes");
    assertThat(lines.get(2).where()).isEqualTo("row 4");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOnlyItsOwnLine() throws IOException {
    StringBuilder content = new StringBuilder("InvoiceNumber,Amount,Description\nA,1,\"open\n");
    IntStream.range(0, 10_000).forEach(i -> content.append("B").append(i).append(",2,fine\n"));
    List<InputLine> lines = drops.read("a.csv", content.append("C,3,\"last\n").toString());
    assertThat(lines).hasSize(10_002);
    assertThat(lines.get(0).problems())
        .containsExactly("A quote is opened in this line and never closed");
    assertThat(lines.subList(1, 10_001)).allMatch(InputLine::readable);
    assertThat(lines.get(10_001).where()).isEqualTo("row 10003");
    assertThat(lines.get(10_001).readable()).isFalse();
  }

  @Test
  void anUnclosedQuoteDoesNotPairWithTheQuotesOfTheLinesBelow() throws IOException {
    List<InputLine> lines =
        drops.read(
            "a.csv", "InvoiceNumber,Amount,Description\nA,1,\"open\nB,2,\"fine\"\nC,3,\"\"\n");
    assertThat(numbers(lines)).containsExactly(null, "B", "C");
    assertThat(lines).extracting(InputLine::readable).containsExactly(false, true, true);
  }

  @Test
  void strayQuotesInsideAValueAreTextAndAfterAQuotedValueAProblem() throws IOException {
    List<InputLine> lines =
        drops.read(
            "a.csv", "InvoiceNumber,Amount,Description\nA,1,12\" pipe\nB,2,\"12\" pipe\"\nC,3,z\n");
    assertThat(text(lines.get(0), "Description")).isEqualTo("12\" pipe");
    assertThat(lines.get(1).problems()).singleElement().asString().startsWith("A closing quote");
    assertThat(text(lines.get(2), "Description")).isEqualTo("z");
  }

  @Test
  void aNulByteIsAProblemOfItsLineAndShownEscaped() throws IOException {
    List<InputLine> lines = drops.read("a.csv", "InvoiceNumber,Amount\nA\u0000,1\nB,2\n");
    assertThat(lines.get(0).problems())
        .containsExactly("InvoiceNumber 'A\\u0000' holds the character \\u0000, which is not text");
    assertThat(lines.get(1).readable()).isTrue();
  }

  @Test
  void aWrongNumberOfValuesNamesBoth() throws IOException {
    List<InputLine> lines = drops.read("a.csv", "InvoiceNumber,Amount\nA,1,000.00\nB\nC,3\n");
    assertThat(lines)
        .extracting(InputLine::problems)
        .containsExactly(
            List.of("The line has 3 values, the header 2 columns"),
            List.of("The line has 1 values, the header 2 columns"),
            List.of());
  }

  @Test
  void aColumnWithoutANameMayBeThereButMustBeEmpty() throws IOException {
    List<InputLine> lines = drops.read("a.csv", "InvoiceNumber,Amount,\nA,1,\nB,2,x\n");
    assertThat(lines.get(0).readable()).isTrue();
    assertThat(lines.get(1).problems()).containsExactly("Column 3 'x' has no name in the header");
  }

  @Test
  void aLongValueIsShownShortened() throws IOException {
    List<InputLine> lines =
        drops.read("a.csv", "InvoiceNumber,Amount\nA," + "9".repeat(500) + "\n");
    assertThat(lines.get(0).problems())
        .singleElement()
        .asString()
        .contains("'" + "9".repeat(60) + "...'");
  }

  @Test
  void unusableHeadersAreExplainedInOneMessage() {
    assertUnreadable("Amount,Colour,amount,Size\n1,2,3,4\n")
        .hasMessage(
            "The header cannot be used: columns are missing: 'InvoiceNumber'; columns are not"
                + " known: 'Colour', 'Size'; columns are there more than once: 'Amount'. Known"
                + " columns are "
                + String.join(", ", Drops.COLUMNS.fields())
                + ".");
    assertUnreadable("BeneficaryAccount,BeneficiaryAccount,InvoiceNumber,Amount\n1,2,3,4\n")
        .hasMessageContaining("more than once: 'BeneficiaryAccount'");
    String fifty = IntStream.range(0, 50).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    assertUnreadable("InvoiceNumber,Amount," + fifty + "\n1,2\n")
        .hasMessageContaining("'c9' and 40 more");
    String thousand =
        IntStream.range(0, 1000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    assertUnreadable(thousand + "\n1\n").hasMessageContaining("1000 columns; at most 100");
    assertUnreadable("x".repeat(100_000) + "\n1\n").hasMessageContaining("longer than");
    assertUnreadable("InvoiceNumber,\"Amount\nA,1\n").hasMessageContaining("never closed");
  }

  @Test
  void filesWithNothingInThemAreUnreadable() {
    assertUnreadable("").hasMessage("The file is empty.");
    assertUnreadable("\uFEFF").hasMessage("The file is empty.");
    assertUnreadable("\n\n").hasMessage("The file is empty.");
    assertUnreadable("InvoiceNumber,Amount\n").hasMessage("The header has no lines below.");
    assertUnreadable("InvoiceNumber,Amount\n,\n\n").hasMessage("The header has no lines below.");
  }

  @Test
  void filesThatAreNotTextAreUnreadable() {
    String content = "InvoiceNumber,Amount\nA,1\n";
    assertUnreadable(content, StandardCharsets.UTF_16).hasMessageContaining("UTF-16");
    assertUnreadable(content, StandardCharsets.UTF_16LE).hasMessageContaining("UTF-16");
    assertUnreadable("Invoic\u00E9Number,Amount\nA,1\n", StandardCharsets.ISO_8859_1)
        .hasMessageContaining("not UTF-8");
    assertUnreadable("PK\u0003\u0004...", StandardCharsets.UTF_8).hasMessageContaining(".xlsx");
    assertUnreadable("\u007FELF\u0002\u0001\u0000 and so on, and so on", StandardCharsets.UTF_8)
        .hasMessage("The file is binary, not text.");
  }

  @Test
  void aNameWithAnotherEndingIsRefused() throws IOException {
    Path file = drops.file("a.txt", "InvoiceNumber,Amount\nA,1\n");
    assertThatThrownBy(() -> Drops.open(file))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("'a.txt' does not end in");
    assertThatThrownBy(() -> InvoiceFiles.open(file, "b.xls", Drops.COLUMNS, Limits.standard()))
        .hasMessageContaining("save the workbook as .xlsx");
  }

  @Test
  void aMillionLinesAreReadInOnePass() throws IOException {
    Path file = directory.resolve("million.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("InvoiceNumber,Amount,Description\n");
      for (int i = 0; i < 1_000_000; i++) {
        out.write("INV-" + i + "," + i + ".50,\"line\n" + i + "\"\n");
      }
    }
    long count = 0;
    try (LineReader reader = Drops.open(file)) {
      for (var line = reader.next(); line.isPresent(); line = reader.next()) {
        assertThat(line.get().readable()).isTrue();
        count++;
      }
    }
    assertThat(count).isEqualTo(1_000_000);
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertUnreadable(
      String content) {
    return assertUnreadable(content, StandardCharsets.UTF_8);
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertUnreadable(
      String content, Charset charset) {
    return assertThatThrownBy(() -> drops.read("a.csv", content.getBytes(charset)))
        .isInstanceOf(UnreadableFile.class);
  }
}
