package dev.briapi.bridge.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One invoice in the ways in which a drop file can say it. Fields are kept as they are written. */
record TestInvoice(Map<String, String> fields) {
  static final String ANCHOR = "BRIAPI01";
  static final String PARTNER = "BRIAPI02";
  static final List<String> COLUMNS =
      List.of(
          "AnchorCode",
          "PartnerCode",
          "InvoiceType",
          "InvoiceDate",
          "InvoiceNumber",
          "Currency",
          "Amount",
          "DisbursementDate",
          "Description",
          "PaymentMethod",
          "Attachment");
  private static final ObjectMapper JSON = new ObjectMapper();

  static TestInvoice of(String number, String amount) {
    Map<String, String> fields = new LinkedHashMap<>();
    COLUMNS.forEach(column -> fields.put(column, ""));
    fields.put("AnchorCode", ANCHOR);
    fields.put("PartnerCode", PARTNER);
    fields.put("InvoiceType", "AR");
    fields.put("InvoiceDate", "2026-11-20");
    fields.put("InvoiceNumber", number);
    fields.put("Currency", "IDR");
    fields.put("Amount", amount);
    fields.put("DisbursementDate", "2026-11-23");
    fields.put("Description", "Invoice pembelian barang");
    fields.put("PaymentMethod", "DF");
    return new TestInvoice(fields);
  }

  /** So many good ones, numbered from 1. */
  static List<TestInvoice> many(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> of(prefix + i, "1000.00")).toList();
  }

  TestInvoice with(String field, String value) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    return new TestInvoice(changed);
  }

  static String csv(List<TestInvoice> invoices) {
    return String.join(",", COLUMNS)
        + "\n"
        + invoices.stream().map(TestInvoice::csvLine).collect(Collectors.joining());
  }

  private String csvLine() {
    return COLUMNS.stream().map(fields::get).collect(Collectors.joining(",")) + "\n";
  }

  /** One object of JSON, as in an array or a line of JSON Lines. */
  String json() {
    Map<String, Object> present = new LinkedHashMap<>(fields);
    present.values().removeIf(""::equals);
    try {
      return JSON.writeValueAsString(present);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
