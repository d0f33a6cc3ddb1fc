package dev.briapi.bridge.payment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

import dev.briapi.bridge.bank.BankTime;

/** BRIVA's {@code expiredDate}: {@code yyyy-MM-dd HH:mm:ss} on BRI's clock, which is WIB. */
final class AccountTime {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private AccountTime() {}

  /** The moment; a day alone lasts until its end. Empty when it is neither, or null. */
  static Optional<OffsetDateTime> read(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          text.length() == 10
              ? LocalDate.parse(text).atTime(23, 59, 59)
              : LocalDateTime.parse(text, SECONDS);
      return Optional.of(time.atZone(BankTime.WIB).toOffsetDateTime());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
