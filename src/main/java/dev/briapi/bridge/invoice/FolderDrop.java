package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.invoice.file.ControlFile;

/** The drop in a folder of this machine, or of a volume that all replicas share. */
@Singleton
@Typed(FolderDrop.class)
class FolderDrop implements Drop {
  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  /** More than any summary of ours has. */
  static final int LARGEST_READ = 64 * 1024;

  private final DropFolder folder;
  private final Clock clock;

  @Inject
  FolderDrop(DropFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public boolean on() {
    return folder.on();
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void archive(DroppedFile file) throws IOException {
    moveWithControl(
        file,
        Files.createDirectories(
            folder.archive().resolve(LocalDate.now(clock.withZone(BankTime.WIB)).format(DAY))));
  }

  @Override
  public void reject(DroppedFile file, String reason) throws IOException {
    String name = FileNames.bounded(file.name());
    Path error = folder.rejected().resolve(name + ".error.txt");
    if (Files.exists(file.path())) {
      keepOlder(folder.rejected().resolve(name));
      keepOlder(error);
    }
    Path temporary = temporary(error);
    Files.write(temporary, (reason + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    move(temporary, error);
    moveWithControl(file, folder.rejected());
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

  @Override
  public Path draft(String name) {
    return temporary(folder.outbox().resolve(name));
  }

  @Override
  public void deliver(Path draft, String name) throws IOException {
    move(draft, folder.outbox().resolve(name));
  }

  @Override
  public Optional<byte[]> delivered(String name) throws IOException {
    try (InputStream in = Files.newInputStream(folder.outbox().resolve(name))) {
      return Optional.of(in.readNBytes(LARGEST_READ));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keepOlder(String name) throws IOException {
    keepOlder(folder.outbox().resolve(name));
  }

  @Override
  public Shelf attachment(String name) {
    return new Attached(folder.attachments());
  }

  private record Attached(Path folder) implements Shelf {
    @Override
    public void close() {
      // it stays where it is
    }
  }

  @Override
  public void attach(Path arriving, String name) throws IOException {
    Path target = folder.attachments().resolve(name);
    try {
      place(arriving, target);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
          || Files.mismatch(arriving, target) >= 0) {
        throw new AttachmentConflictException(name);
      }
    }
  }

  /** A link is made whole and replaces nothing, in one step; not every file system has them. */
  private static void place(Path arriving, Path target) throws IOException {
    try {
      Files.createLink(target, arriving);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(arriving, target);
    }
  }

  @Override
  public void again(String name, Long length, boolean checkOnly) throws IOException {
    if (!folder.on()) {
      throw new ReplayRefusedException("CBM is off, and with it the drop folder.");
    }
    Path plain = Path.of(name).getFileName();
    Path rejected = folder.rejected().resolve(plain);
    Path inbox = checkOnly ? folder.inbox().resolve("validate") : folder.inbox();
    Path target = inbox.resolve(plain);
    if (!Files.isRegularFile(rejected, LinkOption.NOFOLLOW_LINKS)
        || length != null && Files.size(rejected) != length) {
      throw new ReplayRefusedException("The file " + plain + " is not in rejected any more.");
    }
    if (Files.exists(target)) {
      throw new ReplayRefusedException("Another file " + plain + " lies in the inbox.");
    }
    Path control = ControlFile.beside(rejected);
    if (Files.exists(control)) {
      move(control, target.resolveSibling(control.getFileName()));
    }
    move(rejected, target);
    Files.deleteIfExists(rejected.resolveSibling(plain + ".error.txt"));
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
  private static void keepOlder(Path target) throws IOException {
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
