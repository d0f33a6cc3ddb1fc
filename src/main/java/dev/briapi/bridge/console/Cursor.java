package dev.briapi.bridge.console;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where a page ended: the key of its last item, as text that nobody needs to understand. */
record Cursor(List<String> parts) {
  private static final String BETWEEN = "\u001f";
  private static final int LONGEST = 4_000;

  /** A key of time and id. */
  record Moment(OffsetDateTime time, UUID id) {}

  /** A key of a list that is made of two, which are numbered each on its own. */
  record Place(OffsetDateTime time, int source, long id) {}

  static String of(Object... parts) {
    String text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(BETWEEN));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException when that is none of ours
   */
  static Cursor read(String text, int parts) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("too long");
    }
    String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    List<String> read = List.of(key.split(BETWEEN, -1));
    if (read.size() != parts || !Cursor.of(read.toArray()).equals(text)) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new Cursor(read);
  }
}
