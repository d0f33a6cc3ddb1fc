package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.inbox.RemoteFile;
import dev.briapi.bridge.inbox.RemoteFiles;
import dev.briapi.bridge.invoice.file.Attachments;
import dev.briapi.bridge.invoice.file.ControlFile;
import dev.briapi.bridge.invoice.file.RefusedAttachment;
import dev.briapi.bridge.platform.BridgeSettings;

/**
 * The drop in a bucket or on a server. Nothing of it stays on this machine, so that any replica can
 * go on where another has ended: what has to be delivered is made again out of the database.
 */
@Singleton
@Typed(RemoteDrop.class)
class RemoteDrop implements Drop {
  private static final Logger LOG = Logger.getLogger(RemoteDrop.class);
  private static final int LONGEST_NAME = 255;

  private final RemoteFiles files;
  private final DropFolder folder;
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Duration rest;
  private volatile Instant ready = Instant.MIN;

  @Inject
  RemoteDrop(
      RemoteFiles files,
      DropFolder folder,
      JdbcClient database,
      TransactionTemplate transaction,
      Clock clock,
      BridgeSettings settings) {
    this.files = files;
    this.folder = folder;
    this.database = database;
    this.transaction = transaction;
    this.clock = clock;
    this.rest = settings.drop().pollEvery();
  }

  @Override
  public boolean on() {
    return folder.on();
  }

  /** After a failure it is left alone for as long as between two looks at it. */
  @Override
  public boolean ready() {
    return !clock.instant().isBefore(ready);
  }

  @Override
  public void archive(DroppedFile file) throws IOException {
    moveWithControl(
        file, "archive/" + LocalDate.now(clock.withZone(BankTime.WIB)).format(FolderDrop.DAY));
  }

  @Override
  public void reject(DroppedFile file, String reason) throws IOException {
    String error = "rejected/" + FileNames.bounded(file.name()) + ".error.txt";
    if (file.origin() == null || files.find(file.origin().file().path()).isPresent()) {
      keepOlderAt(error);
    }
    Path text = draft(error);
    Files.writeString(text, reason + System.lineSeparator(), StandardCharsets.UTF_8);
    put(text, error);
    moveWithControl(file, "rejected");
  }

  private void moveWithControl(DroppedFile file, String to) throws IOException {
    String target = to + "/" + FileNames.bounded(file.name());
    DroppedFile.Origin origin = file.origin();
    moveTo(target, origin == null ? null : origin.file(), file.path());
    moveTo(ControlFile.of(target), origin == null ? null : origin.control(), file.control());
  }

  /**
   * Moves what was dropped, or stores what was uploaded. Two files of one name must not both find
   * the place free, so whoever looks is alone.
   */
  private void moveTo(String target, RemoteFile source, Path copy) throws IOException {
    if (source == null) {
      if (Files.exists(copy)) {
        alone(
            target,
            () -> {
              keepOlderAt(target);
              files.put(copy, target);
            });
      }
      return;
    }
    alone(
        target,
        () -> {
          Optional<RemoteFile> now = files.find(source.path());
          if (now.filter(source::same).isPresent()) {
            move(source, target);
          } else if (now.isPresent() && Files.exists(copy)) {
            LOG.warnf("%s is another file by now, and will be taken too", source.path());
            keepOlderAt(target);
            files.put(copy, target);
          }
          // else somebody has moved it already
        });
  }

  /** A store that copies may have been stopped between that and deleting. */
  private void move(RemoteFile source, String target) throws IOException {
    if (files.find(target).filter(source::copyOf).isPresent()) {
      files.delete(source);
    } else {
      keepOlderAt(target);
      files.move(source, target);
    }
  }

  @Override
  public Path draft(String name) {
    return folder.fetched().resolve(UUID.randomUUID() + ".tmp");
  }

  @Override
  public void deliver(Path draft, String name) throws IOException {
    attempt(
        () -> {
          put(draft, outbox(name));
          return null;
        });
  }

  private void put(Path draft, String path) throws IOException {
    try {
      files.put(draft, path);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public Optional<byte[]> delivered(String name) throws IOException {
    return attempt(
        () -> {
          Optional<RemoteFile> there = files.find(outbox(name));
          return there.isEmpty() ? Optional.empty() : Optional.of(read(there.get()));
        });
  }

  /** What is larger than anything of ours counts as something else. */
  private byte[] read(RemoteFile file) throws IOException {
    if (file.size() > FolderDrop.LARGEST_READ) {
      return new byte[0];
    }
    Path copy = draft(file.name());
    try {
      files.get(file, copy);
      return Files.readAllBytes(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  @Override
  public void keepOlder(String name) throws IOException {
    attempt(
        () -> {
          keepOlderAt(outbox(name));
          return null;
        });
  }

  private <T> T attempt(Attempt<T> attempt) throws IOException {
    try {
      return attempt.make();
    } catch (IOException e) {
      ready = clock.instant().plus(rest);
      throw e;
    }
  }

  /** Something that fails as files fail. */
  private interface Attempt<T> {
    T make() throws IOException;
  }

  private static String outbox(String name) {
    return "outbox/" + name;
  }

  private void keepOlderAt(String path) throws IOException {
    Optional<RemoteFile> older = files.find(path);
    if (older.isPresent()) {
      files.move(older.get(), path + "." + free(path));
    }
  }

  /** The numbers are taken from one on, and every look costs: hence not one after the other. */
  private int free(String path) throws IOException {
    int high = 1;
    while (files.find(path + "." + high).isPresent()) {
      high *= 2;
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (files.find(path + "." + middle).isPresent()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  @Override
  public Shelf attachment(String name) throws IOException, RefusedAttachment {
    Optional<RemoteFile> attachment =
        name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
            ? Optional.empty()
            : files.find(attachmentPath(name));
    if (attachment.filter(there -> there.size() > Attachments.LARGEST).isPresent()) {
      throw new RefusedAttachment(name, "is larger than 10 MB");
    }
    Path shelf = Files.createDirectory(folder.fetched().resolve(UUID.randomUUID().toString()));
    if (attachment.isPresent()) {
      files.get(attachment.get(), shelf.resolve(name));
    }
    return new Fetched(shelf, attachment.map(there -> shelf.resolve(name)));
  }

  private static String attachmentPath(String name) {
    return "attachments/" + name;
  }

  private record Fetched(Path folder, Optional<Path> file) implements Shelf {
    @Override
    public void close() throws IOException {
      if (file.isPresent()) {
        Files.delete(file.get());
      }
      Files.delete(folder);
    }
  }

  @Override
  public void attach(Path arriving, String name) throws IOException {
    alone(
        attachmentPath(name),
        () -> {
          Optional<RemoteFile> there = files.find(attachmentPath(name));
          if (there.isEmpty()) {
            files.put(arriving, attachmentPath(name));
          } else if (!same(arriving, there.get())) {
            throw new AttachmentConflictException(name);
          }
        });
  }

  private boolean same(Path arriving, RemoteFile there) throws IOException {
    if (Files.size(arriving) != there.size()) {
      return false;
    }
    Path copy = draft(there.name());
    try {
      files.get(there, copy);
      return Files.mismatch(arriving, copy) < 0;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  @Override
  public void again(String name, Long length, boolean checkOnly) throws IOException {
    if (!folder.on()) {
      throw new ReplayRefusedException("CBM is off, and with it the drop folder.");
    }
    String plain = FileNames.lastSegment(name);
    String rejected = "rejected/" + plain;
    String target = (checkOnly ? "inbox/validate/" : "inbox/") + plain;
    RemoteFile file =
        files
            .find(rejected)
            .filter(there -> length == null || there.size() == length)
            .orElseThrow(
                () ->
                    new ReplayRefusedException(
                        "The file " + plain + " is not in rejected any more."));
    if (files.find(target).isPresent()) {
      throw new ReplayRefusedException("Another file " + plain + " lies in the inbox.");
    }
    Optional<RemoteFile> control = files.find(ControlFile.of(rejected));
    if (control.isPresent()) {
      files.move(control.get(), ControlFile.of(target));
    }
    files.move(file, target);
    Optional<RemoteFile> error = files.find(rejected + ".error.txt");
    if (error.isPresent()) {
      files.delete(error.get());
    }
  }

  private void alone(String path, Action action) throws IOException {
    try {
      transaction.executeWithoutResult(
          status -> {
            database
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:path, 0))")
                .param("path", path)
                .query(Integer.class)
                .single();
            try {
              action.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Something to be done where nobody else does anything. */
  private interface Action {
    void run() throws IOException;
  }
}
