package dev.briapi.bridge.sandbox.cbm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The rules on {@code Attachment}: Base64 of a PDF, or of a ZIP of PDFs, of at most 10 MB. */
final class Attachments {
  private static final int MOST_BYTES = 10 * 1024 * 1024;
  private static final long MOST_INFLATED = 100L * 1024 * 1024;
  private static final int MOST_ENTRIES = 1_000;
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private Attachments() {}

  /** Throws the refusal of an attachment that breaks a rule. */
  static void check(String base64) {
    byte[] file;
    try {
      file = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw CbmRefusal.invalid("Attachment must be encoded in base64");
    }
    if (file.length > MOST_BYTES) {
      throw CbmRefusal.invalid("Attachment exceeds the maximum file size of 10 MB");
    }
    if (startsWith(file, ZIP)) {
      zip(file);
    } else if (!startsWith(file, PDF)) {
      throw CbmRefusal.invalid("Attachment only accepts pdf or zip");
    }
  }

  private static boolean startsWith(byte[] file, byte[] head) {
    return file.length >= head.length && Arrays.equals(file, 0, head.length, head, 0, head.length);
  }

  private static void zip(byte[] file) {
    byte[] buffer = new byte[1 << 16];
    long inflated = 0;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory() && !entry.getName().toLowerCase(Locale.ROOT).endsWith(".pdf")) {
          throw CbmRefusal.invalid("Attachment zip only accepts pdf");
        }
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
          inflated += read;
          if (inflated > MOST_INFLATED) {
            throw CbmRefusal.invalid("Attachment zip is too large");
          }
        }
        if (++entries > MOST_ENTRIES) {
          throw CbmRefusal.invalid("Attachment zip has too many files");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw CbmRefusal.invalid("Attachment zip cannot be read");
    }
    if (entries == 0) {
      throw CbmRefusal.invalid("Attachment zip is empty");
    }
  }
}
