package dev.briapi.bridge.invoice.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into records with a bounded look-ahead. It works on bytes, so that a
 * record with a broken encoding costs only itself, and so does one that is too long or whose quote
 * is never closed: the following physical line starts afresh.
 */
final class RecordSplitter implements Closeable {
  /** What is wrong with a record as a whole. */
  enum Fault {
    NONE,
    TOO_LONG,
    UNCLOSED_QUOTE,
    TEXT_AFTER_QUOTE
  }

  /**
   * @param bytes the record without its line end; empty when it is too long
   * @param firstRow its first physical line, from 1
   * @param lastRow its last one; the same unless a quoted value holds line ends
   */
  record Piece(byte[] bytes, long firstRow, long lastRow, Fault fault) {}

  private final InputStream in;
  private final int limit;
  private final byte[] buffer;
  private String delimiters;
  private int start;
  private int end;
  private boolean drained;
  private long row = 1;

  /**
   * @param limit the most bytes of a record, and the look-ahead for a closing quote
   * @param delimiters what separates values, for a quote opens only at a value's start; empty where
   *     quotes mean nothing and every physical line is a record
   */
  RecordSplitter(InputStream in, int limit, String delimiters) {
    this.in = in;
    this.limit = limit;
    this.buffer = new byte[2 * limit + 16];
    this.delimiters = delimiters;
  }

  void delimiter(char delimiter) {
    delimiters = String.valueOf(delimiter);
  }

  /** Up to so many of the bytes that come next, without taking them. */
  byte[] peek(int count) throws IOException {
    at(count - 1);
    return Arrays.copyOfRange(buffer, start, Math.min(end, start + count));
  }

  void skip(int count) {
    start += count;
  }

  /** The next record, or null at the end. */
  Piece next() throws IOException {
    if (at(0) < 0) {
      return null;
    }
    boolean quotes = !delimiters.isEmpty();
    boolean quoted = false;
    boolean valueStart = true;
    int lineEnd = -1;
    int lineEnds = 0;
    for (int i = 0; i <= limit; i++) {
      int b = at(i);
      if (quoted) {
        if (b < 0) {
          return firstLine(lineEnd < 0 ? i : lineEnd, Fault.UNCLOSED_QUOTE);
        } else if (b == '"' && at(i + 1) == '"') {
          i++;
        } else if (b == '"') {
          quoted = false;
          int after = at(i + 1);
          if (after >= 0 && !isLineEnd(after) && delimiters.indexOf(after) < 0) {
            return lineEnd < 0
                ? firstLine(i, Fault.TEXT_AFTER_QUOTE)
                : firstLine(lineEnd, Fault.UNCLOSED_QUOTE);
          }
        } else if (isLineEnd(b)) {
          lineEnd = lineEnd < 0 ? i : lineEnd;
          lineEnds++;
          i += b == '\r' && at(i + 1) == '\n' ? 1 : 0;
        }
      } else if (b < 0 || isLineEnd(b)) {
        return take(i, lineEnds, Fault.NONE);
      } else {
        quoted = quotes && valueStart && b == '"';
        valueStart = quotes && delimiters.indexOf(b) >= 0;
      }
    }
    return lineEnd < 0
        ? firstLine(limit + 1, Fault.TOO_LONG)
        : firstLine(lineEnd, Fault.UNCLOSED_QUOTE);
  }

  /** Gives up on what looked like more than one line: takes the physical line alone. */
  private Piece firstLine(int from, Fault fault) throws IOException {
    for (int i = from; i <= limit; i++) {
      if (at(i) < 0 || isLineEnd(at(i))) {
        return take(i, 0, fault);
      }
    }
    int b = at(0);
    while (b >= 0 && !isLineEnd(b)) {
      start++;
      b = at(0);
    }
    return take(0, 0, Fault.TOO_LONG);
  }

  private Piece take(int length, int lineEnds, Fault fault) throws IOException {
    boolean two = at(length) == '\r' && at(length + 1) == '\n';
    byte[] bytes = Arrays.copyOfRange(buffer, start, start + length);
    start = Math.min(end, start + length + (two ? 2 : 1));
    long first = row;
    row += lineEnds + 1L;
    return new Piece(bytes, first, first + lineEnds, fault);
  }

  private static boolean isLineEnd(int b) {
    return b == '\n' || b == '\r';
  }

  /** The byte at a distance from the record's start, or -1 after the end. */
  private int at(int distance) throws IOException {
    return start + distance < end || fill(distance) ? buffer[start + distance] & 0xFF : -1;
  }

  private boolean fill(int distance) throws IOException {
    while (!drained && start + distance >= end) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      }
      int read = in.read(buffer, end, buffer.length - end);
      drained = read < 0;
      end += Math.max(read, 0);
    }
    return start + distance < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
