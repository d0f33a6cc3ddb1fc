package dev.briapi.bridge.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Dockerfile says, and what a container engine would make of it, laid out in a directory. It
 * knows as much of the language as ours uses, and fails on the rest.
 */
final class Dockerfile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Instruction(String word, String rest) {}

  private final Map<String, List<Instruction>> stages = new LinkedHashMap<>();
  private final Map<String, String> bases = new LinkedHashMap<>();

  /**
   * The tree of one stage.
   *
   * @param root stands for {@code /}
   * @param owned what belongs to the user of the image
   */
  record Tree(Path root, List<Path> owned) {
    Path at(String absolute) {
      return root.resolve(absolute.substring(1));
    }
  }

  static Dockerfile read(Path file) throws IOException {
    Dockerfile dockerfile = new Dockerfile();
    String stage = null;
    for (String line : Files.readString(file).replaceAll("\\\\\n\\s*", "").split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+", 2);
      if (parts[0].equals("FROM")) {
        String[] from = parts[1].split("\\s+AS\\s+");
        stage = from[1];
        dockerfile.bases.put(stage, from[0]);
        dockerfile.stages.put(stage, new ArrayList<>());
      } else {
        dockerfile.stages.get(stage).add(new Instruction(parts[0], parts[1]));
      }
    }
    return dockerfile;
  }

  /** The one that is built when none is asked for: the last. */
  String defaultStage() {
    return stages.keySet().stream().reduce((first, second) -> second).orElseThrow();
  }

  /** The image that a stage is made from in the end. */
  String base(String stage) {
    String base = bases.get(stage);
    return stages.containsKey(base) ? base(base) : base;
  }

  /** What an instruction of which the last one counts says for a stage. */
  String last(String stage, String word) {
    List<String> all = all(stage, word);
    return all.get(all.size() - 1);
  }

  List<String> entryPoint(String stage) throws IOException {
    return List.of(JSON.readValue(last(stage, "ENTRYPOINT"), String[].class));
  }

  Map<String, String> environment(String stage) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : all(stage, "ENV")) {
      String[] parts = line.split("=", 2);
      environment.put(parts[0], parts[1].replaceAll("^\"|\"$", ""));
    }
    return environment;
  }

  private List<String> all(String stage, String word) {
    return of(stage).stream()
        .filter(instruction -> instruction.word().equals(word))
        .map(Instruction::rest)
        .toList();
  }

  private List<Instruction> of(String stage) {
    List<Instruction> all = new ArrayList<>();
    if (stages.containsKey(bases.get(stage))) {
      all.addAll(of(bases.get(stage)));
    }
    all.addAll(stages.get(stage));
    return all;
  }

  /**
   * Lays a stage out.
   *
   * @param context what is copied from
   * @param directory holds a directory for each stage that this one needs
   */
  Tree layOut(String stage, Path context, Path directory) throws Exception {
    Tree tree = new Tree(directory.resolve(stage), new ArrayList<>());
    Path work = tree.root();
    for (Instruction instruction : of(stage)) {
      switch (instruction.word()) {
        case "WORKDIR" -> work = Files.createDirectories(tree.at(instruction.rest()));
        case "COPY" -> copy(instruction.rest().split("\\s+"), context, directory, tree);
        case "RUN" -> run(instruction.rest(), work);
        default ->
            assertThat(instruction.word()).isIn("ENV", "USER", "EXPOSE", "ENTRYPOINT", "VOLUME");
      }
    }
    return tree;
  }

  private void copy(String[] words, Path context, Path directory, Tree tree) throws Exception {
    Path from = context;
    boolean owned = false;
    for (String option : List.of(words).subList(0, words.length - 2)) {
      if (option.startsWith("--from=")) {
        String stage = option.substring("--from=".length());
        from = directory.resolve(stage);
        if (!Files.exists(from)) {
          layOut(stage, context, directory);
        }
      } else {
        assertThat(option).isEqualTo("--chown=" + last(defaultStage(), "USER"));
        owned = true;
      }
    }
    Path source = from.resolve(words[words.length - 2].replaceFirst("^/", ""));
    Path target = tree.at(words[words.length - 1]);
    assertThat(words[words.length - 1]).as("a directory").endsWith("/");
    assertThat(source).exists();
    Path above = Files.isDirectory(source) ? source : source.getParent();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(above.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    if (owned) {
      tree.owned().add(target);
    }
  }

  /** The user is a matter of the base image, which is not here. */
  private static void run(String command, Path work) throws Exception {
    if (!command.startsWith("groupadd ")) {
      Process process =
          new ProcessBuilder("sh", "-ec", command).directory(work.toFile()).inheritIO().start();
      assertThat(process.waitFor()).as(command).isZero();
    }
  }
}
