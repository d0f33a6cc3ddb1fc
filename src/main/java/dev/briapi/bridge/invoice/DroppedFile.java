package dev.briapi.bridge.invoice;

import java.nio.file.Path;
import java.util.UUID;

import dev.briapi.bridge.inbox.RemoteFile;
import dev.briapi.bridge.invoice.file.ControlFile;

/**
 * A file that this replica has claimed.
 *
 * @param id of the claim, and of the batch that the file becomes
 * @param path where it lies, or where its copy lies when it was dropped elsewhere
 * @param name its whole name as dropped, extension included
 * @param dryRun whether it is only checked
 * @param caller who uploaded it, or null for a drop
 * @param origin what it is a copy of, or null when it was dropped or uploaded here
 */
public record DroppedFile(
    UUID id, Path path, String name, boolean dryRun, String caller, Origin origin) {
  /**
   * A file elsewhere.
   *
   * @param control its control file, or null
   */
  public record Origin(RemoteFile file, RemoteFile control) {}

  /** A file that lies here. */
  public DroppedFile(UUID id, Path path, String name, boolean dryRun, String caller) {
    this(id, path, name, dryRun, caller, null);
  }

  DroppedFile under(UUID id) {
    return new DroppedFile(id, path, name, dryRun, caller, origin);
  }

  /** The control file that may lie beside it. */
  public Path control() {
    return ControlFile.beside(path);
  }
}
