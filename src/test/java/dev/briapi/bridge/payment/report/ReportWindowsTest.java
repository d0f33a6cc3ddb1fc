package dev.briapi.bridge.payment.report;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.job.Lease;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read when, with the machine and the database in zones of their own. */
@QuarkusTest
@ReportEnvironment
class ReportWindowsTest {
  @Inject ReportWindows windows;
  @Inject Runs runs;

  private final TimeZone zone = TimeZone.getDefault();
  private Lease lease;

  @BeforeEach
  void somewhereElse() {
    lease = runs.begin();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
  }

  @AfterEach
  void backHome() {
    TimeZone.setDefault(zone);
  }

  /** Without the reading by time that goes with that of a whole day. */
  private List<String> due(String now) {
    Set<LocalDate> whole = new HashSet<>();
    return windows.due(lease, OffsetDateTime.parse(now)).stream()
        .filter(window -> window.whole() ? whole.add(window.day()) : !whole.contains(window.day()))
        .map(window -> window.toString().substring("77777 on ".length()))
        .toList();
  }

  @Test
  void theFirstLookIsAtTodayAndTheDaysThatAreLookedBackAt() {
    assertThat(due("2026-11-20T14:30:59+07:00"))
        .containsExactly(
            "2026-11-20 from 00:00 to 14:30", "2026-11-19", "2026-11-18", "2026-11-17");
  }

  @Test
  void aWholeDayIsReadByTimeTooSinceOnlyThatTellsEqualPaymentsApart() {
    UUID today = runs.asked("2026-11-20");

    List<Window> due = windows.due(lease, OffsetDateTime.parse("2026-11-20T09:00:30+07:00"));

    assertThat(due.subList(1, 5))
        .extracting(Window::toString)
        .containsExactly(
            "77777 on 2026-11-20",
            "77777 on 2026-11-20 from 00:00 to 09:00",
            "77777 on 2026-11-19",
            "77777 on 2026-11-19 from 00:00 to 23:59");
    assertThat(due.get(1).run()).isEqualTo(today).isNotEqualTo(due.get(2).run());
  }

  @Test
  void aReadingByTimeThatFailedOrNeverCameIsMadeUpForByItself() {
    for (String day : List.of("2026-11-17", "2026-11-18", "2026-11-19")) {
      runs.day(day, null, "2026-11-20T00:20:00+07:00");
    }
    runs.day("2026-11-20", "2026-11-20T14:25:00+07:00", "2026-11-20T14:00:00+07:00");
    runs.sql(
        """
        insert into report_day (briva_no, day, read_whole, on_demand, by_time_due, retry_at)
        values ('77777', '2026-03-01', now(), true, true, '2026-11-20T14:31:00+07:00')
        """);
    runs.sql("update report_day set by_time_due = true where day = '2026-11-18'");

    assertThat(due("2026-11-20T14:30:00+07:00"))
        .containsExactly("2026-11-20 from 14:10 to 14:30", "2026-11-18 from 00:00 to 23:59");
    assertThat(due("2026-11-20T14:31:00+07:00"))
        .endsWith("2026-11-18 from 00:00 to 23:59", "2026-03-01 from 00:00 to 23:59");
  }

  @Test
  void aDayEndsAtMidnightInJakarta() {
    assertThat(due("2026-11-20T16:59:59Z")).first().isEqualTo("2026-11-20 from 00:00 to 23:59");
    assertThat(due("2026-11-20T17:00:00Z")).first().isEqualTo("2026-11-20");
    assertThat(due("2026-11-20T17:01:00Z"))
        .startsWith("2026-11-21 from 00:00 to 00:01", "2026-11-20", "2026-11-19");
  }

  @Test
  void todayIsReadOnFromALittleBeforeTheLastLookAndFromItsBeginningOnceAnHour() {
    runs.day("2026-11-19", null, "2026-11-20T00:20:00+07:00");
    runs.day("2026-11-18", null, "2026-11-20T00:20:00+07:00");
    runs.day("2026-11-17", null, "2026-11-20T00:20:00+07:00");
    runs.day("2026-11-20", "2026-11-20T14:25:00+07:00", "2026-11-20T13:40:00+07:00");

    assertThat(due("2026-11-20T14:30:00+07:00")).containsExactly("2026-11-20 from 14:10 to 14:30");
    assertThat(due("2026-11-20T14:40:00+07:00")).containsExactly("2026-11-20 from 00:00 to 14:40");
    runs.sql("update report_day set failures = 1, retry_at = '2026-11-20T15:00:00+07:00'");
    assertThat(due("2026-11-20T14:59:00+07:00")).containsExactly("2026-11-20 from 14:10 to 14:59");
    assertThat(due("2026-11-20T15:00:00+07:00")).containsExactly("2026-11-20 from 00:00 to 15:00");
  }

  @Test
  void soonAfterMidnightAllDaysAreReadOnceAndYesterdayOnceMoreWhenItIsFinal() {
    for (String day : List.of("2026-11-17", "2026-11-18", "2026-11-19")) {
      runs.day(day, null, "2026-11-20T00:20:00+07:00");
    }
    runs.day("2026-11-20", "2026-11-20T23:58:00+07:00", "2026-11-20T23:10:00+07:00");

    assertThat(due("2026-11-21T00:02:00+07:00"))
        .containsExactly(
            "2026-11-21 from 00:00 to 00:02", "2026-11-20", "2026-11-19", "2026-11-18");
    runs.sql(
        "update report_day set read_whole = '2026-11-21T00:02:00+07:00' where day > '2026-11-17'");
    runs.day("2026-11-21", "2026-11-21T00:02:00+07:00", "2026-11-21T00:02:00+07:00");

    assertThat(due("2026-11-21T00:14:59+07:00")).containsExactly("2026-11-21 from 00:00 to 00:14");
    assertThat(due("2026-11-21T00:15:00+07:00"))
        .containsExactly("2026-11-21 from 00:00 to 00:15", "2026-11-20");
    runs.day("2026-11-20", null, "2026-11-21T00:15:00+07:00");
    assertThat(due("2026-11-21T00:20:00+07:00")).containsExactly("2026-11-21 from 00:00 to 00:20");
  }

  @Test
  void aGapIsFilledTheNewestDaysFirstAndTodayIsLookedAtInBetween() {
    runs.day("2026-11-10", "2026-11-10T12:00:00+07:00", null);

    assertThat(due("2026-11-20T09:00:00+07:00"))
        .containsExactly(
            "2026-11-20 from 00:00 to 09:00",
            "2026-11-19",
            "2026-11-18",
            "2026-11-17",
            "2026-11-16",
            "2026-11-15");
    for (int day = 15; day <= 19; day++) {
      runs.day("2026-11-" + day, null, "2026-11-20T09:00:00+07:00");
    }
    assertThat(due("2026-11-20T09:01:00+07:00"))
        .containsExactly(
            "2026-11-20 from 00:00 to 09:01",
            "2026-11-14",
            "2026-11-13",
            "2026-11-12",
            "2026-11-11",
            "2026-11-10");
  }

  @Test
  void aGapIsGoneOnWithAtOnceUntilNothingOfItIsLeft() {
    assertThat(windows.pause(lease)).contains(Duration.ZERO);
    runs.nothingIsLeftToRead();
    assertThat(windows.pause(lease)).isEmpty();

    UUID asked = runs.asked("2026-03-01");
    assertThat(windows.pause(lease)).contains(Duration.ZERO);
    runs.sql("update reconciliation set try_at = now() + interval '1 hour', tries = 1");
    assertThat(windows.pause(lease))
        .hasValueSatisfying(
            pause -> assertThat(pause).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
    runs.sql("update reconciliation set finished_at = now() where id = '" + asked + "'");
    assertThat(windows.pause(lease)).isEmpty();
  }

  @Test
  void aGapHasEveryDayAlsoWhereTheDatabaseHasOneWithoutMidnight() {
    // the clocks in Santiago are put forward at midnight of the 6th
    runs.day("2026-09-04", "2026-09-04T12:00:00+07:00", null);
    assertThat(due("2026-09-09T09:00:00+07:00"))
        .containsExactly(
            "2026-09-09 from 00:00 to 09:00",
            "2026-09-08",
            "2026-09-07",
            "2026-09-06",
            "2026-09-05",
            "2026-09-04");
  }

  @Test
  void aDayThatFailsIsLeftAloneForAWhileAndKeepsNoOtherBack() {
    runs.day("2026-11-10", null, null);
    runs.day("2026-11-14", "2026-11-14T12:00:00+07:00", null);
    runs.sql("update report_day set failures = 3, retry_at = '2026-11-20T09:30:00+07:00'");
    runs.sql(
        """
        insert into report_day (briva_no, day, failures, retry_at)
        select '77777', day, 3, timestamptz '2026-11-20T09:30:00+07:00' from unnest('{2026-11-17,2026-11-18}'::date[]) day
        """);

    assertThat(due("2026-11-20T09:29:00+07:00"))
        .as("no gap begins where nothing could be read")
        .containsExactly(
            "2026-11-20 from 00:00 to 09:29", "2026-11-19", "2026-11-16", "2026-11-15");
    assertThat(due("2026-11-20T09:30:00+07:00"))
        .startsWith("2026-11-20 from 00:00 to 09:30", "2026-11-19", "2026-11-18", "2026-11-17");
  }

  @Test
  void whatSomebodyAskedForIsReadAndBeginsNoGap() {
    UUID old = runs.asked("2026-03-01");
    runs.asked("2026-11-18");

    assertThat(due("2026-11-20T09:00:00+07:00"))
        .as("each day once")
        .containsExactly(
            "2026-11-20 from 00:00 to 09:00",
            "2026-03-01",
            "2026-11-18",
            "2026-11-19",
            "2026-11-17");
    List<Window> due = windows.due(lease, OffsetDateTime.parse("2026-11-20T09:00:00+07:00"));
    assertThat(due.get(1).run()).isEqualTo(old);

    runs.sql("update reconciliation set try_at = '2026-11-20T10:00:00+07:00', tries = 2");
    runs.sql(
        "insert into report_day (briva_no, day, read_whole, on_demand) values ('77777', '2026-03-01', now(), true)");
    assertThat(due("2026-11-20T09:59:00+07:00"))
        .containsExactly(
            "2026-11-20 from 00:00 to 09:59", "2026-11-19", "2026-11-18", "2026-11-17");
    assertThat(due("2026-11-20T10:00:00+07:00")).contains("2026-03-01");
    runs.sql("update reconciliation set tries = 3");
    assertThat(due("2026-11-20T10:00:00+07:00"))
        .as("not more often than there are delays")
        .doesNotContain("2026-03-01");
  }
}
