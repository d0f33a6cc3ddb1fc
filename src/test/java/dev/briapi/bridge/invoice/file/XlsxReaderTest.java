package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.briapi.bridge.invoice.file.Drops.numbers;
import static dev.briapi.bridge.invoice.file.Drops.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XlsxReaderTest {
  @TempDir Path directory;
  private Drops drops;

  @BeforeEach
  void drops() {
    drops = new Drops(directory);
  }

  @Test
  void aWorkbookOfALibraryIsRead() throws IOException {
    Path file = directory.resolve("a.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Invoices");
      List<String> header = List.of("invoicenumber", "Amount", "InvoiceDate", "BeneficaryAccount");
      for (int i = 0; i < header.size(); i++) {
        sheet.value(1, i, header.get(i));
      }
      sheet.value(2, 0, "INV/1");
      sheet.value(2, 1, 1210.1);
      sheet.value(2, 2, LocalDate.of(2026, 11, 20));
      sheet.style(2, 2).format("yyyy-MM-dd").set();
      sheet.inlineString(2, 3, "020601123456500");
      sheet.value(4, 0, 12345);
      sheet.value(4, 1, "1000.00");
      sheet.value(4, 2, "2026-11-21");
      sheet.formula(5, 1, "SUM(B3:B5)");
    }
    List<InputLine> lines = Drops.read(file);
    assertThat(lines.get(0).fields().toString())
        .isEqualTo(
            """
            {"InvoiceNumber":"INV/1","Amount":1210.1,"InvoiceDate":"2026-11-20",\
            "BeneficiaryAccount":"020601123456500"}""");
    assertThat(lines.get(1).fields().toString())
        .isEqualTo(
            """
            {"InvoiceNumber":"12345","Amount":1000.00,"InvoiceDate":"2026-11-21"}""");
    assertThat(lines).extracting(InputLine::where).startsWith("row 3", "row 5");
    assertThat(lines).extracting(InputLine::readable).startsWith(true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "1210.0999999999999, 1210.1",
    "0.30000000000000004, 0.3",
    "1.0E7, 10000000",
    "1000, 1000",
    "123456789012345, 123456789012345",
    "1E-2, 0.01"
  })
  void aNumberIsTheOneThatTheSpreadsheetShows(String raw, String amount) throws IOException {
    List<InputLine> lines = rows("<row r='4'><c r='B4'><v>" + raw + "</v></c></row>");
    assertThat(lines.get(0).problems()).isEmpty();
    assertThat(lines.get(0).fields().get("Amount").decimalValue())
        .isEqualTo(new BigDecimal(amount));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<c r='B4'><f>1+1</f><v>2</v></c>|Amount '2' is the result of a formula: paste it as a value",
        "<c r='B4' t='e'><v>#N/A</v></c>|Amount '#N/A' is an error of the spreadsheet",
        "<c r='B4' t='b'><v>1</v></c>|Amount holds true or false, not a value",
        "<c r='B4'><v>-5</v></c>|Amount '-5' is not a plain decimal number such as 1234.50 (no exponent, sign, or thousands separator)",
        "<c r='B4'><v>NaN</v></c>|Amount 'NaN' is not a number that can be read",
        "<c r='B4'><v>1E999999999</v></c>|Amount '1E999999999' is not a number that can be read",
        "<c r='B4'><v>1234567890123456</v></c>|Amount '1234567890123456' has more than 15 digits, of which a spreadsheet loses the last",
        "<c r='B4' s='1'><v>45000</v></c>|Amount '45000' is formatted as a date",
        "<c r='B4' t='str'><v>1e5</v></c>|Amount '1e5' is not a plain decimal number such as 1234.50 (no exponent, sign, or thousands separator)",
        "<c r='C4'><v>45000</v></c>|InvoiceDate '45000' is a number, not a date: format the cell as a date",
        "<c r='C4' s='1'><v>60</v></c>|InvoiceDate '60' is no date that a spreadsheet can mean",
        "<c r='D4'><v>1.5</v></c>|Description '1.5' is a number and must be text: format the column as text",
        "<c r='D4' s='1'><v>45000</v></c>|Description '45000' is formatted as a date",
        "<c r='D4' t='str'><v>=cmd</v></c>|Description '=cmd' is a spreadsheet formula, not a value",
        "<c r='E4'><v>1</v></c>|Column 5 '1' has no name in the header",
        "<c r='ZZZZZZZ4'><v>1</v></c>|There is a value to the right of the last column",
      })
  void aCellThatCannotBeAValueIsAProblemOfItsLine(String cell, String problem) throws IOException {
    List<InputLine> lines =
        rows("<row r='4'>" + cell + "</row><row r='5'>" + RawXlsx.text("A5", "B") + "</row>");
    assertThat(lines.get(0).problems()).containsExactly(problem);
    assertThat(lines.get(1).readable()).isTrue();
  }

  @Test
  void datesAreDaysAndFormatsWithLeadingZerosKeepThem() throws IOException {
    List<InputLine> lines =
        rows(
            """
            <row><c s='2'><v>20601123456500</v></c><c s='4'><v>7</v></c><c s='3'><v>45000.75</v></c></row>
            <row r='9'><c r='C9' s='1'><v>1</v></c><c r='D9' s='0'><v>7</v></c></row>
            <row r='10'><c r='C10' t='d'><v>2026-11-20T00:00:00</v></c></row>
            <row r='11'><c r='A11'><f>IF(1,"")</f><v></v></c></row>
            """);
    assertThat(lines).allMatch(InputLine::readable).hasSize(3);
    assertThat(text(lines.get(0), "InvoiceNumber")).isEqualTo("020601123456500");
    assertThat(text(lines.get(0), "Amount")).isEqualTo("7");
    assertThat(lines)
        .extracting(line -> text(line, "InvoiceDate"))
        .containsExactly("2023-03-15", "1900-01-01", "2026-11-20");
    assertThat(lines).extracting(InputLine::where).containsExactly("row 4", "row 9", "row 10");
    assertThat(text(lines.get(1), "Description")).isEqualTo("7");
  }

  @Test
  void sharedTextsAreJoinedFromTheirRunsWithoutTheirReadingAids() throws IOException {
    byte[] workbook =
        RawXlsx.workbook()
            .part(
                "xl/sharedStrings.xml",
                "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t xml:space='preserve'>wo &amp;"
                    + " \u00E9\uD83D\uDE00</t></r><rPh><t>no</t></rPh></si></sst>")
            .sheet(
                "<row r='4'><c r='A4' t='s'><v>1</v></c><c r='D4' t='s'><v>0</v></c></row>"
                    + "<row r='5'><c r='A5' t='s'><v>7</v></c></row>"
                    + "<row r='6'><c r='A6' t='s'><v>0</v></c></row>");
    List<InputLine> lines = drops.read("a.xlsx", workbook);
    assertThat(text(lines.get(0), "InvoiceNumber")).isEqualTo("two & \u00E9\uD83D\uDE00");
    assertThat(text(lines.get(0), "Description")).isEqualTo("one");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1).problems())
        .containsExactly("The spreadsheet is damaged here; nothing after it could be read");
  }

  @Test
  void aLongTextIsAProblemOfItsLine() throws IOException {
    List<InputLine> lines =
        rows("<row r='4'>" + RawXlsx.text("D4", "x".repeat(100_000)) + "</row>");
    assertThat(lines.get(0).problems())
        .singleElement()
        .asString()
        .endsWith("is longer than 65,536 characters");
  }

  @Test
  void manyRowsOfALibraryWithSharedTextsAreRead() throws IOException {
    Path file = directory.resolve("a.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Invoices");
      sheet.value(0, 0, "InvoiceNumber");
      sheet.value(0, 1, "Amount");
      for (int i = 1; i <= 20_000; i++) {
        sheet.value(i, 0, "INV-" + i);
        sheet.value(i, 1, i);
      }
    }
    List<InputLine> lines = Drops.read(file);
    assertThat(lines).hasSize(20_000).allMatch(InputLine::readable);
    assertThat(numbers(lines)).endsWith("INV-19999", "INV-20000");
  }

  @Test
  void whatIsNotAWorkbookIsExplained() throws IOException {
    byte[] good = RawXlsx.workbook().sheet("<row r='4'><c r='B4'><v>1</v></c></row>");
    assertUnreadable("hello".getBytes(StandardCharsets.UTF_8), "not a spreadsheet");
    assertUnreadable(new RawXlsx().part("a.txt", "x").bytes(), "not a spreadsheet");
    assertUnreadable(Arrays.copyOf(good, good.length / 2), "not a spreadsheet");
    assertUnreadable(
        new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}, "encrypted");
    assertUnreadable(RawXlsx.workbook().sheet(""), "The header has no lines below.");
    assertUnreadable(
        RawXlsx.workbook().part("xl/worksheets/sheet1.xml", "<worksheet/>").bytes(),
        "The first sheet is empty.");
    assertUnreadable(
        RawXlsx.workbook()
            .part(
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row>"
                    + RawXlsx.text("A1", "Colour")
                    + "</row></sheetData></worksheet>")
            .bytes(),
        "not known: 'Colour'");
    byte[] damaged = good.clone();
    damaged[damaged.length / 2] ^= 0x55;
    assertUnreadable(damaged, "spreadsheet");
  }

  @Test
  void aDamagedByteAnywhereIsNoticedOrHarmless() throws IOException {
    byte[] good =
        RawXlsx.workbook()
            .sheet("<row r='4'>" + RawXlsx.text("A4", "A") + "<c r='B4'><v>12.5</v></c></row>");
    Path file = drops.file("a.xlsx", good);
    List<InputLine> lines = Drops.read(file);
    int noticed = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= 0x21;
      Files.write(file, damaged);
      try {
        assertThat(Drops.read(file)).isEqualTo(lines);
      } catch (UnreadableFile e) {
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThan(good.length / 3);
  }

  @Test
  void bombsAreRefusedBeforeAnythingIsRead() throws IOException {
    Limits small = new Limits(1024, 10, 4 << 20, 1 << 20, 100);
    byte[] mebibyte = new byte[1 << 20];
    assertUnreadable(
        small, RawXlsx.workbook().part("xl/media/a.bin", mebibyte, 4).bytes(), "unpacks to more");
    assertUnreadable(
        small,
        RawXlsx.workbook()
            .part(
                "xl/sharedStrings.xml",
                "<si><t>a</t></si>".getBytes(StandardCharsets.UTF_8),
                70_000)
            .bytes(),
        "more text than is read");
    assertUnreadable(
        RawXlsx.workbook().sheet(RawXlsx.text("A4", "x".repeat(2 << 20))), "more than a MiB");
    assertUnreadable(
        RawXlsx.workbook().sheet("<!--" + "<".repeat(2 << 20) + "-->"), "more than a MiB");
    RawXlsx parts = RawXlsx.workbook();
    for (int i = 0; i < 1000; i++) {
      parts.part("p" + i, "");
    }
    assertUnreadable(parts.bytes(), "too many parts");
    assertUnreadable(
        RawXlsx.workbook().sheet("<x>".repeat(100_000) + "</x>".repeat(100_000)),
        "not a spreadsheet");
  }

  @Test
  void documentTypesAndEntitiesAreRefused() throws IOException {
    Path secret = drops.file("secret", "SECRET");
    String sheet =
        "<!DOCTYPE worksheet [<!ENTITY e SYSTEM '"
            + secret.toUri()
            + "'>]><worksheet><sheetData><row>"
            + RawXlsx.text("A1", "&e;")
            + "</row></sheetData></worksheet>";
    assertUnreadable(
        RawXlsx.workbook().part("xl/worksheets/sheet1.xml", sheet).bytes(), "not a spreadsheet");
  }

  private List<InputLine> rows(String rows) throws IOException {
    return drops.read("a.xlsx", RawXlsx.workbook().sheet(rows));
  }

  private void assertUnreadable(byte[] content, String message) throws IOException {
    assertUnreadable(Limits.standard(), content, message);
  }

  private void assertUnreadable(Limits limits, byte[] content, String message) throws IOException {
    Path file = drops.file("a.xlsx", content);
    assertThatThrownBy(() -> InvoiceFiles.open(file, "a.xlsx", Drops.COLUMNS, limits).close())
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining(message);
  }
}
