package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.briapi.bridge.deadletter.ReplayRefusedException;
import dev.briapi.bridge.invoice.file.RefusedAttachment;

/**
 * Where senders put their files, and where they look for what became of them: a folder, a bucket or
 * a server. All that the bridge does there can be done again by another replica.
 */
public interface Drop {
  /** Whether there is one: without CBM nothing is dropped. */
  boolean on();

  /** Whether it is worth a try to write there now; a folder always is. */
  boolean ready();

  /** Moves a file that is in the database, and its control file, out of the inbox. */
  void archive(DroppedFile file) throws IOException;

  /**
   * Moves a file that cannot be taken, and its control file, to where its sender looks for the
   * reason.
   */
  void reject(DroppedFile file, String reason) throws IOException;

  /** Where a file of the outbox may be written until it is delivered. */
  Path draft(String name);

  /** Puts a draft into the outbox, whole, in the place of any other of that name. */
  void deliver(Path draft, String name) throws IOException;

  /** The same with a small text. */
  default void deliver(String text, String name) throws IOException {
    Path draft = draft(name);
    Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
    deliver(draft, name);
  }

  /** What the outbox has under that name; the beginning of it, should it be large. */
  Optional<byte[]> delivered(String name) throws IOException;

  /** Gives a file of the outbox another name, so that a newer one can have its own. */
  void keepOlder(String name) throws IOException;

  /**
   * A folder of this machine in which an attachment lies, if there is one of that name.
   *
   * @param name a plain file name
   * @throws RefusedAttachment when it is too large to be brought here
   */
  Shelf attachment(String name) throws IOException, RefusedAttachment;

  /**
   * Puts an uploaded attachment beside those that were dropped.
   *
   * @throws AttachmentConflictException when another of that name is there
   */
  void attach(Path arriving, String name) throws IOException;

  /**
   * Moves a rejected file, and its control file, back to where it was dropped.
   *
   * @param name the file's name
   * @param length its length when it was rejected, or null: another file of that name may lie there
   * @param checkOnly whether it was only to be checked
   * @throws ReplayRefusedException when it is not there any more, its place is taken, or there is
   *     no drop
   */
  void again(String name, Long length, boolean checkOnly) throws IOException;

  /** A folder that is looked into once. */
  interface Shelf extends AutoCloseable {
    Path folder();

    @Override
    void close() throws IOException;
  }
}
