package dev.briapi.bridge.invoice.file;

/**
 * How much of a drop file is held, unpacked or believed.
 *
 * @param recordBytes the longest record of a CSV or JSON Lines file, and the longest text in a JSON
 *     array or a spreadsheet's cell
 * @param columns the most columns of a header
 * @param unpackedBytes the most that a spreadsheet may unpack to, all parts together
 * @param sharedStringBytes the most that a spreadsheet's shared texts may unpack to; they are kept
 *     in a temporary file while it is read
 * @param parts the most parts in a spreadsheet
 */
public record Limits(
    int recordBytes, int columns, long unpackedBytes, long sharedStringBytes, int parts) {
  private static final long MEBIBYTE = 1 << 20;

  public Limits {
    if (recordBytes < 1024 || columns < 1) {
      throw new IllegalArgumentException("records need at least 1 KiB, headers a column");
    }
  }

  /** 64 KiB a record, 100 columns, 2 GiB unpacked, of which 512 MiB shared texts, 1,000 parts. */
  public static Limits standard() {
    return new Limits(64 * 1024, 100, 2048 * MEBIBYTE, 512 * MEBIBYTE, 1000);
  }
}
