package dev.briapi.bridge.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.briapi.bridge.gateway.ProblemException;

/** A body that did not say how long it is, and must not be longer than allowed. */
final class LimitedBody extends FilterInputStream {
  private long left;

  LimitedBody(InputStream body, long largest) {
    super(body);
    this.left = largest;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int read) {
    left -= read;
    if (left < 0) {
      throw new ProblemException(413, "The body is larger than bridge.drop.max-upload-megabytes.");
    }
  }
}
