package dev.briapi.bridge.invoice.file;

import java.io.IOException;

/**
 * A drop file of which nothing can be read: the wrong kind of file, no usable header, no lines. The
 * message is a sentence for the clerk who dropped it. Any other {@link IOException} is a failure of
 * the disk, not of the file.
 */
public final class UnreadableFile extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says in one or two sentences what is wrong and, where that helps, what to do. */
  public UnreadableFile(String message) {
    super(message);
  }

  /** The same, with what a program found. */
  public UnreadableFile(String message, Throwable cause) {
    super(message, cause);
  }
}
