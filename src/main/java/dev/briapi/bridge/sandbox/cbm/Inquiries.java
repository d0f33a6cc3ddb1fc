package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.briapi.bridge.sandbox.server.Answer;

/** B, C and G to K of the document: the questions. */
final class Inquiries {
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("M/d/yyyy hh:mm:ss a", Locale.US);

  private final InvoiceBook book;
  private final Clock clock;

  Inquiries(InvoiceBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  Answer invoice(String reference) {
    length("ReferenceNumber", reference, 19);
    return book.find(reference)
        .map(found -> CbmAnswers.success("Inquiry Success.", CbmAnswers.invoice(found)))
        .orElseThrow(() -> CbmRefusal.impossible("Invoice not found"));
  }

  Answer invoiceByNumber(Map<String, String> query) {
    String number = required(query, "invoice_number", 30);
    String anchor = required(query, "anchor_code", 8);
    String partner = required(query, "partner_code", 20);
    return book.find(anchor, partner, number)
        .map(found -> CbmAnswers.success("Inquiry Success.", CbmAnswers.invoice(found)))
        .orElseThrow(() -> CbmRefusal.impossible("Invoice not found"));
  }

  Answer facilities(String anchor) {
    anchor(anchor);
    List<Map<String, Object>> list =
        Companies.paymentMethods().entrySet().stream()
            .map(
                method -> {
                  Map<String, Object> facility = new LinkedHashMap<>();
                  facility.put("facilityCode", method.getKey());
                  facility.put("facilityCodeDesc", method.getValue());
                  facility.put("facilityAccount", Companies.account(anchor, method.getKey()));
                  return facility;
                })
            .toList();
    return CbmAnswers.success("Inquiry Success", list);
  }

  Answer facility(String anchor, Map<String, String> query) {
    anchor(anchor);
    String account = required(query, "facility_account", 15);
    String method = Companies.methodOf(anchor, account);
    if (method == null) {
      throw CbmRefusal.impossible("Facility account not found");
    }
    BigDecimal outstanding = sum(anchor, null, method, true);
    BigDecimal hold = sum(anchor, null, method, false);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("FacilityCode", method);
    data.put("FacilityAccount", account);
    data.put("Facility", "SCF " + method);
    data.put("AccountName", Companies.name(anchor));
    data.put("Plafond", Companies.PLAFOND.toPlainString());
    data.put("Outstanding", outstanding.toPlainString());
    data.put("AccountStatus", "ACTIVE");
    data.put("FacilityDueDate", AMERICAN.format(due().atStartOfDay()));
    data.put(
        "AvailableAmount", Companies.PLAFOND.subtract(outstanding).subtract(hold).toPlainString());
    data.put("FacilityStatus", "00");
    data.put("FacilityStatusDesc", "Active");
    return CbmAnswers.success("Inquiry success", data);
  }

  Answer partners(String anchor) {
    anchor(anchor);
    List<Map<String, Object>> list =
        Companies.PARTNERS.stream()
            .map(
                code -> {
                  Map<String, Object> partner = new LinkedHashMap<>();
                  partner.put("PartnerCode", Companies.id(code));
                  partner.put("InitialCode", code);
                  partner.put("PartnerName", Companies.name(code));
                  return partner;
                })
            .toList();
    return CbmAnswers.success("Inquiry Success.", list);
  }

  Answer partner(String anchor, Map<String, String> query) {
    anchor(anchor);
    String code = knownPartner(query);
    List<Map<String, Object>> list =
        Companies.paymentMethods().entrySet().stream()
            .map(
                method -> {
                  Map<String, Object> facility = new LinkedHashMap<>();
                  facility.put("PartnerCode", code);
                  facility.put("PartnerName", Companies.name(code));
                  facility.put("PaymentMethod", method.getKey());
                  facility.put("PaymentMethodDesc", method.getValue());
                  return facility;
                })
            .toList();
    return CbmAnswers.capitalSuccess("Inquiry Success", list);
  }

  Answer partnerFacility(String anchor, Map<String, String> query) {
    anchor(anchor);
    String code = knownPartner(query);
    String method = required(query, "facility_code", 3);
    if (!Companies.paymentMethods().containsKey(method)) {
      throw CbmRefusal.invalid("facility_code is not valid");
    }
    BigDecimal outstanding = sum(anchor, code, method, true);
    BigDecimal hold = sum(anchor, code, method, false);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("PartnerCode", code);
    data.put("PartnerName", Companies.name(code));
    data.put("FacilityCode", method);
    data.put("AccountNumber", Companies.account(code, method));
    data.put("AccountName", Companies.name(code));
    data.put("AccountStatus", "Active");
    data.put("LoanDueDate", due());
    data.put("Plafon", Companies.PLAFOND.toPlainString()); // so spelt in the sample
    data.put("Outstanding", Companies.money(outstanding));
    data.put("HoldAmount", hold.toPlainString());
    data.put(
        "AvailableAmount", Companies.money(Companies.PLAFOND.subtract(outstanding).subtract(hold)));
    data.put("FacilityStatus", "00");
    data.put("FacilityStatusDesc", "Active");
    data.put("LastInvoiceDefault", "");
    return CbmAnswers.success("Inquiry Success.", data);
  }

  private LocalDate due() {
    return LocalDate.now(clock.withZone(CbmAnswers.WIB)).plusYears(1);
  }

  private BigDecimal sum(String anchor, String partner, String method, boolean disbursed) {
    return book.sum(
        invoice ->
            invoice.anchorCode().equals(anchor)
                && (partner == null || invoice.partnerCode().equals(partner))
                && invoice.paymentMethod().equals(method)
                && (disbursed
                    ? invoice.status() == InvoiceStatus.DISBURSED
                        || invoice.status() == InvoiceStatus.ON_HOLD
                    : invoice.status() == InvoiceStatus.CREATED));
  }

  private static void anchor(String code) {
    length("AnchorCode", code, 8);
    if (!Companies.known(code)) {
      throw CbmRefusal.impossible("Anchor not found");
    }
  }

  private static String knownPartner(Map<String, String> query) {
    String code = required(query, "partner_code", 20);
    if (!Companies.known(code)) {
      throw CbmRefusal.impossible("Partner not found");
    }
    return code;
  }

  private static String required(Map<String, String> query, String name, int most) {
    String value = query.get(name);
    if (value == null || value.isBlank()) {
      throw CbmRefusal.invalid(name + " is required");
    }
    length(name, value, most);
    return value;
  }

  private static void length(String name, String value, int most) {
    if (value.length() > most) {
      throw CbmRefusal.invalid(name + " maximum length is " + most);
    }
  }
}
