package dev.briapi.bridge.sandbox.briva;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** Reads the fields of an account and refuses with the document's codes (J). */
final class AccountFields {
  static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final int MONTHS = 3;

  private final JsonNode body;
  private final BrivaSettings settings;

  AccountFields(JsonNode body, BrivaSettings settings) {
    this.body = body;
    this.settings = settings;
  }

  static Refusal refusal(String code, String message) {
    return new Refusal(400, code, message);
  }

  private static Refusal blank(String code, String field) {
    return refusal(code, field + " Tidak Boleh Kosong");
  }

  /** A value as text: numeric fields are strings in the samples and "Numeric" in the tables. */
  private String text(String name) {
    JsonNode node = body.path(name);
    return node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
  }

  /** The BRIVA number, once institution and number fit together. */
  String brivaNo() {
    String institution = text("institutionCode");
    if (institution.isBlank()) {
      throw blank("03", "Institution Code");
    }
    String brivaNo = text("brivaNo");
    if (brivaNo.isBlank()) {
      throw blank("01", "No Briva");
    }
    if (!settings.institutionCode().equals(institution) || !settings.numbers().contains(brivaNo)) {
      throw refusal("05", "Institution Code Tidak Diijinkan Mengakses Nomor Briva");
    }
    return brivaNo;
  }

  String custCode() {
    String code = text("custCode");
    if (code.isBlank()) {
      throw blank("02", "Customer Code");
    }
    if (code.length() > 13) {
      throw refusal("10", "Customer Code Tidak Boleh Lebih Dari 13 Karakter");
    }
    if (!DIGITS.matcher(code).matches()) {
      throw refusal("11", "Customer Code Harus Numeric");
    }
    return code;
  }

  /** Whether the account is to be paid. */
  boolean statusBayar() {
    String status = text("statusBayar");
    if (status.isBlank()) {
      throw blank("10", "Status Bayar");
    }
    if (!status.equals("Y") && !status.equals("N")) {
      throw refusal("20", "Penulisan Status Bayar Salah, Harusnya Y atau N");
    }
    return status.equals("Y");
  }

  /** All details of an account that has to expire after now and within three months. */
  VirtualAccount details(LocalDateTime now) {
    return new VirtualAccount(
        brivaNo(), custCode(), nama(), amount(), keterangan(), expiredDate(now), false, null);
  }

  private String nama() {
    String nama = text("nama");
    if (nama.isBlank()) {
      throw blank("10", "Nama");
    }
    return bounded("Nama", nama);
  }

  private String keterangan() {
    return bounded("Keterangan", text("keterangan"));
  }

  private static String bounded(String field, String text) {
    if (text.codePointCount(0, text.length()) > 40) {
      throw refusal("10", field + " Tidak Boleh Lebih Dari 40 Karakter");
    }
    return text;
  }

  private BigDecimal amount() {
    JsonNode node = body.path("amount");
    String amount = node.isNumber() ? node.decimalValue().toPlainString() : text("amount");
    if (amount.isBlank()) {
      throw blank("11", "Amount");
    }
    if (amount.matches("[0-9]*[.,][0-9.,]*")) {
      throw refusal("11", "Amount Harus Integer (Tidak Boleh Decimal)");
    }
    if (!DIGITS.matcher(amount).matches() || amount.length() > 18) {
      throw refusal("11", "Amount Harus Numeric");
    }
    return new BigDecimal(amount);
  }

  private LocalDateTime expiredDate(LocalDateTime now) {
    LocalDateTime date;
    try {
      date = LocalDateTime.parse(text("expiredDate"), DATE_TIME);
    } catch (DateTimeException e) {
      throw refusal("20", "Format Expired date salah, harusnya Y-m-d H:i:s");
    }
    if (date.isBefore(now)) {
      throw refusal("12", "Expired date tidak boleh kurang dari datetime hari ini");
    }
    if (date.isAfter(now.plusMonths(MONTHS))) {
      throw refusal("12", "Expired date tidak boleh lebih dari 3 bulan");
    }
    return date;
  }

  /** What the contract says besides, in BRIVA's codes. */
  static void check(Surroundings surroundings, String operation, JsonNode body) {
    surroundings.demand(
        "briva", operation, body, wrong -> refusal(code(wrong.field()), wrong.message()));
  }

  private static String code(String field) {
    return switch (field) {
      case "institutionCode" -> "03";
      case "brivaNo" -> "01";
      case "amount" -> "11";
      case "expiredDate" -> "20";
      default -> "10";
    };
  }
}
