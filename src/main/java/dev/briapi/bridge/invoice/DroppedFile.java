package dev.briapi.bridge.invoice;

import java.nio.file.Path;
import java.util.UUID;

import dev.briapi.bridge.invoice.file.ControlFile;

/**
 * A file that this replica has claimed.
 *
 * @param id of the claim, and of the batch that the file becomes
 * @param path where it lies
 * @param name its whole name as dropped, extension included
 * @param dryRun whether it is only checked
 * @param caller who uploaded it, or null for a drop
 */
public record DroppedFile(UUID id, Path path, String name, boolean dryRun, String caller) {
  /** The control file that may lie beside it. */
  public Path control() {
    return ControlFile.beside(path);
  }
}
