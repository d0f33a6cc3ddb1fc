package dev.briapi.bridge.invoice.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

import dev.briapi.bridge.invoice.file.SheetRows.Cell;

/** Turns cells into values: what the person at the spreadsheet saw, or a problem. */
final class CellValues {
  /** A spreadsheet keeps and shows 15 digits of a number, whatever its file says. */
  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

  private static final int LONGEST_NUMBER = 60;
  private static final int LAST_DAY = 2_958_465; // 9999-12-31
  private static final int FALSE_LEAP_DAY = 60; // 1900-02-29, which the format believes in

  private final Columns columns;
  private final CellFormats formats;
  private final boolean from1904;
  private final int longest;

  CellValues(Columns columns, CellFormats formats, boolean from1904, Limits limits) {
    this.columns = columns;
    this.formats = formats;
    this.from1904 = from1904;
    this.longest = limits.recordBytes();
  }

  void put(Draft draft, String field, Cell cell) {
    if (cell.text().length() > longest) {
      draft.problem(field, cell.text(), "is longer than %,d characters".formatted(longest));
      return;
    }
    switch (cell.kind()) {
      case TEXT -> draft.typed(field, cell.text());
      case NUMBER -> number(draft, field, cell);
      case DAY -> isoDay(draft, field, cell.text());
      case BOOLEAN -> draft.problem(field + " holds true or false, not a value");
      case ERROR -> draft.problem(field, cell.text(), "is an error of the spreadsheet");
      case FORMULA ->
          draft.problem(field, cell.text(), "is the result of a formula: paste it as a value");
    }
  }

  private void number(Draft draft, String field, Cell cell) {
    Optional<BigDecimal> exact = decimal(cell.text());
    if (exact.isEmpty()) {
      draft.problem(field, cell.text(), "is not a number that can be read");
      return;
    }
    BigDecimal value = exact.get();
    boolean day = formats.isDay(cell.style());
    if (columns.isDate(field)) {
      if (day) {
        day(draft, field, value);
      } else {
        draft.problem(field, cell.text(), "is a number, not a date: format the cell as a date");
      }
    } else if (day) {
      draft.problem(field, cell.text(), "is formatted as a date");
    } else if (value.precision() - value.scale() > SHOWN.getPrecision()) {
      draft.problem(
          field, cell.text(), "has more than 15 digits, of which a spreadsheet loses the last");
    } else if (columns.isNumeric(field)) {
      draft.text(field, shown(value).toPlainString());
    } else {
      text(draft, field, shown(value), formats.digits(cell.style()));
    }
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      BigDecimal value = new BigDecimal(text.length() > LONGEST_NUMBER ? "" : Values.trim(text));
      // far beyond what a spreadsheet's number can be, and dangerous to write out
      return Math.abs((long) value.scale()) > 400 ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal shown(BigDecimal value) {
    BigDecimal rounded = value.round(SHOWN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static void text(Draft draft, String field, BigDecimal value, int digits) {
    if (value.scale() > 0 || value.signum() < 0) {
      draft.problem(
          field, value.toPlainString(), "is a number and must be text: format the column as text");
    } else {
      String plain = value.toPlainString();
      draft.text(field, "0".repeat(Math.max(0, digits - plain.length())) + plain);
    }
  }

  private void day(Draft draft, String field, BigDecimal value) {
    long days = value.setScale(0, RoundingMode.FLOOR).longValue();
    if (value.signum() <= 0 || days > LAST_DAY || !from1904 && days == FALSE_LEAP_DAY) {
      draft.problem(field, value.toPlainString(), "is no date that a spreadsheet can mean");
    } else if (from1904) {
      draft.text(field, LocalDate.of(1904, 1, 1).plusDays(days).toString());
    } else {
      int correction = days > FALSE_LEAP_DAY ? 1 : 0;
      draft.text(field, LocalDate.of(1899, 12, 31).plusDays(days - correction).toString());
    }
  }

  private void isoDay(Draft draft, String field, String text) {
    if (columns.isDate(field)) {
      draft.text(field, text.substring(0, Math.min(10, text.length())));
    } else {
      draft.problem(field, text, "is a date");
    }
  }
}
