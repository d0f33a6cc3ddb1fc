package dev.briapi.bridge.payment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@PaymentEnvironment
class MatchingTest {
  @Inject Books books;
  @Inject Differences differences;

  @BeforeEach
  void nothingIsThere() {
    books.empty();
  }

  private void refresh() {
    differences.refreshNow();
  }

  @Test
  void a_notification_is_matched_with_the_row_of_the_same_account_and_amount() {
    books.reported("1", "100.01", "2026-11-20T10:00:00+07:00");
    long other = books.reported("2", "100", "2026-11-20T10:00:00+07:00");
    long same = books.reported("1", "100", "2026-11-20T10:03:00+07:00");
    long first = books.notified("1", "100.00", "2026-11-20T10:00:00+07:00");

    refresh();

    assertThat(books.match(first)).isEqualTo(same).isNotEqualTo(other);
  }

  @Test
  void a_late_notification_and_a_late_row_find_each_other() {
    long row = books.reported("1", "100", "2026-11-20T10:00:00+07:00");
    long push = books.notified("2", "50", "2026-11-20T11:00:00+07:00");
    refresh();
    assertThat(books.match(push)).isNull();

    long latePush = books.notified("1", "100", "2026-11-20T10:00:01+07:00");
    long lateRow = books.reported("2", "50", "2026-11-20T11:00:02+07:00");
    refresh();

    assertThat(books.match(latePush)).isEqualTo(row);
    assertThat(books.match(push)).isEqualTo(lateRow);
  }

  @Test
  void the_time_may_differ_by_the_tolerance_and_no_more_also_around_midnight() {
    long beforeMidnight = books.notified("1", "100", "2026-11-20T23:59:50+07:00");
    long afterMidnight = books.reported("1", "100", "2026-11-20T17:04:00Z");
    long tooEarly = books.notified("2", "100", "2026-11-20T10:00:00+07:00");
    books.reported("2", "100", "2026-11-20T10:15:01+07:00");

    refresh();

    assertThat(books.match(beforeMidnight)).isEqualTo(afterMidnight);
    assertThat(books.match(tooEarly)).isNull();
  }

  @Test
  void equal_payments_are_matched_one_to_one_with_the_nearest() {
    List<Long> rows = new ArrayList<>();
    List<Long> pushes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pushes.add(
          books.notified("1", "100", "2026-11-20T10:%02d:%02d+07:00".formatted(i / 8, i % 3)));
    }
    for (int i = 39; i >= 0; i--) {
      rows.add(books.reported("1", "100", "2026-11-20T10:%02d:%02d+07:00".formatted(i / 8, i % 5)));
    }

    refresh();

    assertThat(pushes.stream().map(books::match)).containsExactlyInAnyOrderElementsOf(rows);
    // the exact second comes first, whatever else is near
    assertThat(
            books.row(
                """
                select count(*) as n from notification n join payment p on p.id = n.payment_id
                where p.payment_date = n.trx_date_time
                """))
        .containsEntry("n", 24L);
  }

  @Test
  void neighbours_in_a_chain_are_matched_and_what_is_too_many_is_left_over() {
    long first = books.notified("1", "100", "2026-11-20T10:00:00+07:00");
    long second = books.notified("1", "100", "2026-11-20T10:02:00+07:00");
    long third = books.notified("1", "100", "2026-11-20T10:04:00+07:00");
    long late = books.reported("1", "100", "2026-11-20T10:03:00+07:00");
    long early = books.reported("1", "100", "2026-11-20T10:01:00+07:00");

    refresh();

    List<Long> matches = new ArrayList<>();
    for (long push : List.of(first, second, third)) {
      if (books.match(push) != null) {
        matches.add(books.match(push));
      }
    }
    assertThat(matches).containsExactlyInAnyOrder(early, late);
  }

  @Test
  void an_amount_that_changes_in_the_report_unmatches_and_matches_anew() {
    long row = books.reported("1", "100", "2026-11-20T10:00:00+07:00");
    long push = books.notified("1", "100", "2026-11-20T10:00:00+07:00");
    refresh();
    assertThat(books.match(push)).isEqualTo(row);

    books.run("update payment set amount = 99, changed_at = now()");
    refresh();
    assertThat(books.match(push)).isNull();

    books.run("update payment set amount = 100, changed_at = now()");
    refresh();
    assertThat(books.match(push)).isEqualTo(row);
  }

  @Test
  void several_replicas_at_once_match_every_pair_once() {
    List<Long> pushes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pushes.add(books.notified("" + i % 20, "100", "2026-11-20T10:00:00+07:00"));
      books.reported("" + i % 20, "100", "2026-11-20T10:00:00+07:00");
    }
    List<CompletableFuture<Void>> replicas = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      replicas.add(CompletableFuture.runAsync(differences::refreshNow));
    }
    replicas.forEach(CompletableFuture::join);

    assertThat(new HashSet<>(pushes.stream().map(books::match).toList()))
        .hasSize(200)
        .doesNotContainNull();
  }
}
