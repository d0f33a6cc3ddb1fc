package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.briapi.bridge.invoice.file.InputLine;
import dev.briapi.bridge.invoice.file.LineReader;

/**
 * The lines of a file in their order, checked by threads of their own a little ahead of whoever
 * takes them. Only that little is in memory.
 */
final class CheckedLines implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int CHUNK = 64;
  private static final int AHEAD = 8;

  /** Checks one line; called by several threads at once. */
  interface Check {
    StagedLine of(InputLine line) throws IOException;
  }

  private final LineReader lines;
  private final Check check;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Queue<Future<List<StagedLine>>> ahead = new ArrayDeque<>();
  private Iterator<StagedLine> current = List.<StagedLine>of().iterator();
  private boolean any;

  CheckedLines(LineReader lines, Check check) {
    this.lines = lines;
    this.check = check;
  }

  /** The next line, or empty at the end of the file. */
  Optional<StagedLine> next() throws IOException {
    while (!current.hasNext()) {
      readAhead();
      if (ahead.isEmpty()) {
        return Optional.empty();
      }
      current = checked(ahead.remove()).iterator();
    }
    return Optional.of(current.next());
  }

  /** Whether anything at all could be read of the lines so far. */
  boolean any() {
    return any;
  }

  private void readAhead() throws IOException {
    while (ahead.size() < AHEAD) {
      List<InputLine> chunk = chunk();
      if (chunk.isEmpty()) {
        return;
      }
      ahead.add(threads.submit(() -> check(chunk)));
    }
  }

  private List<InputLine> chunk() throws IOException {
    List<InputLine> chunk = new ArrayList<>(CHUNK);
    while (chunk.size() < CHUNK) {
      Optional<InputLine> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      any |= line.get().readable() || !line.get().fields().isEmpty();
      chunk.add(line.get());
    }
    return chunk;
  }

  private List<StagedLine> check(List<InputLine> chunk) throws IOException {
    List<StagedLine> staged = new ArrayList<>(chunk.size());
    for (InputLine line : chunk) {
      staged.add(check.of(line));
    }
    return staged;
  }

  private static List<StagedLine> checked(Future<List<StagedLine>> chunk) throws IOException {
    try {
      return chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while lines were checked", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException disk) {
        throw new IOException(disk.getMessage(), disk);
      }
      throw new IllegalStateException("a line could not be checked", e.getCause());
    }
  }

  /** Ends its threads; what they were checking is dropped. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
