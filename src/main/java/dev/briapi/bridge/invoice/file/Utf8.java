package dev.briapi.bridge.invoice.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 that is read strictly: a guess at another encoding would change names and numbers. */
final class Utf8 {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /**
   * A record as text, or what is wrong with it.
   *
   * @param text null when the bytes are not UTF-8
   * @param problem null when they are
   */
  record Decoded(String text, String problem) {}

  Decoded decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    decoder.reset();
    if (decoder.decode(in, out, true).isError()) {
      return new Decoded(
          null,
          String.format(
              "The line is not UTF-8 text (byte %02X at position %d): save the file as UTF-8",
              bytes[in.position()], in.position() + 1));
    }
    return new Decoded(out.flip().toString(), null);
  }

  /**
   * Looks at the first bytes of a text file.
   *
   * @return how many of them are a byte order mark
   * @throws UnreadableFile when they cannot be the start of UTF-8 text
   */
  static int start(byte[] first) throws UnreadableFile {
    if (startsWith(first, 0xFF, 0xFE) || startsWith(first, 0xFE, 0xFF)) {
      throw new UnreadableFile("The file is UTF-16 text: save it as UTF-8.");
    }
    if (startsWith(first, 'P', 'K', 3, 4)) {
      throw new UnreadableFile(
          "The file is a ZIP archive or a spreadsheet, not text: give a spreadsheet the ending"
              + " .xlsx.");
    }
    for (int i = 0; i < Math.min(4, first.length); i++) {
      if (first[i] == 0) {
        throw new UnreadableFile("The file is UTF-16 or binary, not UTF-8 text: save it as UTF-8.");
      }
    }
    return startsWith(first, BOM[0] & 0xFF, BOM[1] & 0xFF, BOM[2] & 0xFF) ? BOM.length : 0;
  }

  static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
