package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * Goes once through a part of a spreadsheet, believing no header: how large it is, whether it is
 * whole, and that no piece of its markup is larger than a parser should hold.
 */
final class UnpackedSize {
  private static final int LONGEST_MARKUP = 1 << 20;

  private final CRC32 crc = new CRC32();
  private final boolean markup;
  private long size;
  private int stretch;
  private boolean special;
  private int last;
  private int beforeLast;

  UnpackedSize(boolean markup) {
    this.markup = markup;
  }

  /** Reads to the end, or until more bytes have come than may. */
  void read(InputStream in, long most, byte[] buffer) throws IOException {
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      size += n;
      if (size > most) {
        throw new UnreadableFile("The spreadsheet unpacks to more than it may.");
      }
      crc.update(buffer, 0, n);
      for (int i = 0; markup && i < n; i++) {
        scan(buffer[i]);
      }
    }
  }

  /** A tag with the text after it, or a whole comment, is one stretch. */
  private void scan(int b) throws UnreadableFile {
    if (last == '<' && (b == '!' || b == '?')) {
      special = true;
    } else if (special && b == '>') {
      special =
          !(last == '?' || last == '-' && beforeLast == '-' || last == ']' && beforeLast == ']');
    } else if (!special && b == '<') {
      stretch = 0;
    }
    if (++stretch > LONGEST_MARKUP) {
      throw new UnreadableFile("The spreadsheet holds a single text or tag of more than a MiB.");
    }
    beforeLast = last;
    last = b;
  }

  long size() {
    return size;
  }

  long checksum() {
    return crc.getValue();
  }
}
