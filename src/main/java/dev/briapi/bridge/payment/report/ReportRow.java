package dev.briapi.bridge.payment.report;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/** One row of a report as it is read; BRI's field names without regard to case (rulings 19). */
final class ReportRow {
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(?:\\.\\d{1,4})?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_SHOWN = 40;
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,30}");
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private String brivaNo;
  private String custCode;
  private String name;
  private String description;
  private String amount;
  private String paymentDate;
  private String tellerId;
  private String accountNo;
  private String trxId;
  private String channel;

  void set(String field, String value) {
    switch (field.toLowerCase(Locale.ROOT)) {
      case "brivano" -> brivaNo = value;
      case "custcode" -> custCode = value;
      case "nama" -> name = value;
      case "keterangan" -> description = value;
      case "amount" -> amount = value;
      case "paymentdate" -> paymentDate = value;
      case "tellerid" -> tellerId = value;
      case "no_rek" -> accountNo = value;
      case "trxid" -> trxId = value == null || value.isBlank() ? null : value;
      case "channel" -> channel = value;
      default -> {
        // more fields may come
      }
    }
  }

  /** Why the row cannot be taken for a payment, or null. */
  String problem() {
    if (brivaNo == null || !CODE.matcher(brivaNo).matches()) {
      return "brivaNo '" + shown(brivaNo) + "' is no code";
    }
    if (custCode == null || !CODE.matcher(custCode).matches()) {
      return "custCode '" + shown(custCode) + "' is no code";
    }
    if (amount == null || !AMOUNT.matcher(amount).matches()) {
      return "amount '" + shown(amount) + "' is no amount";
    }
    return readableDate() ? null : "paymentDate '" + shown(paymentDate) + "' is no date and time";
  }

  /** For people: no more than they can read, and nothing that the database cannot store. */
  private static String shown(String value) {
    if (value == null) {
      return null;
    }
    String text = CONTROL.matcher(value).replaceAll("?");
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private boolean readableDate() {
    try {
      return paymentDate != null && LocalDateTime.parse(paymentDate, DATE) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  String brivaNo() {
    return brivaNo;
  }

  String custCode() {
    return custCode;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  String amount() {
    return amount;
  }

  /** With the offset of WIB, as PostgreSQL reads it (rulings 5). */
  String paymentDate() {
    return paymentDate + "+07:00";
  }

  String tellerId() {
    return tellerId == null ? "" : tellerId;
  }

  String accountNo() {
    return accountNo;
  }

  String trxId() {
    return trxId;
  }

  String channel() {
    return channel;
  }
}
