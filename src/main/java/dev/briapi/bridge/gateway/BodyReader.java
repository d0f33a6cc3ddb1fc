package dev.briapi.bridge.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import dev.briapi.bridge.bank.contract.Operation;

/**
 * Reads bodies, no larger than their operation can want: 15 MB where it takes an attachment (10 MB
 * are 13.4 MB in Base64), otherwise 1 MB. Only a few of more than 64 KB, which no documented body
 * without an attachment has, are in memory at once.
 */
@Singleton
class BodyReader {
  static final int LARGEST = 15 * 1024 * 1024;

  private static final int LARGEST_PLAIN = 1024 * 1024;
  private static final int SMALL = 64 * 1024;
  private static final int LARGE_AT_ONCE = 8;
  private static final long PATIENCE_SECONDS = 10;

  private final Semaphore room = new Semaphore(LARGE_AT_ONCE, true);

  /**
   * Reads a body to its end.
   *
   * @param length what the caller says about its length; -1 for nothing
   * @throws ProblemException when it is too large (413), or there is no room for it now (503)
   */
  HeldBody read(Operation operation, long length, InputStream in) throws IOException {
    int largest = operation.attachmentField().isPresent() ? LARGEST : LARGEST_PLAIN;
    if (length > largest) {
      throw tooLarge(operation, largest);
    }
    byte[] start = in.readNBytes(SMALL + 1);
    if (start.length <= SMALL) {
      return new HeldBody(start, () -> {});
    }
    takeRoom();
    try {
      ByteArrayOutputStream bytes =
          new ByteArrayOutputStream((int) Math.max(length, 2L * start.length));
      bytes.writeBytes(start);
      bytes.writeBytes(in.readNBytes(largest - start.length + 1));
      if (bytes.size() > largest) {
        throw tooLarge(operation, largest);
      }
      return new HeldBody(bytes.toByteArray(), room::release);
    } catch (IOException | RuntimeException | Error e) {
      room.release();
      throw e;
    }
  }

  private void takeRoom() {
    try {
      if (room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        Problem.of(503, "Too many large bodies are under way; nothing was sent."),
        Map.of("Retry-After", "5", "Connection", "close"));
  }

  private static ProblemException tooLarge(Operation operation, int largest) {
    return new ProblemException(
        Problem.of(
            413,
            "A body of "
                + operation
                + " has "
                + largest / 1024 / 1024
                + " MB at most; nothing was sent."),
        Map.of("Connection", "close"));
  }
}
