package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/** The folders of the drop, and the only place that writes, names and moves files in them. */
@Singleton
public class DropFolder {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final Optional<Path> root;
  private final Clock clock;

  @Inject
  DropFolder(BridgeSettings settings, Products products, Clock clock) {
    this.root =
        settings
            .drop()
            .directory()
            .filter(directory -> products.drop())
            .map(directory -> directory.toAbsolutePath().normalize());
    this.clock = clock;
    if (root.isPresent()) {
      create();
    }
  }

  private void create() {
    try {
      for (Path folder :
          List.of(
              inbox(),
              inbox().resolve("validate"),
              attachments(),
              outbox(),
              rejected(),
              uploads())) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bridge.drop.directory " + root() + " cannot be used", e);
    }
  }

  /** Whether there is one: without CBM nothing is dropped. */
  public boolean on() {
    return root.isPresent();
  }

  private Path root() {
    return root.orElseThrow(
        () -> new IllegalStateException("CBM is off, and with it the drop folder"));
  }

  public Path inbox() {
    return root().resolve("inbox");
  }

  public Path attachments() {
    return root().resolve("attachments");
  }

  public Path outbox() {
    return root().resolve("outbox");
  }

  public Path rejected() {
    return root().resolve("rejected");
  }

  /**
   * Where an upload lies while it arrives and is staged; hidden, since it is nobody else's
   * business.
   */
  public Path uploads() {
    return root().resolve(".uploads");
  }

  /** Moves a file that is in the database, and its control file, out of the inbox. */
  public void archive(DroppedFile file) throws IOException {
    moveWithControl(
        file,
        Files.createDirectories(
            root()
                .resolve("archive")
                .resolve(LocalDate.now(clock.withZone(BankTime.WIB)).format(DAY))));
  }

  /**
   * Moves a file that cannot be taken, and its control file, to where its sender looks for the
   * reason.
   */
  public void reject(DroppedFile file, String reason) throws IOException {
    String name = FileNames.bounded(file.name());
    Path error = rejected().resolve(name + ".error.txt");
    if (Files.exists(file.path())) {
      keepOlder(rejected().resolve(name));
      keepOlder(error);
    }
    write(error, reason + System.lineSeparator());
    moveWithControl(file, rejected());
  }

  private static void moveWithControl(DroppedFile file, Path folder) throws IOException {
    moveInto(folder, file.path(), FileNames.bounded(file.name()));
    moveInto(folder, file.control(), file.control().getFileName().toString());
  }

  private static void moveInto(Path folder, Path source, String name) throws IOException {
    if (Files.exists(source)) {
      Path target = folder.resolve(name);
      keepOlder(target);
      move(source, target);
    }
  }

  /** Writes a small file whole: nobody ever sees half of it. */
  public void write(Path target, String text) throws IOException {
    Path temporary = temporary(target);
    Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
    move(temporary, target);
  }

  /** Where a file is written before it gets its name; the ending keeps every reader away. */
  static Path temporary(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".tmp");
  }

  static void move(Path source, Path target) throws IOException {
    try {
      Files.move(
          source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * The newest file has the plain name; an older one of the same name is kept as {@code name.1},
   * {@code name.2} and so on.
   */
  static void keepOlder(Path target) throws IOException {
    if (Files.exists(target)) {
      int n = 1;
      while (Files.exists(numbered(target, n))) {
        n++;
      }
      Files.move(target, numbered(target, n));
    }
  }

  private static Path numbered(Path target, int n) {
    return target.resolveSibling(target.getFileName() + "." + n);
  }
}
