package dev.briapi.bridge.sandbox.briva;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.Refusal;

/** G and H of the document: the payments of one day, or of a window within one day (rulings 25). */
final class Reports {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter PAID =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private final Payments payments;

  Reports(Payments payments) {
    this.payments = payments;
  }

  Answer day(String brivaNo, String start, String end) {
    if (start.length() != 8 || end.length() != 8) {
      throw AccountFields.refusal(
          "20", "Panjang startTime atau endTime salah, harusnya 8 karakter");
    }
    LocalDate day = date(start, DAY, "Ymd");
    if (!day.equals(date(end, DAY, "Ymd"))) {
      throw severalDays();
    }
    return report(
        payments.between(brivaNo, day.atStartOfDay(), day.plusDays(1).atStartOfDay()), false);
  }

  Answer window(String brivaNo, String startDate, String start, String endDate, String end) {
    if (startDate.isBlank() || start.isBlank() || endDate.isBlank() || end.isBlank()) {
      throw AccountFields.refusal("42", "Tanggal startDateTime/endDateTime Tidak Boleh Kosong");
    }
    LocalDate day = date(startDate, DATE, "Y-m-d");
    if (!day.equals(date(endDate, DATE, "Y-m-d"))) {
      throw severalDays();
    }
    LocalDateTime from = day.atTime(time(start));
    // the last minute counts whole, or nothing could ask for the end of a day
    LocalDateTime before = day.atTime(time(end)).plusMinutes(1);
    return report(payments.between(brivaNo, from, before), true);
  }

  private static LocalDate date(String text, DateTimeFormatter format, String name) {
    try {
      return LocalDate.parse(text, format);
    } catch (DateTimeException e) {
      throw wrongFormat(name);
    }
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text, MINUTE);
    } catch (DateTimeException e) {
      throw wrongFormat("H:i");
    }
  }

  private static Refusal wrongFormat(String name) {
    return AccountFields.refusal("20", "Format startTime atau endTime salah, harusnya " + name);
  }

  private static Refusal severalDays() {
    return AccountFields.refusal("42", "Tanggal StartTime dan EndTime report Briva harus sama");
  }

  private static Answer report(List<Payment> found, boolean detailed) {
    if (found.isEmpty()) {
      throw new Refusal(404, "41", "Report briva kosong atau tidak ditemukan");
    }
    return BrivaAnswers.success(found.stream().map(payment -> row(payment, detailed)).toList());
  }

  private static Map<String, Object> row(Payment payment, boolean detailed) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("brivaNo", payment.brivaNo());
    row.put("custCode", payment.custCode());
    row.put("nama", payment.nama());
    row.put("keterangan", payment.keterangan());
    row.put("amount", payment.amount().toPlainString());
    row.put("paymentDate", PAID.format(payment.paymentDate()));
    row.put("tellerid", payment.tellerid());
    row.put("no_rek", payment.noRek());
    if (detailed) {
      row.put("trxID", payment.trxID());
      row.put("channel", payment.channel());
    }
    return row;
  }
}
