package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.briapi.bridge.invoice.file.Drops.numbers;
import static dev.briapi.bridge.invoice.file.Drops.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonReadersTest {
  @TempDir Path directory;
  private Drops drops;

  @BeforeEach
  void drops() {
    drops = new Drops(directory);
  }

  @Test
  void anArrayIsReadElementByElementWithExactAmounts() throws IOException {
    List<InputLine> lines =
        drops.read(
            "a.json",
            """
            \uFEFF[
              {"invoicenumber": "A", "Amount": 1234567890123456.70, "Description": null},
              {"InvoiceNumber": 42, "AMOUNT": "10.10", "BeneficaryAccount": " 0206 "}
            ]
            """);
    assertThat(lines).allMatch(InputLine::readable);
    assertThat(numbers(lines)).containsExactly("A", "42");
    assertThat(lines.get(0).fields().get("Amount").decimalValue())
        .isEqualTo(new BigDecimal("1234567890123456.70"));
    assertThat(lines.get(1).fields().get("Amount").decimalValue())
        .isEqualTo(new BigDecimal("10.10"));
    assertThat(text(lines.get(1), "BeneficiaryAccount")).isEqualTo("0206");
    assertThat(lines.get(1).where()).isEqualTo("element 2, line 3");
    assertThat(lines.get(0).fields().has("Description")).isFalse();
  }

  @Test
  void jsonLinesAreReadLineByLineAndABrokenOneCostsOnlyItself() throws IOException {
    byte[] content =
        """
        {"InvoiceNumber":"A","Amount":1}

        {"InvoiceNumber":"B","Amount":2
        [1]
        {"InvoiceNumber":"C","Amount":3} {}
        {"InvoiceNumber":"D\u00E9","Amount":4}
        {"InvoiceNumber":"E","Amount":5}"""
            .getBytes(StandardCharsets.ISO_8859_1);
    for (String name : List.of("a.jsonl", "a.ndjson", "A.JSONL")) {
      List<InputLine> lines = drops.read(name, content);
      assertThat(lines)
          .extracting(InputLine::readable)
          .containsExactly(true, false, false, false, false, true);
      assertThat(lines)
          .extracting(InputLine::where)
          .containsExactly("line 1", "line 3", "line 4", "line 5", "line 6", "line 7");
      assertThat(lines.get(1).problems().get(0)).startsWith("The JSON is broken at column ");
      assertThat(lines.get(2).problems())
          .containsExactly("This is an array, not an invoice object");
      assertThat(lines.get(3).problems()).singleElement().asString().contains("more in the line");
      assertThat(lines.get(4).problems()).singleElement().asString().contains("not UTF-8");
      assertThat(numbers(lines)).last().isEqualTo("E");
    }
  }

  @Test
  void aTenMegabyteJsonLineIsSkipped() throws IOException {
    String content =
        "{\"InvoiceNumber\":\"" + "x".repeat(10 << 20) + "\"}\n{\"InvoiceNumber\":\"B\"}\n";
    List<InputLine> lines = drops.read("a.jsonl", content);
    assertThat(lines.get(0).problems()).containsExactly("The line is longer than 65,536 bytes");
    assertThat(numbers(lines)).containsExactly(null, "B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e5", "-1", "NaN", "-Infinity", "\"1e5\"", "\"1,000.00\"", "1E+2"})
  void aNumberThatIsNotPlainIsAProblemAndTheRestIsRead(String amount) throws IOException {
    List<InputLine> lines =
        drops.read(
            "a.json",
            "[{\"InvoiceNumber\":\"A\",\"Amount\":" + amount + "},{\"InvoiceNumber\":\"B\"}]");
    assertThat(lines.get(0).problems())
        .singleElement()
        .asString()
        .startsWith("Amount '" + amount.replace("\"", "") + "' is not a plain decimal number");
    assertThat(numbers(lines)).containsExactly("A", "B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Description\":1.5|Description '1.5' is a number and must be text in quotes",
        "\"Description\":true|Description holds true or false, not a value",
        "\"Description\":{\"a\":[1,{}]}|Description holds an object, not a value",
        "\"Amount\":[1]|Amount holds an array, not a value",
        "\"Colour\":{\"a\":1},\"Size\":1|Fields are not known: 'Colour', 'Size'",
        "\"Amount\":1,\"amount\":2|Fields are there more than once: 'Amount'",
        "\"Description\":\"\\ud800\"|Description '\\uD800' holds the character \\uD800, which is not text",
        "\"Description\":\"\\u0000\"|Description '\\u0000' holds the character \\u0000, which is not text",
      })
  void aValueOfTheWrongKindIsAProblemOfItsLine(String members, String problem) throws IOException {
    String object = "{\"InvoiceNumber\":\"A\"," + members + "}";
    List<InputLine> lines = drops.read("a.json", "[" + object + ",{\"InvoiceNumber\":\"B\"}]");
    assertThat(lines.get(0).problems()).containsExactly(problem);
    assertThat(numbers(lines)).containsExactly("A", "B");
    assertThat(drops.read("a.jsonl", object).get(0).problems()).containsExactly(problem);
  }

  @Test
  void elementsThatAreNoObjectsAreProblemLines() throws IOException {
    List<InputLine> lines = drops.read("a.json", "[null,1,\"x\",[[{}]],{\"InvoiceNumber\":\"B\"}]");
    assertThat(lines)
        .extracting(line -> line.problems().isEmpty() ? "" : line.problems().get(0))
        .containsExactly(
            "This is null, not an invoice object",
            "This is a number, not an invoice object",
            "This is a text, not an invoice object",
            "This is an array, not an invoice object",
            "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"InvoiceNumber\":\"A\"},{\"InvoiceNumber\":\"B\"",
        "[{\"InvoiceNumber\":\"A\"}",
        "[{\"InvoiceNumber\":\"A\"},",
        "[{\"InvoiceNumber\":\"A\"},{\"InvoiceNumber\":tru},{\"InvoiceNumber\":\"C\"}]",
        "[{\"InvoiceNumber\":\"A\"} {\"InvoiceNumber\":\"B\"}]",
      })
  void whereTheArrayBreaksTheLinesBeforeStandAndOneSaysSo(String content) throws IOException {
    List<InputLine> lines = drops.read("a.json", content);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).readable()).isTrue();
    assertThat(lines.get(1).number()).isEqualTo(2);
    assertThat(lines.get(1).problems())
        .singleElement()
        .asString()
        .startsWith("The JSON is broken at line 1, column ")
        .endsWith("; nothing after it could be read");
  }

  @Test
  void whatFollowsTheArrayIsAProblemLine() throws IOException {
    for (String rest : List.of("{}", "]", "x")) {
      List<InputLine> lines = drops.read("a.json", "[{\"InvoiceNumber\":\"A\"}]\n" + rest);
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1).problems()).singleElement().asString().contains("after the end");
    }
  }

  @Test
  void depthAndLengthAreBounded() throws IOException {
    String deep = "[".repeat(5000) + "]".repeat(5000);
    String start = "[{\"InvoiceNumber\":\"A\"},{\"Description\":";
    assertThat(drops.read("a.json", start + deep + "}]").get(1).problems().get(0))
        .contains("nothing after it could be read");
    String longText = "\"" + "x".repeat(100_000) + "\"";
    assertThat(drops.read("a.json", start + longText + "}]").get(1).problems().get(0))
        .contains("nothing after it could be read");
  }

  @Test
  void filesWithoutReadableArrayAreExplained() {
    assertUnreadable("a.json", "  ", "The file is empty.");
    assertUnreadable("a.json", "[]", "The array is empty.");
    assertUnreadable("a.json", "{\"invoices\":[]}", "The file starts with an object.");
    assertUnreadable("a.json", "hello", "The JSON is broken at line 1");
    assertUnreadable("a.json", "[{\"InvoiceNumber\":", "The JSON is broken at line 1");
    assertUnreadable("a.json", "\u0000[\u0000]", "UTF-16");
    assertUnreadable("a.jsonl", "\n \n", "The file has no lines.");
  }

  private void assertUnreadable(String name, String content, String message) {
    assertThatThrownBy(() -> drops.read(name, content))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining(message);
  }
}
