package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ControlFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lines\": 3, \"amount\": \"3000.00\"}",
        "\uFEFF{\"amount\": 3000.00, \"lines\": \"3\", \"note\": {\"by\": [1]}}"
      })
  void bothNumbersAreReadExactly(String content) throws IOException {
    ControlFile control = read(content);
    assertThat(control).isEqualTo(new ControlFile(3, new BigDecimal("3000.00")));
    assertThat(control.mismatch(3, new BigDecimal("3000"))).isEmpty();
    assertThat(control.mismatch(2, new BigDecimal("3000.01")))
        .contains(
            "The control file says 3 lines and a total of 3000.00, the file has 2 lines and a total"
                + " of 3000.01.");
    assertThat(control.mismatch(4, new BigDecimal("3000"))).isPresent();
    assertThat(control.mismatch(3, new BigDecimal("2999.99"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lines\": 3}|lacks lines or amount",
        "{\"lines\": 3.5, \"amount\": 1}|not a whole number",
        "{\"lines\": 3, \"amount\": \"3,000.00\"}|amount '3,000.00' is not a plain number",
        "{\"lines\": 3, \"amount\": 3e3}|amount '3e3' is not a plain number",
        "{\"lines\": 1, \"lines\": 3, \"amount\": 1}|JSON is broken",
        "{\"lines\": [3], \"amount\": 1}|of another kind",
        "{\"lines\": null, \"amount\": 1}|lines 'null' is not a plain number",
        "[]|not a JSON object",
        "{\"lines\": 3, \"amount\": 1} x|JSON is broken",
        "{\"lines\": 3, \"amount\": 1} {}|goes on",
        "hello|JSON is broken",
      })
  void anythingElseIsExplained(String content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLargeOneIsNotRead() {
    assertThatThrownBy(() -> read(" ".repeat(5000))).hasMessageContaining("larger than 4 KiB");
  }

  @Test
  void itLiesBesideItsFileUnderTheWholeName() {
    assertThat(ControlFile.beside(Path.of("inbox", "a.csv")))
        .isEqualTo(Path.of("inbox", "a.csv.control.json"));
  }

  private ControlFile read(String content) throws IOException {
    return ControlFile.read(new Drops(directory).file("a.csv.control.json", content));
  }
}
