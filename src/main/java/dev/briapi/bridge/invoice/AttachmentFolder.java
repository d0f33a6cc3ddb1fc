package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Puts uploaded attachments beside those that were dropped, and never in the place of one. */
@Singleton
class AttachmentFolder {
  private final Drop drop;

  @Inject
  AttachmentFolder(Drop drop) {
    this.drop = drop;
  }

  /**
   * Stores the attachment whole.
   *
   * @param directory where it may lie while it arrives
   */
  void add(Upload.Attached attached, Path directory) throws IOException {
    Path arriving = directory.resolve(UUID.randomUUID() + ".tmp");
    try (InputStream in = attached.content().open()) {
      Files.copy(in, arriving);
    }
    drop.attach(arriving, attached.name());
  }
}
