package dev.briapi.bridge.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@PaymentEnvironment
class DifferencesTest {
  private static final String AT = "2026-11-20T10:00:00+07:00";

  @Inject Books books;
  @Inject Differences differences;
  @Inject AccountNotes notes;
  @Inject DifferenceScope scope;
  @Inject TransactionTemplate transaction;

  @BeforeEach
  void nothingIsThere() {
    books.empty();
  }

  /** Reported and notified. */
  private void paid(String account, String amount, String at) {
    books.reported(account, amount, at);
    books.notified(account, amount, at);
  }

  private void refresh() {
    differences.refreshNow();
  }

  @Test
  void what_was_paid_as_expected_is_no_difference() {
    books.account("1", "100");
    books.account("2", "null");
    books.account("3", "0");
    paid("1", "100.00", AT);
    paid("2", "17", AT);
    paid("2", "18", AT);
    paid("3", "1", AT);

    refresh();

    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_payment_of_an_account_that_we_never_created_is_flagged_until_we_know_it() {
    paid("404", "100.5", AT);
    refresh();
    assertThat(books.open())
        .containsExactly("unknown-account 77777/404: - / 100.50 at 2026-11-20T10:00:00+07:00");
    Map<String, Object> first = books.row("select * from difference");

    books.run("update difference set last_seen = last_seen - interval '1 hour'");
    refresh();
    Map<String, Object> again = books.row("select * from difference");
    assertThat(again)
        .containsEntry("id", first.get("id"))
        .containsEntry("first_seen", first.get("first_seen"));
    assertThat(
            books.row(
                "select last_seen > :now as later from difference"
                    .replace(":now", "now() - interval '1 minute'")))
        .containsEntry("later", true);

    books.account("404", "100.5");
    refresh();
    assertThat(books.open()).isEmpty();
    assertThat(books.row("select state, ended_at is not null as ended from difference"))
        .containsEntry("state", "closed")
        .containsEntry("ended", true);
  }

  @Test
  void a_payment_after_the_deletion_is_of_an_unknown_account_and_one_before_is_not() {
    books.account("1", "100");
    books.run(
        "update virtual_account set state = 'deleted', deleted_at = '2026-11-20T12:00:00+07:00'");
    paid("1", "100", AT);
    refresh();
    assertThat(books.open()).isEmpty();

    paid("1", "100", "2026-11-20T12:00:01+07:00");
    refresh();
    assertThat(books.open())
        .containsExactly("unknown-account 77777/1: - / 100.00 at 2026-11-20T12:00:01+07:00");
  }

  @Test
  void too_little_and_too_much_are_both_a_mismatch() {
    books.account("1", "100");
    books.account("2", "100");
    paid("1", "99.99", AT);
    paid("2", "100.01", AT);

    refresh();

    assertThat(books.open())
        .containsExactly(
            "amount-mismatch 77777/1: 100.00 / 99.99 at 2026-11-20T10:00:00+07:00",
            "amount-mismatch 77777/2: 100.00 / 100.01 at 2026-11-20T10:00:00+07:00");
  }

  @Test
  void an_amount_that_the_report_corrects_closes_the_mismatch() {
    books.account("1", "100");
    paid("1", "90", AT);
    refresh();
    assertThat(books.open()).hasSize(1);

    books.run("update payment set amount = 100, changed_at = now()");
    books.run("update notification set amount = 100");
    refresh();

    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_fixed_amount_that_is_paid_twice_is_a_duplicate_and_nothing_else() {
    books.account("1", "100");
    paid("1", "100", AT);
    refresh();
    assertThat(books.open()).isEmpty();

    paid("1", "100", "2026-11-20T11:00:00+07:00");
    refresh();

    assertThat(books.open())
        .containsExactly(
            "duplicate-payment 77777/1: 100.00 once / 2 payments, 200.00 in all, the last at 2026-11-20T11:00:00+07:00");
  }

  @Test
  void parts_that_add_up_are_a_duplicate_and_parts_that_do_not_are_a_mismatch_as_well() {
    books.account("1", "100");
    books.account("2", "100");
    for (String account : new String[] {"1", "2"}) {
      paid(account, "60", AT);
    }
    paid("1", "40", AT);
    paid("2", "50", AT);

    refresh();

    assertThat(books.open())
        .containsExactly(
            "amount-mismatch 77777/2: 100.00 / 2 payments, 110.00 in all, the last at 2026-11-20T10:00:00+07:00",
            "duplicate-payment 77777/1: 100.00 once / 2 payments, 100.00 in all, the last at 2026-11-20T10:00:00+07:00",
            "duplicate-payment 77777/2: 100.00 once / 2 payments, 110.00 in all, the last at 2026-11-20T10:00:00+07:00");
  }

  @Test
  void an_account_that_is_used_again_for_another_amount_begins_anew() {
    create("1", "100", "2026-11-01T10:00:00+07:00");
    paid("1", "100", "2026-11-02T10:00:00+07:00");
    notes.note();
    refresh();
    books.succeeded(
        "update-account",
        "{\"brivaNo\":\"77777\",\"custCode\":\"1\",\"amount\":\"250\"}",
        "2026-11-03T10:00:00+07:00");
    notes.note();
    refresh();
    assertThat(books.open()).isEmpty();

    paid("1", "250", "2026-11-04T10:00:00+07:00");
    refresh();
    assertThat(books.open()).isEmpty();

    paid("1", "100", "2026-11-05T10:00:00+07:00");
    refresh();
    assertThat(books.open())
        .containsExactly(
            "amount-mismatch 77777/1: 250.00 / 2 payments, 350.00 in all, the last at 2026-11-05T10:00:00+07:00",
            "duplicate-payment 77777/1: 250.00 once / 2 payments, 350.00 in all, the last at 2026-11-05T10:00:00+07:00");
  }

  private void create(String account, String amount, String at) {
    books.succeeded(
        "create-account",
        "{\"brivaNo\":\"77777\",\"custCode\":\"%s\",\"amount\":\"%s\"}".formatted(account, amount),
        at);
  }

  @Test
  void a_payment_without_a_notification_is_flagged_after_the_grace_and_a_late_one_closes_it() {
    books.account("1", "null");
    books.reported("1", "100", Books.ago(Duration.ofMinutes(29)));
    refresh();
    assertThat(books.open()).isEmpty();

    books.run("update payment set payment_date = payment_date - interval '2 minutes'");
    refresh();
    String at = (String) books.row("select wib_text(payment_date) as at from payment").get("at");
    assertThat(books.open()).containsExactly("not-notified 77777/1: - / 100.00 at " + at);

    books.notified("1", "100", at);
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_payment_is_looked_at_again_when_its_grace_is_over_though_nothing_happens() {
    books.account("1", "null");
    books.reported("1", "100", Books.ago(Duration.ofMinutes(30).minusSeconds(3)));
    refresh();
    assertThat(books.open()).isEmpty();

    await("its grace is over")
        .untilAsserted(
            () -> {
              refresh();
              assertThat(books.open()).hasSize(1);
            });
    assertThat(books.row("select count(*) as n from difference_recheck")).containsEntry("n", 0L);
  }

  @Test
  void a_payment_that_is_notified_in_time_is_not_waited_for() {
    books.account("1", "null");
    String at = Books.ago(Duration.ofMinutes(1));
    books.reported("1", "100", at);
    refresh();
    assertThat(books.row("select count(*) as n from difference_recheck")).containsEntry("n", 1L);

    books.notified("1", "100", at);
    refresh();
    assertThat(books.row("select count(*) as n from difference_recheck")).containsEntry("n", 0L);
  }

  @Test
  void a_transaction_id_that_comes_to_be_known_makes_no_other_payment_of_it() {
    books.account("1", "null");
    books.account("2", "null");
    books.reported("1", "100", AT);
    books.reported("2", "100", AT);
    refresh();
    books.run(
        "update difference set state = 'resolved', resolution = 'agreed', ended_at = now() where subject = '77777/2'");
    Map<String, Object> before = books.row("select * from difference where state = 'open'");

    books.run("update payment set trx_id = 'T' || cust_code");
    books.run(
        "insert into difference_news (briva_no, cust_code) values ('77777', '1'), ('77777', '2')");
    refresh();

    assertThat(books.row("select id, first_seen from difference where state = 'open'"))
        .containsEntry("id", before.get("id"))
        .containsEntry("first_seen", before.get("first_seen"));
    assertThat(
            books.row(
                "select count(*) as n, count(*) filter (where key like '% T_') as renamed from difference"))
        .containsEntry("n", 2L)
        .containsEntry("renamed", 2L);
  }

  @Test
  void a_notification_is_missing_in_a_report_only_when_that_is_final() {
    books.account("1", "null");
    books.notified("1", "100", AT);
    refresh();
    assertThat(books.open()).isEmpty();

    // read whole, but while late rows might still come
    books.run(
        "insert into report_day (briva_no, day, read_whole) values ('77777', '2026-11-20', '2026-11-21T00:14:59+07:00')");
    refresh();
    assertThat(books.open()).isEmpty();

    books.run("update report_day set read_whole = '2026-11-21T00:15:00+07:00'");
    refresh();
    assertThat(books.open())
        .containsExactly("not-reported 77777/1: 100.00 at 2026-11-20T10:00:00+07:00 / -");

    books.reported("1", "100", AT);
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_notification_at_midnight_of_wib_waits_for_both_reports() {
    books.account("1", "null");
    // 23:58 of the 19th in WIB, which is the 19th in UTC as well, and 00:02 of the 20th, which is
    // not
    books.notified("1", "100", "2026-11-19T16:58:00Z");
    books.notified("1", "200", "2026-11-19T17:02:00Z");
    books.notified("1", "300", "2026-11-19T12:00:00Z");
    books.finalReport("2026-11-19");
    refresh();
    assertThat(books.open())
        .containsExactly("not-reported 77777/1: 300.00 at 2026-11-19T19:00:00+07:00 / -");

    books.finalReport("2026-11-20");
    refresh();
    assertThat(books.open()).hasSize(3);
  }

  @Test
  void an_account_that_is_unpaid_at_the_bank_after_its_payment_is_flagged_until_it_is_paid_there() {
    books.account("1", "100");
    paid("1", "100", AT);
    books.run(
        "update virtual_account set bank_status = 'N', bank_status_at = '2026-11-20T09:59:59+07:00'");
    refresh();
    assertThat(books.open()).isEmpty();

    books.run("update virtual_account set bank_status_at = '2026-11-20T10:30:00+07:00'");
    refresh();
    assertThat(books.open())
        .containsExactly("status-mismatch 77777/1: 100.00 at 2026-11-20T10:00:00+07:00 / N");

    books.run(
        "update virtual_account set bank_status = 'Y', bank_status_at = '2026-11-20T10:31:00+07:00'");
    books.finalReport("2026-11-20");
    refresh();
    assertThat(books.open()).isEmpty();
  }

  private void status(String status, String at) {
    books.run(
        "update virtual_account set bank_status = '%s', bank_status_at = '%s'"
            .formatted(status, at));
  }

  @Test
  void an_account_that_is_paid_at_the_bank_and_in_no_final_report_is_flagged() {
    books.account("1", "100");
    status("Y", "2026-11-20T09:59:59+07:00");
    books.finalReport("2026-11-19");
    refresh();
    assertThat(books.open()).isEmpty();

    books.finalReport("2026-11-20");
    appointmentsCome();
    refresh();
    assertThat(books.open()).containsExactly("status-mismatch 77777/1: - / Y");

    paid("1", "100", AT);
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_report_that_was_read_beyond_the_status_and_the_grace_is_enough() {
    books.account("1", "100");
    status("Y", "2026-11-20T09:59:59+07:00");
    books.finalReport("2026-11-19");
    books.run(
        "insert into report_day (briva_no, day, read_until) values ('77777', '2026-11-20', '2026-11-20T10:29:58+07:00')");
    refresh();
    assertThat(books.open()).isEmpty();
    refresh();
    appointmentsCome();
    refresh();
    assertThat(books.open()).isEmpty();

    books.run(
        "update report_day set read_until = '2026-11-20T10:29:59+07:00' where day = '2026-11-20'");
    appointmentsCome();
    refresh();
    assertThat(books.open()).containsExactly("status-mismatch 77777/1: - / Y");
    assertThat(books.row("select count(*) as n from difference_recheck")).containsEntry("n", 0L);
  }

  @Test
  void an_account_paid_at_the_bank_just_after_midnight_waits_for_the_day_before() {
    books.account("1", "100");
    books.account("2", "100");
    status("Y", "2026-11-20T00:00:05+07:00");
    books.run(
        """
        insert into report_day (briva_no, day, read_until, read_whole) values
          ('77777', '2026-11-19', '2026-11-20T00:00:00+07:00', '2026-11-20T00:14:59+07:00'),
          ('77777', '2026-11-20', '2026-11-20T00:40:00+07:00', null)
        """);
    refresh();
    assertThat(books.open()).isEmpty();

    // a late row of its last minute
    paid("1", "100", "2026-11-19T23:59:59+07:00");
    books.finalReport("2026-11-19");
    refresh();
    appointmentsCome();
    refresh();
    assertThat(books.open()).containsExactly("status-mismatch 77777/2: - / Y");
    assertThat(books.row("select count(*) as n from difference")).containsEntry("n", 1L);
  }

  /** Time has passed, and nothing else has happened. */
  private void appointmentsCome() {
    assertThat(books.row("select count(*) as n from difference_news where cust_code is not null"))
        .containsEntry("n", 0L);
    books.run("update difference_recheck set check_at = now()");
  }

  @Test
  void the_payments_of_a_day_are_counted_as_they_come_change_and_go() {
    books.reported("1", "100.25", "2026-11-20T23:59:59+07:00");
    books.reported("2", "1", "2026-11-20T00:00:00+07:00");
    books.reported("3", "7", "2026-11-21T00:00:00+07:00");
    books.run(
        "insert into payment (briva_no, cust_code, payment_date, amount) select '88888', n::text, '2026-11-20T17:00:00Z', 2 from generate_series(1, 3) n");
    assertThat(days())
        .containsExactly(
            "77777 2026-11-20 2 101.25", "77777 2026-11-21 1 7", "88888 2026-11-21 3 6");

    books.run("update payment set amount = 2 where cust_code = '1'");
    books.run("update payment set trx_id = 'T'");
    books.run(
        "update payment set payment_date = payment_date + interval '1 day' where briva_no = '88888' and cust_code = '2'");
    books.run("delete from payment where cust_code = '3'");

    assertThat(days())
        .containsExactly(
            "77777 2026-11-20 2 3.00",
            "77777 2026-11-21 0 0",
            "88888 2026-11-21 1 2",
            "88888 2026-11-22 1 2");
  }

  private List<String> days() {
    return books.list(
        "select concat_ws(' ', briva_no, day, payments, amount) from payment_day order by briva_no, day");
  }

  @Test
  void what_a_person_has_resolved_stays_so_until_the_values_change() {
    books.account("1", "100");
    paid("1", "90", AT);
    refresh();
    books.run("update difference set state = 'resolved', resolution = 'agreed', ended_at = now()");
    refresh();
    refresh();
    assertThat(books.open()).isEmpty();
    assertThat(books.row("select count(*) as n from difference")).containsEntry("n", 1L);

    books.run("update virtual_account set amount = 95");
    refresh();

    assertThat(books.open())
        .containsExactly("amount-mismatch 77777/1: 95.00 / 90.00 at 2026-11-20T10:00:00+07:00");
    assertThat(
            books.row("select ours, theirs, resolution from difference where state = 'resolved'"))
        .containsEntry("ours", "100.00")
        .containsEntry("resolution", "agreed");
  }

  @Test
  void a_difference_that_comes_back_is_a_new_one() {
    books.account("1", "100");
    paid("1", "90", AT);
    refresh();
    books.run("update virtual_account set amount = 90");
    refresh();
    books.run("update virtual_account set amount = 100");
    refresh();

    assertThat(
            books.row(
                "select count(*) as n, count(*) filter (where state = 'open') as open from difference"))
        .containsEntry("n", 2L)
        .containsEntry("open", 1L);
  }

  @Test
  void only_what_there_is_news_of_is_looked_at_and_what_is_open_now_and_then() {
    books.account("1", "100");
    books.account("2", "100");
    paid("1", "90", AT);
    refresh();
    assertThat(books.open()).hasSize(1);

    books.run("update virtual_account set amount = 90");
    books.run("delete from difference_news");
    refresh();
    assertThat(books.open()).hasSize(1);
    books.run("update difference set last_seen = last_seen - interval '10 minutes'");
    refresh();
    assertThat(books.open()).isEmpty();

    paid("2", "91", AT);
    books.run("delete from difference_news");
    refresh();
    assertThat(books.open()).isEmpty();
  }

  @Test
  void a_look_that_is_not_committed_leaves_its_news_and_its_appointments_to_the_next() {
    books.account("1", "100");
    paid("1", "90", AT);
    books.run("insert into difference_recheck values ('77777', '1', now())");
    transaction.executeWithoutResult(
        status -> {
          assertThat(scope.take()).isTrue();
          assertThat(scope.more()).isFalse();
          status.setRollbackOnly();
        });
    assertThat(scope.more()).isTrue();

    refresh();

    assertThat(books.open()).hasSize(1);
    assertThat(scope.more()).isFalse();
  }

  @Test
  void more_news_than_one_look_takes_are_all_looked_at() {
    books.run(
        """
        insert into payment (briva_no, cust_code, amount, payment_date) select '77777', n::text, 1, '%s' from generate_series(1, 50001) n
        """
            .formatted(AT));

    refresh();

    assertThat(books.row("select count(*) as n from difference where kind = 'unknown-account'"))
        .containsEntry("n", 50_001L);
  }

  @Test
  void a_look_waits_for_the_one_that_is_under_way_and_sees_what_came_meanwhile() {
    books.account("1", "100");
    CompletableFuture<Void> waiting =
        transaction.execute(
            status -> {
              books.run("lock table difference_recheck in exclusive mode");
              CompletableFuture<Void> looking = CompletableFuture.runAsync(differences::refreshNow);
              await("it waits")
                  .until(
                      () ->
                          (boolean)
                              books
                                  .row(
                                      "select count(*) > 0 as waits from pg_locks where not granted")
                                  .get("waits"));
              paid("1", "90", AT);
              return looking;
            });
    waiting.join();

    assertThat(books.open()).hasSize(1);
  }

  @Test
  void looks_in_the_midst_of_many_changes_find_what_there_is_and_nothing_else() {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int writer = i;
      writers.add(CompletableFuture.runAsync(() -> write(writer)));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    List<CompletableFuture<Void>> lookers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      lookers.add(
          CompletableFuture.runAsync(
              () -> {
                while (!all.isDone()) {
                  differences.refreshNow();
                }
              }));
    }
    all.join();
    lookers.forEach(CompletableFuture::join);
    refresh();

    assertThat(
            books.row(
                """
                select count(*) as n, count(*) filter (where kind = 'not-notified' and state = 'open') as planted,
                  count(distinct subject) as accounts from difference
                """))
        .containsEntry("n", 40L)
        .containsEntry("planted", 40L)
        .containsEntry("accounts", 40L);
  }

  /** Each payment comes with its account and its notification, but for one in five. */
  private void write(int writer) {
    for (int n = 0; n < 50; n++) {
      String account = "%d%03d".formatted(writer, n);
      boolean silent = n % 5 == 0;
      transaction.executeWithoutResult(
          status -> {
            books.reported(account, "100", AT);
            books.account(account, "100");
            if (!silent) {
              books.notified(account, "100", AT);
            }
          });
    }
  }
}
