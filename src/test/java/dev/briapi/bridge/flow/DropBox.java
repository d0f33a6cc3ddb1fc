package dev.briapi.bridge.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** The drop folder, from the side of whoever drops files and reads what became of them. */
public record DropBox(Path root) {
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public Path inbox() {
    return root.resolve("inbox");
  }

  public Path attachments() {
    return root.resolve("attachments");
  }

  public Path outbox() {
    return root.resolve("outbox");
  }

  public Path rejected() {
    return root.resolve("rejected");
  }

  public Path drop(String name, String content) {
    return drop(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the file elsewhere and moves it in, as a careful sender does. */
  public Path drop(String name, byte[] content) {
    return place(inbox(), name, content);
  }

  public Path place(Path folder, String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve("." + name + ".part");
      Files.write(part, content);
      return Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void control(String name, String content) {
    drop(name + ".control.json", content);
  }

  /** Waits until every line has an outcome. */
  public Acknowledgement completed(String name) {
    return completed(name, PATIENCE);
  }

  public Acknowledgement completed(String name, Duration patience) {
    return await("acknowledgement of " + name)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> read(name), ack -> ack.filter(Acknowledgement::complete).isPresent())
        .orElseThrow();
  }

  /** Waits for an acknowledgement, complete or not. */
  public Acknowledgement acknowledged(String name) {
    return await("acknowledgement of " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> read(name), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for the reason why a file was rejected. */
  public String rejection(String name) {
    Path reason = rejected().resolve(name + ".error.txt");
    await("rejection of " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Files.exists(rejected().resolve(name)) && Files.exists(reason));
    try {
      return Files.readString(reason);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The acknowledgement, where there is one. */
  public Optional<Acknowledgement> read(String name) throws IOException {
    try {
      return Optional.of(
          Acknowledgement.read(
              outbox().resolve(name + ".ack.csv"), outbox().resolve(name + ".ack.json")));
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Every file below a folder, as paths relative to it. */
  public static List<String> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
