package dev.briapi.bridge.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation. */
public record Markdown(Path file, String text) {
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh$\\R(.*?)^```$");
  private static final Path SITE = Path.of("src/site/markdown");

  public static Markdown readme() {
    return of(Path.of("README.md"));
  }

  public static Markdown page(String name) {
    return of(SITE.resolve(name));
  }

  public static List<Markdown> all() {
    try (Stream<Path> pages = Files.list(SITE)) {
      return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
          .map(Markdown::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Markdown of(Path file) {
    try {
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows, each a list of cells, of the table whose header begins with these cells. */
  public List<List<String>> table(String... header) {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      List<String> cells = cells(line);
      if (!inside) {
        inside =
            cells.size() >= header.length
                && cells.subList(0, header.length).equals(List.of(header));
      } else if (!line.startsWith("|")) {
        return rows;
      } else if (!line.startsWith("|---")) {
        rows.add(cells);
      }
    }
    if (!inside) {
      throw new IllegalArgumentException(file + " has no table " + Arrays.toString(header));
    }
    return rows;
  }

  /** The first column of that table, without backticks. */
  public List<String> words(String... header) {
    return table(header).stream().map(row -> plain(row.get(0))).toList();
  }

  public static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static List<String> cells(String line) {
    return line.startsWith("|")
        ? Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()
        : List.of();
  }

  /** The text under each heading, deeper ones apart; what stands before the first has none. */
  public Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : text.split("(?m)^##+ ")) {
      String[] parts = section.split("\\R", 2);
      sections.put(parts[0], parts.length == 1 ? "" : parts[1]);
    }
    return sections;
  }

  /** The blocks of {@code sh} in a text. */
  static List<String> blocks(String text) {
    return SHELL.matcher(text).results().map(block -> block.group(1)).toList();
  }

  /** The anchors of the headings, as they are made for links. */
  public List<String> anchors() {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
        .toList();
  }
}
