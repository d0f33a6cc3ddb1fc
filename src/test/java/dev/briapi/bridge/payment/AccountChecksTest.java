package dev.briapi.bridge.payment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@PaymentEnvironment
class AccountChecksTest {
  private static final String AT = "2026-11-20T10:00:00+07:00";

  @Inject Books books;
  @Inject AccountChecks checks;

  @BeforeEach
  void nothingIsThere() {
    books.empty();
    books.account("1", "100");
  }

  private void says(String status) throws IOException {
    checks.note(
        new AccountChecks.Check("77777", "1"),
        new Answer(
            new Verdict(Outcome.SUCCEEDED, null, 200, "0000", null),
            "{\"status\":true,\"data\":{\"statusBayar\":\"%s\"}}"
                .formatted(status)
                .getBytes(StandardCharsets.UTF_8),
            "application/json"));
  }

  /** Minutes until the account is asked for again; null is never. */
  private Object pause() {
    return books
        .row(
            "select round(extract(epoch from check_at - now()) / 60) as pause from virtual_account")
        .get("pause");
  }

  private void asksAgainIn(int minutes) {
    assertThat(pause()).isEqualTo(java.math.BigDecimal.valueOf(minutes));
  }

  @Test
  void of_paid_the_first_moment_counts_and_of_unpaid_the_last() throws IOException {
    String moment = "select bank_status_at as at from virtual_account";
    says("N");
    Object first = books.row(moment).get("at");
    says("N");
    Object second = books.row(moment).get("at");
    assertThat(second).isNotEqualTo(first);

    says("Y");
    Object paid = books.row(moment).get("at");
    says("Y");
    assertThat(paid).isNotEqualTo(second);
    assertThat(books.row(moment)).containsEntry("at", paid);

    says("N");
    assertThat(books.row(moment).get("at")).isNotEqualTo(paid);
  }

  @Test
  void what_bank_and_report_agree_on_as_paid_is_not_asked_for_again() throws IOException {
    books.reported("1", "100", AT);
    says("Y");
    assertThat(pause()).isNull();
  }

  @Test
  void what_is_unpaid_is_asked_for_rarely() throws IOException {
    says("N");
    asksAgainIn(720);
  }

  @Test
  void what_differs_is_asked_for_soon_and_then_ever_less_often() throws IOException {
    says("Y");
    asksAgainIn(5);
    books.run("update virtual_account set bank_status_at = now() - interval '4 hours'");
    says("Y");
    asksAgainIn(60);
    books.run("update virtual_account set bank_status_at = now() - interval '30 days'");
    says("Y");
    asksAgainIn(720);

    books.reported("1", "100", Books.ago(java.time.Duration.ofHours(8)));
    says("N");
    asksAgainIn(120);
  }

  @Test
  void a_payment_before_the_amount_was_changed_says_nothing_of_the_new_one() throws IOException {
    books.reported("1", "100", AT);
    books.run(
        "update virtual_account set amount = 250, expected_since = '2026-11-20T10:00:01+07:00'");
    says("N");
    asksAgainIn(720);
    says("Y");
    asksAgainIn(5);

    books.reported("1", "250", "2026-11-20T10:00:01+07:00");
    says("Y");
    assertThat(pause()).isNull();
  }

  @Test
  void an_account_of_any_amount_is_not_expected_to_become_paid() throws IOException {
    books.run("update virtual_account set amount = 0");
    books.reported("1", "100", Books.ago(java.time.Duration.ofMinutes(1)));
    says("N");
    asksAgainIn(720);
  }

  @Test
  void what_has_been_expired_for_two_days_is_not_asked_for_whatever_differs() throws IOException {
    books.run("update virtual_account set expires_at = now() - interval '47 hours'");
    says("Y");
    asksAgainIn(5);
    books.run("update virtual_account set expires_at = now() - interval '49 hours'");
    says("Y");
    assertThat(pause()).isNull();
  }

  @Test
  void an_answer_that_tells_nothing_changes_nothing_and_is_asked_for_again() throws IOException {
    says("?");
    asksAgainIn(5);
    assertThat(books.row("select bank_status from virtual_account"))
        .containsEntry("bank_status", null);
  }
}
