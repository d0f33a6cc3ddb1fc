package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An invoice file that comes over HTTP.
 *
 * @param name a plain file name, checked by {@link FileNames}
 * @param content the file
 * @param control its control file, or null
 * @param attachments what its lines name
 * @param dryRun whether it is only checked
 * @param caller who sends it
 */
public record Upload(
    String name,
    Content content,
    Content control,
    List<Attached> attachments,
    boolean dryRun,
    String caller) {

  /** A file's bytes, to be read once. */
  public interface Content {
    InputStream open() throws IOException;
  }

  /** An attachment under its own name, checked like the file's. */
  public record Attached(String name, Content content) {}
}
