package dev.briapi.bridge.bank.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

import dev.briapi.bridge.bank.AnswerTooLargeException;

/** An answer that is read as it comes, up to a size and a time that no report of a day reaches. */
final class BoundedEntity extends HttpEntityWrapper {
  private static final long LARGEST = 2L * 1024 * 1024 * 1024;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  BoundedEntity(HttpEntity entity) {
    super(entity);
  }

  @Override
  public InputStream getContent() throws IOException {
    return new Bounded(super.getContent());
  }

  private static final class Bounded extends FilterInputStream {
    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private long count;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      count += read;
      if (count > LARGEST) {
        throw new AnswerTooLargeException(LARGEST);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new SocketTimeoutException("the answer was not complete within " + LONGEST);
      }
    }
  }
}
