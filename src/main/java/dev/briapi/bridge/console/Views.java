package dev.briapi.bridge.console;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

import dev.briapi.bridge.invoice.BatchView;

/** What several views share. */
final class Views {
  /** The words of {@code outcome} of a request. */
  static final Set<String> REQUEST_OUTCOMES =
      new java.util.TreeSet<>(
          Set.of("succeeded", "refused", "pending", "not-sent", "needs-attention", "invalid"));

  /** A time of ISO 8601, always with its seconds. */
  static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private Views() {}

  static String money(ResultSet row, String column) throws SQLException {
    BigDecimal amount = row.getBigDecimal(column);
    return amount == null ? null : BatchView.money(amount);
  }

  static Integer number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }
}
