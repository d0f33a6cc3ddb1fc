package dev.briapi.bridge.invoice.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The rule that a ZIP holds only PDFs, checked on what it unpacks to. */
final class AttachedZip {
  private static final int MOST_ENTRIES = 1000;
  private static final long MOST_UNPACKED = 100L << 20;
  private static final int FIRST_BYTES = 5;
  private static final int END_RECORD = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int TOTAL_ENTRIES = 10;

  private AttachedZip() {}

  static void check(String name, byte[] content) throws RefusedAttachment {
    if (!Utf8.startsWith(content, 'P', 'K', 3, 4)) {
      throw new RefusedAttachment(name, "is not a ZIP, or is empty");
    }
    Set<String> entries = new HashSet<>();
    long unpacked = 0;
    int pdfs = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entries.add(entry.getName()) || entries.size() > MOST_ENTRIES) {
          throw new RefusedAttachment(name, "holds too many files, or one twice");
        }
        checkPath(name, entry.getName());
        if (entry.isDirectory() && zip.read() < 0) {
          continue;
        }
        pdfs++;
        if (!Attachments.ends(entry.getName(), ".pdf")) {
          throw notPdf(name, entry.getName());
        }
        byte[] first = zip.readNBytes(FIRST_BYTES);
        if (!Attachments.isPdf(first)) {
          throw notPdf(name, entry.getName());
        }
        unpacked += count(zip, MOST_UNPACKED - unpacked);
        if (unpacked > MOST_UNPACKED) {
          throw new RefusedAttachment(name, "unpacks to more than 100 MB");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedAttachment(name, "cannot be unpacked: it is damaged or encrypted");
    }
    if (pdfs == 0) {
      throw new RefusedAttachment(name, "holds no PDF");
    }
    // an archive has two lists of its files; what is read by the one must be all that the other has
    if (listed(content) != entries.size()) {
      throw new RefusedAttachment(name, "is damaged: its list of files does not match them");
    }
  }

  /** Folders are fine; a path that leads out of them, or hides, is not. */
  private static void checkPath(String name, String entry) throws RefusedAttachment {
    boolean leadsOut = entry.startsWith("/") || entry.indexOf('\\') >= 0 || entry.indexOf(':') >= 0;
    boolean hidden = entry.startsWith(".") || entry.contains("/.");
    if (leadsOut || hidden || Values.forbidden(entry).isPresent()) {
      throw new RefusedAttachment(
          name, "holds " + Values.show(entry) + ", which is not a plain path");
    }
  }

  private static RefusedAttachment notPdf(String name, String entry) {
    return new RefusedAttachment(
        name, "holds " + Values.show(entry) + ", which is not a PDF; a ZIP may hold only PDFs");
  }

  private static long count(InputStream in, long most) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long count = 0;
    for (int n = in.read(buffer); n >= 0 && count <= most; n = in.read(buffer)) {
      count += n;
    }
    return count;
  }

  private static int listed(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = content.length - END_RECORD; i >= 0; i--) {
      if (bytes.getInt(i) == END_SIGNATURE) {
        return bytes.getShort(i + TOTAL_ENTRIES) & 0xFFFF;
      }
    }
    return -1;
  }
}
