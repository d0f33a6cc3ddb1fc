package dev.briapi.bridge.payment;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@PaymentEnvironment
class CbmDifferencesTest {
  private static final String DATES =
      "\"InvoiceDate\":\"2026-11-20\",\"DisbursementDate\":\"2026-11-23\",\"SettlementDate\":\"2027-01-20\"";
  private static final String EARLY = "2026-11-23T23:59:59+07:00";

  @Inject Books books;
  @Inject Differences differences;

  @BeforeEach
  void nothingIsThere() {
    books.empty();
  }

  private void refresh() {
    differences.refreshNow();
  }

  private static String bank(String amount, String from, String more) {
    return "{\"Amount\":\"%s\",\"InvoiceFrom\":\"%s\",\"InvoiceTo\":\"BRIAPI 02\",%s}"
        .formatted(amount, from, more);
  }

  @Test
  void an_invoice_that_is_at_the_bank_as_it_was_sent_is_no_difference() {
    books.invoice("R1", "1000.50", DATES, bank("1000.5", "BRIAPI 01", DATES), EARLY);
    books.invoice(
        "R2",
        "10",
        DATES,
        bank("10.00", "BRIAPI01", "\"SettlementDate\":\"2027-01-20 00:00:00\""),
        EARLY);
    books.invoice("R3", "10", DATES, "{}", EARLY);

    refresh();

    assertThat(books.open()).isEmpty();
  }

  @Test
  void another_amount_date_or_party_is_drift_that_closes_when_the_bank_corrects_it() {
    books.invoice("R1", "1000", DATES, bank("999.99", "BRIAPI 01", DATES), EARLY);
    books.invoice(
        "R2",
        "10",
        DATES,
        bank("10.00", "BRIAPI 01", DATES.replace("2027-01-20", "2027-02-20")),
        EARLY);
    books.invoice("R3", "10", DATES, bank("10", "SOMEBODY ELSE", DATES), EARLY);
    books.invoice("R4", "10", DATES, bank("ten", "BRIAPI 01", DATES), EARLY);

    refresh();

    assertThat(books.open())
        .containsExactly(
            "invoice-drift R1: Amount 1000.00 / Amount 999.99",
            "invoice-drift R2: SettlementDate 2027-01-20 / SettlementDate 2027-02-20",
            "invoice-drift R3: InvoiceFrom BRIAPI01 / InvoiceFrom SOMEBODY ELSE",
            "invoice-drift R4: Amount 10.00 / Amount ten");

    books.run(
        "update invoice set bank = (select bank from invoice where reference_number = 'R3') || '{\"InvoiceFrom\":\"BRIAPI 01\"}', amount = 10");
    books.run("update line set amount = 10");
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_company_whose_name_is_unlike_its_code_is_known_by_its_other_invoices() {
    books.invoice("R1", "10", DATES, bank("10", "PT Nusantara", DATES), EARLY);
    books.invoice("R2", "10", DATES, bank("10", "PT Nusantara", DATES), EARLY);
    books.invoice("R3", "10", DATES, bank("10", "pt. nusantara", DATES), EARLY);
    books.invoice("R4", "10", DATES, bank("10", "PT Indonesia", DATES), EARLY);

    refresh();

    assertThat(books.open())
        .containsExactly("invoice-drift R4: InvoiceFrom BRIAPI01 / InvoiceFrom PT Indonesia");
  }

  @Test
  void an_invoice_that_the_bank_forgot_is_missing_and_nothing_else() {
    books.invoice("R1", "10", DATES, bank("11", "BRIAPI 01", DATES), "2027-03-01T00:00:00+07:00");
    books.run("update invoice set missing = true");
    refresh();
    assertThat(books.open()).containsExactly("invoice-missing R1: R1 of 10.00 / -");

    books.run("update invoice set missing = false, bank = '{}'");
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_date_is_over_at_midnight_of_wib_and_the_completion_closes_it() {
    // 2026-11-24 00:00 of WIB
    books.invoice("R1", "10", DATES, bank("10", "BRIAPI 01", DATES), "2026-11-23T16:59:59Z");
    refresh();
    assertThat(books.open()).isEmpty();

    books.run("update invoice set checked_at = '2026-11-23T17:00:00Z'");
    refresh();
    assertThat(books.open())
        .containsExactly("overdue R1: DisbursementDate 2026-11-23 / not completed");

    books.run(
        "update invoice set bank = bank || '{\"DisbursementCompleteDate\":\"2026-11-24 08:00:00\"}'");
    refresh();
    assertThat(books.open()).isEmpty();

    books.run("update invoice set checked_at = '2027-02-01T00:00:00Z'");
    refresh();
    assertThat(books.open())
        .containsExactly("overdue R1: SettlementDate 2027-01-20 / not completed");

    books.run(
        "update invoice set bank = bank || '{\"SettlementCompletedDate\":\"2027-02-02 08:00:00\"}'");
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void what_was_cancelled_or_is_at_its_end_is_not_overdue() {
    books.invoice("R1", "10", DATES, bank("10", "BRIAPI 01", DATES), "2027-03-01T00:00:00Z");
    books.invoice("R2", "10", DATES, bank("10", "BRIAPI 01", DATES), "2027-03-01T00:00:00Z");
    books.run(
        "update invoice set status_desc = 'Cancelled by anchor' where reference_number = 'R1'");
    books.run("update invoice set terminal = true where reference_number = 'R2'");

    refresh();

    assertThat(books.open()).isEmpty();
  }
}
