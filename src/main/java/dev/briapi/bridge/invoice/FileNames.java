package dev.briapi.bridge.invoice;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes of a name that somebody else chose one that a file of ours may have. */
public final class FileNames {
  /**
   * Leaves room in a file system's 255 bytes for {@code .name.error.txt.tmp}, the longest of ours.
   */
  private static final int LONGEST = 235;

  private FileNames() {}

  /** The last segment of a path, whichever way its slashes lean. */
  public static String lastSegment(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).strip();
  }

  /** What is wrong with a last segment as a file's name, if anything. */
  public static Optional<String> problem(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (name.startsWith(".")) {
      return Optional.of("starts with a dot");
    }
    if (name.codePoints().anyMatch(FileNames::invisible)) {
      return Optional.of("has control characters");
    }
    if (tooLong(name)) {
      return Optional.of("is longer than " + LONGEST + " bytes");
    }
    try {
      Path.of(name);
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of("cannot be a file's name on this system");
    }
  }

  /** Whether an acknowledgement of that name could not be written. */
  static boolean tooLong(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length > LONGEST;
  }

  /** As much of the name as leaves room for what is added to it. */
  static String bounded(String name) {
    int end = name.length();
    while (tooLong(name.substring(0, end))) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  /** Control characters, line separators, halves of pairs, and what turns the direction of text. */
  private static boolean invisible(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || c == 0x2028
        || c == 0x2029
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069;
  }
}
