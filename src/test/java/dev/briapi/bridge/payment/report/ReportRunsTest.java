package dev.briapi.bridge.payment.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.job.IncompleteRunException;
import dev.briapi.bridge.job.Jobs;
import dev.briapi.bridge.job.Lease;
import dev.briapi.bridge.job.LeaseLostException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is written down of a reading. */
@QuarkusTest
@ReportEnvironment
class ReportRunsTest {
  private static final String DAY = "2026-06-19";
  private static final Verdict SUCCESS = new Verdict(Outcome.SUCCEEDED, null, 200, "00", "Success");
  private static final StagedReport ONE_ROW = new StagedReport(SUCCESS, 1, 0, List.of());
  private static final StagedReport NO_ROW = new StagedReport(SUCCESS, 0, 0, List.of());

  @Inject ReportRuns reports;
  @Inject RunRetention retention;
  @Inject Runs runs;
  @Inject Jobs jobs;

  private Lease lease;

  @BeforeEach
  void nothingWasRead() {
    lease = runs.begin();
  }

  private void staged(Window window, String custCode) {
    runs.sql(
        """
        insert into report_row (run_id, briva_no, cust_code, payment_date, teller_id, trx_id, amount)
        values ('%s', '77777', '%s', '2026-06-19T10:00:00+07:00', '1', 'T%2$s', 100)
        """
            .formatted(window.run(), custCode));
  }

  private void fail(Window window) {
    reports.start(window);
    reports.fail(window, new IOException("the report is cut off"));
  }

  private Map<String, Object> day() {
    return runs.row("select * from report_day where day = '" + DAY + "'");
  }

  @Test
  void aRunIsOverWhenWhatItReadHasBeenMatchedAndTellsTheDifferencesOfItsNumber() {
    Window window = reports.start(Runs.whole(lease, DAY));
    staged(window, "1");
    reports.finish(window, ONE_ROW);
    assertThat(runs.run(window)).containsEntry("finished_at", null).containsEntry("new", 1L);

    runs.sql(
        """
        insert into difference (kind, product, key, subject)
        values ('unknown-account', 'briva', '77777/1', '77777/1'), ('unknown-account', 'briva', '77778/1', '77778/1'),
          ('overdue', 'cbm', 'R', 'R')
        """);
    reports.conclude(lease);

    assertThat(runs.run(window)).containsEntry("differences", 1L).containsEntry("error", null);
    assertThat(runs.run(window).get("finished_at")).isNotNull();
    assertThat(runs.rows("select 1 from report_row")).isEmpty();
  }

  @Test
  void aRunThatFailsIsOverAsWellAndSaysWhy() {
    Window window = Runs.whole(lease, DAY);
    fail(window);
    assertThatThrownBy(() -> reports.conclude(lease))
        .as("the job has not done all that it should")
        .isInstanceOf(IncompleteRunException.class)
        .hasMessage("1 of its readings failed, the last one: the report is cut off");
    assertThat(runs.run(window)).containsEntry("error", "the report is cut off");
    assertThat(runs.run(window).get("finished_at")).isNotNull();
    assertThat(day()).containsEntry("read_whole", null).containsEntry("failures", 1);
  }

  @Test
  void whatSomebodyAskedForIsTriedAgainAtGrowingIntervalsAndThenEndsWithItsError() {
    runs.nothingIsLeftToRead();
    Window window = Runs.whole(lease, runs.asked(DAY), DAY);
    fail(window);
    assertThat(runs.run(window))
        .containsEntry("error", "the report is cut off")
        .containsEntry("started_at", null)
        .containsEntry("finished_at", null);
    assertThat(tryAtWithin("55 seconds", "1 minute")).isTrue();
    reports.conclude(lease);
    jobs.finish(lease);
    assertThat(
            runs.is(
                "next_at between now() + interval '50 seconds' and now() + interval '1 minute' from job where name = '"
                    + Runs.JOB
                    + "'"))
        .as("the job does not sleep over it")
        .isTrue();

    lease = again();
    Window second = Runs.whole(lease, window.run(), DAY);
    fail(second);
    assertThat(tryAtWithin("55 minutes", "1 hour")).isTrue();
    fail(second);
    assertThat(runs.run(window)).containsEntry("tries", 3).containsEntry("try_at", null);
    assertThatThrownBy(() -> reports.conclude(lease)).isInstanceOf(IncompleteRunException.class);
    assertThat(runs.run(window)).containsEntry("error", "the report is cut off");
    assertThat(runs.run(window).get("finished_at")).isNotNull();
    assertThat(runs.run(window).get("started_at")).isNotNull();
  }

  private boolean tryAtWithin(String least, String most) {
    return runs.is(
        "try_at between now() + interval '%s' and now() + interval '%s' from reconciliation"
            .formatted(least, most));
  }

  private Lease again() {
    runs.sql("update job set next_at = now() where name = '" + Runs.JOB + "'");
    return jobs.claim();
  }

  @Test
  void whatSomebodyAskedForAndSucceedsInTheEndHasNoErrorLeft() {
    Window window = Runs.whole(lease, runs.asked(DAY), DAY);
    fail(window);
    reports.start(window);
    staged(window, "1");
    reports.finish(window, ONE_ROW);
    reports.conclude(lease);
    assertThat(runs.run(window))
        .containsEntry("error", null)
        .containsEntry("new", 1L)
        .containsEntry("tries", 2);
    assertThat(day()).containsEntry("failures", 0).containsEntry("retry_at", null);
    assertThat(day()).containsEntry("on_demand", true);
  }

  @Test
  void whatWasAskedForWhileARunWentOnBringsTheNextOneForward() {
    runs.nothingIsLeftToRead();
    runs.asked(DAY);
    reports.conclude(lease);
    jobs.finish(lease);
    assertThat(runs.is("next_at <= now() from job where name = '" + Runs.JOB + "'")).isTrue();
  }

  @Test
  void whatADeadReplicaLeftBehindIsForgottenAndWhatItHadMergedIsNot() {
    Window dead = reports.start(Runs.whole(lease, DAY));
    staged(dead, "1");
    runs.takenOver();
    Lease taken = jobs.claim();
    Window merged = reports.start(Runs.whole(taken, "2026-06-18"));
    assertThat(runs.run(dead).get("error")).asString().contains("stopped");
    assertThat(runs.rows("select 1 from report_row")).isEmpty();

    // the one that was taken for dead comes back, and may write nothing
    staged(dead, "1");
    assertThatThrownBy(() -> reports.finish(dead, ONE_ROW)).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> reports.fail(dead, new IOException("x")))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> reports.conclude(lease)).isInstanceOf(LeaseLostException.class);
    assertThat(runs.rows("select 1 from payment")).isEmpty();
    assertThat(runs.rows("select 1 from report_day")).isEmpty();

    staged(merged, "2");
    reports.finish(merged, ONE_ROW);
    runs.takenOver();
    Lease last = jobs.claim();
    reports.start(Runs.whole(last, "2026-06-17"));
    assertThat(runs.rows("select 1 from report_row")).as("of the one that came back").isEmpty();
    reports.conclude(last);
    assertThat(runs.run(merged)).containsEntry("error", null).containsEntry("new", 1L);
    assertThat(runs.run(merged).get("finished_at")).isNotNull();
  }

  @Test
  void whatKillsWhoeverReadsItIsNotReadForEver() {
    Window window = Runs.whole(lease, runs.asked(DAY), DAY);
    for (int n = 0; n < 3; n++) {
      reports.start(window);
    }
    reports.start(Runs.whole(lease, "2026-06-18"));
    assertThat(runs.run(window).get("error")).asString().contains("stopped");
    assertThat(runs.run(window).get("finished_at")).isNotNull();
  }

  @Test
  void aDayIsFinalByTheMomentAtWhichItsReadingBeganAndNotByTheOneAtWhichItEnded() {
    Window window = reports.start(Runs.whole(lease, DAY));
    runs.sql("update reconciliation set started_at = '2026-06-20T00:14:59+07:00'");
    reports.finish(window, NO_ROW);
    assertThat(runs.is("report_final(day, read_whole) from report_day")).isFalse();

    reports.start(window);
    runs.sql("update reconciliation set started_at = '2026-06-20T00:15:00+07:00'");
    reports.finish(window, NO_ROW);
    assertThat(runs.is("report_final(day, read_whole) from report_day")).isTrue();
  }

  @Test
  void aPartOfADayNeverMakesItFinalAndOneFromItsBeginningIsAllOfItSoFar() {
    Window late = reports.start(Runs.part(lease, DAY, "00:00", "23:59"));
    reports.finish(late, NO_ROW);
    assertThat(runs.rows("select 1 from report_day")).as("read when the day was over").isEmpty();

    Window part = reports.start(Runs.part(lease, DAY, "09:00", "09:30"));
    runs.sql("update reconciliation set started_at = '2026-06-19T09:30:10+07:00'");
    reports.finish(part, NO_ROW);
    assertThat(
            runs.is(
                "read_until = '2026-06-19T09:30:00+07:00' and read_whole is null from report_day"))
        .isTrue();

    Window all = reports.start(Runs.part(lease, DAY, "00:00", "23:59"));
    runs.sql("update reconciliation set started_at = '2026-06-19T23:59:10+07:00'");
    reports.finish(all, NO_ROW);
    assertThat(
            runs.is(
                "read_until = read_whole and read_whole = '2026-06-19T23:59:00+07:00' from report_day"))
        .isTrue();
  }

  @Test
  void aWholeDayOwesItsReadingByTimeUntilThatSucceedsOrHasFailedOftenEnough() {
    Window whole = reports.start(Runs.whole(lease, DAY));
    reports.finish(whole, NO_ROW);
    assertThat(day()).containsEntry("by_time_due", true);

    Window byTime = Runs.part(lease, DAY, "00:00", "23:59");
    fail(byTime);
    assertThat(day()).containsEntry("by_time_due", true).containsEntry("failures", 1);
    assertThat(runs.is("read_whole is not null and retry_at > now() from report_day")).isTrue();
    reports.start(byTime);
    reports.finish(byTime, NO_ROW);
    assertThat(day())
        .containsEntry("by_time_due", false)
        .containsEntry("failures", 0)
        .containsEntry("retry_at", null);

    reports.start(whole);
    reports.finish(whole, NO_ROW);
    for (int n = 0; n < 10; n++) {
      assertThat(day()).containsEntry("by_time_due", true);
      fail(byTime);
    }
    assertThat(day()).containsEntry("by_time_due", false);
  }

  @Test
  void aDayThatFailsIsLeftAloneForLongerAndLongerUpToAnHour() {
    Window window = Runs.whole(lease, DAY);
    fail(window);
    assertThat(retryWithin("4 minutes", "5 minutes")).isTrue();
    fail(window);
    assertThat(retryWithin("9 minutes", "10 minutes")).isTrue();
    for (int n = 0; n < 30; n++) {
      fail(window);
    }
    assertThat(retryWithin("59 minutes", "1 hour")).isTrue();
    reports.start(window);
    reports.finish(window, NO_ROW);
    assertThat(day()).containsEntry("failures", 0).containsEntry("retry_at", null);
  }

  private boolean retryWithin(String least, String most) {
    return runs.is(
        "retry_at between now() + interval '%s' and now() + interval '%s' from report_day"
            .formatted(least, most));
  }

  @Test
  void aSmallPartThatFailsLeavesItsDayAsItWas() {
    fail(Runs.part(lease, DAY, "09:00", "09:30"));
    assertThat(runs.rows("select 1 from report_day")).isEmpty();
  }

  @Test
  void rowsThatCannotBeReadDoNotKeepTheOthersBackAndTheDayIsReadAgain() {
    Window window = reports.start(Runs.whole(lease, DAY));
    staged(window, "1");
    reports.finish(
        window, new StagedReport(SUCCESS, 2, 1, List.of("row 2: amount 'x' is no amount")));
    assertThat(runs.rows("select 1 from payment")).hasSize(1);
    assertThat(runs.run(window).get("error")).asString().contains("row 2");
    assertThat(day()).containsEntry("read_whole", null);
  }

  @Test
  void runsAreForgottenAfterTheirTimeWhoeverAskedForThem() {
    runs.sql(
        """
        insert into reconciliation (product, subject, window_from, window_to, requested_by, created_at, finished_at, error)
        select 'briva', state, now(), now(), caller, now() - age, case state when 'over' then now() - age end, error
        from unnest(array['over', 'waiting']) state, unnest(array[null, 'alice']) caller, unnest(array[null, 'no']) error,
          unnest(array[interval '29 days', interval '31 days']) age
        """);
    retention.delete();
    assertThat(runs.rows("select 1 from reconciliation where subject = 'waiting'")).hasSize(8);
    assertThat(runs.rows("select 1 from reconciliation where subject = 'over'")).hasSize(4);
    assertThat(
            runs.is(
                "bool_and(created_at > now() - interval '30 days') from reconciliation where subject = 'over'"))
        .isTrue();
  }
}
