package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Puts uploaded attachments beside those that were dropped, and never in the place of one. */
@Singleton
class AttachmentFolder {
  private final DropFolder folder;

  @Inject
  AttachmentFolder(DropFolder folder) {
    this.folder = folder;
  }

  /**
   * Stores the attachment whole.
   *
   * @param directory where it may lie while it arrives
   */
  void add(Upload.Attached attached, Path directory) throws IOException {
    Path target = folder.attachments().resolve(attached.name());
    Path arriving = directory.resolve(UUID.randomUUID() + ".tmp");
    try (InputStream in = attached.content().open()) {
      Files.copy(in, arriving);
    }
    try {
      place(arriving, target);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
          || Files.mismatch(arriving, target) >= 0) {
        throw new AttachmentConflictException(attached.name());
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
}
