package dev.briapi.bridge.gateway;

import java.util.concurrent.atomic.AtomicReference;

/** The bytes of a body, and the room that a large one takes up until it is done with. */
final class HeldBody implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final AtomicReference<byte[]> bytes;
  private final AtomicReference<Runnable> release;

  HeldBody(byte[] bytes, Runnable release) {
    this.bytes = new AtomicReference<>(bytes);
    this.release = new AtomicReference<>(release);
  }

  byte[] bytes() {
    return bytes.get();
  }

  /** Lets go of bytes and room; a second time does nothing. */
  @Override
  public void close() {
    bytes.set(NOTHING);
    release.getAndSet(() -> {}).run();
  }
}
