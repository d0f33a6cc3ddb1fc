package dev.briapi.bridge.invoice.file;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The ZIP archive that a spreadsheet is, measured before anything in it is believed. */
final class XlsxParts implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private static final int END_RECORD = 22;
  private static final int LONGEST_COMMENT = 65_535;
  private static final long LARGEST_DIRECTORY = 1 << 20;

  private final ZipFile zip;
  private final Map<String, ZipEntry> byName = new HashMap<>();

  XlsxParts(Path file, Limits limits) throws IOException {
    checkKind(file);
    checkDirectory(file, limits);
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw notASpreadsheet(e);
    }
    try {
      measure(limits);
    } catch (ZipException | EOFException e) {
      zip.close();
      throw notASpreadsheet(e);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  static UnreadableFile notASpreadsheet(Exception cause) {
    return new UnreadableFile(
        "The file is not a spreadsheet, or is damaged: save it again as .xlsx.", cause);
  }

  private static void checkKind(Path file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(8);
    }
    if (Utf8.startsWith(first, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new UnreadableFile(
          "The spreadsheet is encrypted with a password or in the old .xls format: save it as .xlsx"
              + " without a password.");
    }
    if (!Utf8.startsWith(first, 'P', 'K')) {
      throw notASpreadsheet(null);
    }
  }

  /** The archive's directory is held in memory as a whole, so its size is read off first. */
  private static void checkDirectory(Path file, Limits limits) throws IOException {
    byte[] tail;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      tail = new byte[(int) Math.min(in.length(), END_RECORD + LONGEST_COMMENT)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
    }
    for (int i = 0; i + END_RECORD <= tail.length; i++) {
      if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
        if (little(tail, i + 10, 2) > limits.parts()) {
          throw tooManyParts();
        }
        if (little(tail, i + 12, 4) > LARGEST_DIRECTORY) {
          throw notASpreadsheet(null);
        }
      }
    }
  }

  private static long little(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[from + i] & 0xFF;
    }
    return value;
  }

  private static UnreadableFile tooManyParts() {
    return new UnreadableFile("The spreadsheet consists of too many parts.");
  }

  private void measure(Limits limits) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long total = 0;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    for (int count = 1; entries.hasMoreElements(); count++) {
      ZipEntry entry = entries.nextElement();
      if (count > limits.parts()) {
        throw tooManyParts();
      }
      String name = entry.getName().toLowerCase(Locale.ROOT);
      if (byName.put(name, entry) != null) {
        throw notASpreadsheet(null);
      }
      UnpackedSize part = new UnpackedSize(name.endsWith(".xml") || name.endsWith(".rels"));
      try (InputStream in = zip.getInputStream(entry)) {
        part.read(in, limits.unpackedBytes() - total, buffer);
      }
      if (entry.getCrc() != part.checksum()) {
        throw notASpreadsheet(null);
      }
      if (name.endsWith("sharedstrings.xml") && part.size() > limits.sharedStringBytes()) {
        throw new UnreadableFile("The spreadsheet holds more text than is read.");
      }
      total += part.size();
    }
  }

  /** A part by its name; an empty document where there is none. */
  InputStream open(String name) throws IOException {
    ZipEntry entry = name == null ? null : byName.get(name.toLowerCase(Locale.ROOT));
    return entry == null
        ? new ByteArrayInputStream("<none/>".getBytes(StandardCharsets.UTF_8))
        : zip.getInputStream(entry);
  }

  boolean has(String name) {
    return name != null && byName.containsKey(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
