package dev.briapi.bridge.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

/**
 * What the bridge wrote about a file.
 *
 * @param header the first line of the CSV
 * @param lines the CSV's rows by column
 * @param summary the JSON beside it
 */
public record Acknowledgement(String header, List<Map<String, String>> lines, JsonNode summary) {
  private static final CsvMapper CSV = new CsvMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  static Acknowledgement read(Path csv, Path json) throws IOException {
    String text = Files.readString(csv, StandardCharsets.UTF_8);
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      return new Acknowledgement(
          text.lines().findFirst().orElse(""), rows.readAll(), JSON.readTree(json.toFile()));
    }
  }

  public boolean complete() {
    return summary.path("completedAt").isTextual();
  }

  public List<String> column(String name) {
    return lines.stream().map(line -> line.get(name)).toList();
  }

  public Map<String, String> line(int number) {
    return lines.get(number - 1);
  }

  public int count(String outcome) {
    return summary.path(outcome).asInt(-1);
  }
}
