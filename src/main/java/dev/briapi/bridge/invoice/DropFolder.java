package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.DropKind;
import dev.briapi.bridge.platform.Products;

/**
 * The folders under {@code bridge.drop.directory}: those of the drop when it is here, and those in
 * which files lie while they are worked on.
 */
@Singleton
public class DropFolder {
  private final Optional<Path> root;
  private final boolean here;

  @Inject
  DropFolder(BridgeSettings settings, Products products) {
    this.root =
        settings
            .drop()
            .directory()
            .filter(directory -> products.drop())
            .map(directory -> directory.toAbsolutePath().normalize());
    this.here = settings.drop().kind() == DropKind.FOLDER && root.isPresent();
    if (root.isPresent()) {
      create();
    }
  }

  private void create() {
    try {
      for (Path folder :
          here
              ? List.of(
                  inbox(),
                  inbox().resolve("validate"),
                  attachments(),
                  outbox(),
                  rejected(),
                  uploads())
              : List.of(uploads(), fetched())) {
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

  /** Whether files are dropped here, and not into a bucket or onto a server. */
  boolean here() {
    return here;
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

  Path archive() {
    return root().resolve("archive");
  }

  /**
   * Where an upload lies while it arrives and is staged; hidden, since it is nobody else's
   * business.
   */
  public Path uploads() {
    return root().resolve(".uploads");
  }

  /** Where copies of files lie that were dropped elsewhere. */
  public Path fetched() {
    return root().resolve(".fetched");
  }
}
