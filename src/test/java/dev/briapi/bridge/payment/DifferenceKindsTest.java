package dev.briapi.bridge.payment;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of difference: planted, looked at several times, explained, resolved. */
@QuarkusTest
@PaymentEnvironment
class DifferenceKindsTest {
  private static final String AT = "2026-11-20T10:00:00+07:00";
  private static final String DATES =
      "\"InvoiceDate\":\"2026-11-20\",\"DisbursementDate\":\"2026-11-23\",\"SettlementDate\":\"2027-01-20\"";

  @Inject Books books;
  @Inject Differences differences;
  @Inject AccountImport imports;

  /** With both sides' values, as they are shown. */
  enum Kind {
    UNKNOWN_ACCOUNT("unknown-account 77777/1: - / 100.00 at " + AT),
    AMOUNT_MISMATCH("amount-mismatch 77777/1: 100.00 / 99.99 at " + AT),
    NOT_NOTIFIED("not-notified 77777/1: - / 100.00 at " + AT),
    NOT_REPORTED("not-reported 77777/1: 100.00 at " + AT + " / -"),
    DUPLICATE_PAYMENT(
        "duplicate-payment 77777/1: 100.00 once / 2 payments, 200.00 in all, the last at " + AT),
    STATUS_MISMATCH("status-mismatch 77777/1: 100.00 at " + AT + " / N"),
    STATUS_MISMATCH_REVERSE("status-mismatch 77777/1: - / Y"),
    INVOICE_DRIFT(
        "invoice-drift R1: Amount 10.00; SettlementDate 2027-01-20 / Amount 11.00; SettlementDate 2027-01-21"),
    INVOICE_MISSING("invoice-missing R1: R1 of 10.00 / -"),
    OVERDUE("overdue R1: DisbursementDate 2026-11-23 / not completed");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }
  }

  @BeforeEach
  void nothingIsThere() {
    books.empty();
  }

  private void paid(String amount) {
    books.reported("1", amount, AT);
    books.notified("1", amount, AT);
  }

  private static String bank(String amount, String dates) {
    return "{\"Amount\":\"%s\",\"InvoiceFrom\":\"BRIAPI 01\",\"InvoiceTo\":\"BRIAPI 02\",%s}"
        .formatted(amount, dates);
  }

  private void status(String status, String at) {
    books.run(
        "update virtual_account set bank_status = '%s', bank_status_at = '%s'"
            .formatted(status, at));
  }

  private void plant(Kind kind) {
    switch (kind) {
      case UNKNOWN_ACCOUNT -> paid("100");
      case AMOUNT_MISMATCH -> {
        books.account("1", "100");
        paid("99.99");
      }
      case NOT_NOTIFIED -> {
        books.account("1", "100");
        books.reported("1", "100", AT);
      }
      case NOT_REPORTED -> {
        books.account("1", "100");
        books.notified("1", "100", AT);
        books.finalReport("2026-11-20");
      }
      case DUPLICATE_PAYMENT -> {
        books.account("1", "100");
        paid("100");
        paid("100");
      }
      case STATUS_MISMATCH -> {
        books.account("1", "100");
        paid("100");
        status("N", "2026-11-20T10:00:01+07:00");
      }
      case STATUS_MISMATCH_REVERSE -> {
        books.account("1", "100");
        status("Y", AT);
        books.finalReport("2026-11-19");
        books.finalReport("2026-11-20");
      }
      case INVOICE_DRIFT ->
          books.invoice(
              "R1",
              "10",
              DATES,
              bank("11", DATES.replace("2027-01-20", "2027-01-21")),
              "2026-11-20T12:00:00Z");
      case INVOICE_MISSING -> {
        books.invoice("R1", "10", DATES, bank("10", DATES), "2026-11-20T12:00:00Z");
        books.run("update invoice set missing = true");
      }
      case OVERDUE -> books.invoice("R1", "10", DATES, bank("10", DATES), "2026-11-24T12:00:00Z");
    }
  }

  /** What the other side says later. */
  private void explain(Kind kind) throws Exception {
    switch (kind) {
      case UNKNOWN_ACCOUNT ->
          imports.take(
              new java.io.ByteArrayInputStream("brivaNo,custCode,amount\n77777,1,100".getBytes()));
      case AMOUNT_MISMATCH -> {
        books.run("update payment set amount = 100, changed_at = now()");
        books.notified("1", "100", AT);
        books.run("delete from notification where amount < 100");
      }
      case NOT_NOTIFIED -> books.notified("1", "100.00", "2026-11-20T10:14:59+07:00");
      case NOT_REPORTED -> books.reported("1", "100", "2026-11-20T09:45:01+07:00");
      case DUPLICATE_PAYMENT -> books.run("update virtual_account set amount = null");
      case STATUS_MISMATCH -> status("Y", "2026-11-20T10:05:00+07:00");
      case STATUS_MISMATCH_REVERSE -> paid("100");
      case INVOICE_DRIFT -> books.asked("R1", bank("10.00", DATES), "2026-11-21T12:00:00Z");
      case INVOICE_MISSING -> books.run("update invoice set missing = false");
      case OVERDUE ->
          books.asked(
              "R1",
              bank("10", DATES + ",\"DisbursementCompletedDate\":\"2026-11-24 09:00:00\""),
              "2026-11-24T13:00:00Z");
    }
  }

  private void lookOften() {
    for (int look = 0; look < 3; look++) {
      differences.refreshNow();
      books.run("update difference set last_seen = last_seen - interval '10 minutes'");
      books.run("update difference_recheck set check_at = now()");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void is_there_once_with_both_values_and_closes_by_itself_when_it_is_explained(Kind kind)
      throws Exception {
    plant(kind);
    lookOften();
    assertThat(books.open()).containsExactly(kind.shown);

    explain(kind);
    lookOften();
    assertThat(books.list("select state from difference")).containsExactly("closed");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void stays_resolved_while_it_looks_the_same(Kind kind) {
    plant(kind);
    lookOften();
    books.run("update difference set state = 'resolved', resolution = 'agreed', ended_at = now()");
    books.run("insert into difference_news (briva_no, cust_code) values ('77777', '1')");
    books.run("insert into difference_news (reference) values ('R1')");
    lookOften();

    assertThat(books.list("select state from difference")).containsExactly("resolved");
  }
}
