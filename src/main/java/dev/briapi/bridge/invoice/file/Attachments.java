package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The folder of the attachments that lines name. A file is read once, whole (at most 10 MB), so
 * that its hash and its checks are about the same bytes.
 */
public final class Attachments {
  /** 10 MB as the CBM document allows. */
  public static final int LARGEST = 10 * 1024 * 1024;

  private static final int LONGEST_NAME = 255;

  private final Path directory;

  /** Looks for files directly in this directory and nowhere else. */
  public Attachments(Path directory) {
    this.directory = directory;
  }

  /**
   * Finds and checks the attachment of that name.
   *
   * @throws RefusedAttachment when it is not there or may not be sent
   * @throws IOException when the disk fails
   */
  public Attachment find(String name) throws RefusedAttachment, IOException {
    checkName(name);
    Path path = directory.resolve(name);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedAttachment(name, "is not in the attachments folder");
    }
    byte[] content = read(name, path);
    checkContent(name, content);
    return new Attachment(name, sha256(content), content.length, path);
  }

  /**
   * Checks that a name leads nowhere but into the attachments folder.
   *
   * @throws RefusedAttachment when it may lead elsewhere
   */
  public static void checkName(String name) throws RefusedAttachment {
    boolean hidden = name.isEmpty() || name.startsWith(".") || name.length() > LONGEST_NAME;
    boolean path = name.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':');
    boolean invisible =
        Values.forbidden(name).isPresent() || name.chars().anyMatch(Character::isISOControl);
    if (hidden || path || invisible) {
      throw new RefusedAttachment(
          name, "is not a plain file name: it names a file in the attachments folder");
    }
    if (!ends(name, ".pdf") && !ends(name, ".zip")) {
      throw new RefusedAttachment(name, "does not end in .pdf or .zip");
    }
  }

  private static byte[] read(String name, Path path) throws RefusedAttachment, IOException {
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new RefusedAttachment(name, "is larger than 10 MB");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new RefusedAttachment(name, "is not in the attachments folder");
    }
  }

  /**
   * Checks content that came without a file's name, and so has to say itself what it is.
   *
   * @throws RefusedAttachment when it is neither a PDF nor a ZIP of PDFs
   */
  public static void check(String name, byte[] content) throws RefusedAttachment {
    if (Utf8.startsWith(content, 'P', 'K')) {
      AttachedZip.check(name, content);
    } else if (!isPdf(content)) {
      throw new RefusedAttachment(name, "is neither a PDF nor a ZIP");
    }
  }

  private static void checkContent(String name, byte[] content) throws RefusedAttachment {
    if (ends(name, ".zip")) {
      AttachedZip.check(name, content);
    } else if (!isPdf(content)) {
      throw new RefusedAttachment(name, "is not a PDF, whatever its name says");
    }
  }

  static boolean ends(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  static boolean isPdf(byte[] content) {
    return Utf8.startsWith(content, '%', 'P', 'D', 'F', '-');
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
