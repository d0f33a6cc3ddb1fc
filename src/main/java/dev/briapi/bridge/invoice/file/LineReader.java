package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.util.Optional;

/** The lines of one drop file, one after the other; only the current one is in memory. */
public interface LineReader extends AutoCloseable {
  /**
   * The next line, readable or not; empty at the end of the file.
   *
   * @throws IOException when the disk fails; contents never do, they become problems of a line
   */
  Optional<InputLine> next() throws IOException;

  @Override
  void close() throws IOException;
}
