package dev.briapi.bridge.bank;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** BRI's clocks: days are WIB days, whatever the machine's zone (rulings 5). */
public final class BankTime {
  /** Western Indonesian time. */
  public static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  private static final DateTimeFormatter BRI =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SNAP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT).withZone(WIB);

  private BankTime() {}

  /** {@code BRI-Timestamp}: UTC, always three digits of milliseconds (rulings 7). */
  public static String briTimestamp(Instant instant) {
    return BRI.format(instant);
  }

  /** {@code X-TIMESTAMP}: WIB with its offset, three digits of milliseconds (rulings 10). */
  public static String snapTimestamp(Instant instant) {
    return SNAP.format(instant);
  }
}
