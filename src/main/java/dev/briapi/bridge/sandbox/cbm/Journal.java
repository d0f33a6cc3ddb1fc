package dev.briapi.bridge.sandbox.cbm;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import dev.briapi.bridge.sandbox.server.Json;

/**
 * Keeps invoices over a restart: a file with an invoice of JSON in every line, of which the last
 * with the same reference counts. It is rewritten at the start and whenever it holds many more
 * lines than invoices. Not for use by two processes or without the lock of the book that owns it.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Journal.class);
  private static final long SLACK = 10_000;

  private final Path file;
  private OutputStream out;
  private long lines;

  Journal(Path file) {
    this.file = file;
  }

  /** Reads what there is; a line that was cut off by a crash is skipped. */
  void replay(Consumer<Invoice> invoices) {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        accept(line, invoices);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(String line, Consumer<Invoice> invoices) {
    try {
      invoices.accept(Json.read(line, Invoice.class));
    } catch (IOException e) {
      LOG.warnf("Skipped an unreadable line of %s", file);
    }
  }

  /** Adds an invoice's present state. */
  void append(Invoice invoice) {
    try {
      out.write(line(invoice));
      lines++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is time to rewrite. */
  boolean bloated(int invoices) {
    return lines > 2L * invoices + SLACK;
  }

  /** Replaces the file by the present state of these, and goes on behind it. */
  void rewrite(Collection<Invoice> invoices) {
    try {
      close();
      Path directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      Path fresh = directory.resolve(file.getFileName() + ".new");
      try (OutputStream writer = Files.newOutputStream(fresh)) {
        OutputStream buffered = new BufferedOutputStream(writer, 1 << 16);
        for (Invoice invoice : invoices) {
          buffered.write(line(invoice));
        }
        buffered.flush();
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      out = Files.newOutputStream(file, StandardOpenOption.APPEND);
      lines = invoices.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] line(Invoice invoice) {
    byte[] json = Json.write(invoice);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  @Override
  public void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out = null;
    }
  }
}
