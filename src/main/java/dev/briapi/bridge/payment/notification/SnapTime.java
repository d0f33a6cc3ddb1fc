package dev.briapi.bridge.payment.notification;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

import dev.briapi.bridge.bank.BankTime;

/** Times as BRI writes them: with or without a fraction, {@code Z} or any offset (rulings 10). */
final class SnapTime {
  private static final int LONGEST = 35;
  private static final int EARLIEST_YEAR = 2000;
  private static final int LATEST_YEAR = 2999;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private SnapTime() {}

  /** The time of a header: empty when it is not one, or has no offset. */
  static Optional<OffsetDateTime> withOffset(String text) {
    return parse(text)
        .filter(OffsetDateTime.class::isInstance)
        .map(OffsetDateTime.class::cast)
        .filter(SnapTime::storable);
  }

  /** The time of a field: what has no offset is WIB (rulings 5). */
  static Optional<OffsetDateTime> inIndonesia(String text) {
    return parse(text)
        .map(
            time ->
                time instanceof OffsetDateTime exact
                    ? exact
                    : LocalDateTime.from(time).atZone(BankTime.WIB).toOffsetDateTime())
        .filter(SnapTime::storable);
  }

  private static Optional<TemporalAccessor> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static boolean storable(OffsetDateTime time) {
    return time.getYear() >= EARLIEST_YEAR && time.getYear() <= LATEST_YEAR;
  }
}
