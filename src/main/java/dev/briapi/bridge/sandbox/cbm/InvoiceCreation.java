package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.FieldRules;

/** D of the document: creates an invoice. */
final class InvoiceCreation {
  /** The document's inquiry sample settles a DF invoice three days after its disbursement. */
  private static final int DF_DAYS = 3;

  private final InvoiceBook book;
  private final CreateCounts counts;
  private final FieldRules rules;
  private final Clock clock;

  InvoiceCreation(InvoiceBook book, CreateCounts counts, FieldRules rules, Clock clock) {
    this.book = book;
    this.counts = counts;
    this.rules = rules;
    this.clock = clock;
  }

  Answer create(JsonNode body) {
    Invoice draft = draft(new Fields(body));
    for (Violation wrong : rules.check("cbm", "create-invoice", body)) {
      throw CbmRefusal.invalid(wrong.message());
    }
    if (!Companies.known(draft.anchorCode())) {
      throw CbmRefusal.impossible("Anchor not found");
    }
    if (!Companies.known(draft.partnerCode())) {
      throw CbmRefusal.impossible("Partner not found");
    }
    Invoice invoice =
        book.create(draft)
            .orElseThrow(
                () ->
                    CbmRefusal.impossible(
                        "invoice number " + draft.invoiceNumber() + " already exist"));
    counts.created(invoice.key());
    return CbmAnswers.success(
        "Create Invoices successful.",
        CbmAnswers.done(
            invoice.referenceNumber(),
            "Invoice Number " + invoice.invoiceNumber() + " successful created"));
  }

  // rulings 21 and 22: lengths by the longer of table and sample, conditions as ruled
  private Invoice draft(Fields fields) {
    String anchor = fields.text("AnchorCode", 8).intern();
    String partner = fields.text("PartnerCode", 20).intern();
    String type = fields.word("InvoiceType", Set.of("AP", "AR")).intern();
    String invoiceDate = fields.date("InvoiceDate").toString();
    String number = fields.text("InvoiceNumber", 30);
    String currency = fields.word("Currency", Set.of("IDR")).intern();
    BigDecimal amount = fields.number("Amount");
    LocalDate disbursement = fields.date("DisbursementDate");
    String description = fields.text("Description", 100);
    String method = fields.word("PaymentMethod", Companies.paymentMethods().keySet()).intern();
    boolean own = method.equals("AP") && anchor.equals(partner);
    LocalDate settlement = fields.optionalDate("SettlementDate");
    if (settlement == null && method.equals("DF")) {
      settlement = disbursement.plusDays(DF_DAYS);
    } else if (settlement == null && !own) {
      throw CbmRefusal.invalid("SettlementDate is required");
    }
    if (fields.optionalDate("SharingDate") == null && method.equals("VF")) {
      throw CbmRefusal.invalid("SharingDate is required");
    }
    if (fields.optional("BeneficiaryAccount", 15) == null && own) {
      throw CbmRefusal.invalid("BeneficiaryAccount is required");
    }
    if (fields.has("Attachment")) {
      Attachments.check(fields.text("Attachment", Integer.MAX_VALUE));
    }
    return new Invoice(
        null,
        anchor,
        partner,
        type,
        invoiceDate,
        number,
        currency,
        amount,
        disbursement,
        settlement,
        description,
        method,
        InvoiceStatus.CREATED,
        clock.instant(),
        null,
        null,
        false,
        false,
        false);
  }
}
