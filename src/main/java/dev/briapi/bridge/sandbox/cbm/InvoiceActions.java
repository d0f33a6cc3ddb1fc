package dev.briapi.bridge.sandbox.cbm;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Answer;

/** E, F, L, M and N of the document: what can be done to an invoice that is there. */
final class InvoiceActions {
  private final InvoiceBook book;
  private final Clock clock;

  InvoiceActions(InvoiceBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  Answer cancel(JsonNode body) {
    Invoice invoice =
        change(
            body,
            found -> {
              if (found.status() != InvoiceStatus.CREATED) {
                throw CbmRefusal.impossible("Invoice status is: " + found.status().desc());
              }
              if (!today().isBefore(found.disbursementDate())) {
                throw CbmRefusal.notNow(); // at the latest the day before disbursement
              }
              return found.moved(InvoiceStatus.CANCELED, null, null);
            });
    return done("Invoice Cancelation Success!", invoice, "canceled");
  }

  Answer pay(JsonNode body) {
    Invoice invoice =
        change(
            body,
            found -> {
              allow(found.status() == InvoiceStatus.CREATED, "invoice payment", found);
              return found.moved(InvoiceStatus.PAID, clock.instant(), null);
            });
    return done("Invoice Payment successful.", invoice, "paid");
  }

  Answer payFacility(JsonNode body) {
    BigDecimal amount = new Fields(body).optionalNumericString("Amount");
    Invoice invoice =
        change(
            body,
            found -> {
              boolean owing =
                  found.status() == InvoiceStatus.DISBURSED
                      || found.status() == InvoiceStatus.ON_HOLD;
              allow(owing, "facility payment", found);
              if (amount != null && amount.compareTo(found.amount()) > 0) {
                throw CbmRefusal.impossible("Amount exceeds the outstanding of the invoice");
              }
              return found.moved(InvoiceStatus.FACILITY_PAID, found.disbursedAt(), clock.instant());
            });
    return done("Facility Payment successful.", invoice, "paid");
  }

  Answer instapay(JsonNode body) {
    LocalDate date = new Fields(body).date("DisbursementDate");
    if (date.isBefore(today())) {
      throw CbmRefusal.invalid("DisbursementDate must greater or equal than today");
    }
    Invoice source =
        change(
            body,
            found -> {
              if (!found.paymentMethod().equals("DF")) {
                throw CbmRefusal.impossible("instapayment is for DF invoices only");
              }
              boolean open =
                  found.status() == InvoiceStatus.CREATED
                      || found.status() == InvoiceStatus.DISBURSED;
              allow(open, "instapayment", found);
              if (found.instaPaid()) {
                throw CbmRefusal.impossible(
                    "Insta-payment for invoice " + found.invoiceNumber() + " already exist");
              }
              return found.asInstaPaid();
            });
    Invoice created = book.create(ark(source, date, clock.instant())).orElseThrow();
    return CbmAnswers.success(
        "Facility Payment successful.", // the document's own words
        CbmAnswers.done(
            created.referenceNumber(),
            "Insta-payment for invoice " + source.invoiceNumber() + " has been created"));
  }

  private static Invoice ark(Invoice source, LocalDate disbursement, Instant now) {
    LocalDate settlement =
        source.settlementDate().isBefore(disbursement) ? disbursement : source.settlementDate();
    return new Invoice(
        null,
        source.anchorCode(),
        source.partnerCode(),
        "AR",
        source.invoiceDate(),
        source.invoiceNumber(),
        source.currency(),
        source.amount(),
        disbursement,
        settlement,
        source.description(),
        "ARK",
        InvoiceStatus.CREATED,
        now,
        null,
        null,
        false,
        false,
        true);
  }

  Answer requestSettlement(JsonNode body) {
    Invoice invoice =
        change(
            body,
            found -> {
              allow(found.status() == InvoiceStatus.ON_HOLD, "settlement request", found);
              return found.settlementRequested(today());
            });
    return done("Facility Payment successful.", invoice, "paid"); // the document's own words
  }

  private Invoice change(JsonNode body, UnaryOperator<Invoice> change) {
    Fields fields = new Fields(body);
    String reference = fields.text("ReferenceNumber", 19);
    // rulings 21: 25 by some tables, but a number that creation allows has to be good here too
    String number = fields.text("InvoiceNumber", 30);
    return book.change(
            reference,
            found -> {
              if (!found.invoiceNumber().equals(number)) {
                throw CbmRefusal.impossible("ReferenceNumber and InvoiceNumber do not match");
              }
              return change.apply(found);
            })
        .orElseThrow(() -> CbmRefusal.impossible("Invoice not found"));
  }

  private static void allow(boolean allowed, String action, Invoice invoice) {
    if (!allowed) {
      throw CbmRefusal.impossible(
          action + " not allowed, current status is " + invoice.status().current());
    }
  }

  private static Answer done(String desc, Invoice invoice, String what) {
    return CbmAnswers.success(
        desc,
        CbmAnswers.done(
            invoice.referenceNumber(), "Invoice Number " + invoice.invoiceNumber() + " " + what));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(CbmAnswers.WIB));
  }
}
