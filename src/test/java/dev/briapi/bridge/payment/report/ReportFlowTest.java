package dev.briapi.bridge.payment.report;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.flow.Bank;
import dev.briapi.bridge.flow.SandboxEnvironment;
import dev.briapi.bridge.flow.TestDatabase;
import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The bridge reads the report of the sandbox by itself. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777"),
      @ResourceArg(name = "briapi.briva.requests-per-second", value = "400"),
      @ResourceArg(name = "bridge.reconciliation.briva.every", value = "300ms")
    })
class ReportFlowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Clock CLOCK = Clock.system(BankTime.WIB);

  Bank bank;
  TestDatabase database;

  @AfterEach
  void noFaultIsLeft() {
    bank.sandbox().faults().clear();
  }

  private void paid(LocalDateTime when, String custCode, String amount, String teller) {
    bank.sandbox()
        .briva()
        .payments()
        .add(
            new Payment(
                "77777",
                custCode,
                "Sabrina",
                "Tagihan",
                new BigDecimal(amount),
                when.withNano(0),
                teller,
                "39101000322990",
                "TRX" + teller,
                "IBNK"));
  }

  private List<Map<String, Object>> payments(String custCode) {
    return database.rows(
        "select *, payment_date at time zone 'Asia/Jakarta' as paid from payment where cust_code = ?",
        custCode);
  }

  private Map<String, Object> payment(String custCode) {
    await("payment of " + custCode).atMost(PATIENCE).until(() -> payments(custCode).size() == 1);
    return payments(custCode).get(0);
  }

  private long runs(String condition) {
    return (Long)
        database.single(
            "select count(*) from reconciliation where finished_at is not null and " + condition);
  }

  private void untilRuns(int more, String condition) {
    long before = runs(condition);
    await("runs").atMost(PATIENCE).until(() -> runs(condition) >= before + more);
  }

  @Test
  void aPaymentOfTodayIsThereOnceHoweverOftenItIsRead() {
    LocalDateTime now = LocalDateTime.now(CLOCK);
    paid(now, "1001", "150000", "9001");
    Map<String, Object> payment = payment("1001");
    assertThat((BigDecimal) payment.get("amount")).isEqualByComparingTo("150000");
    assertThat(payment).containsEntry("trx_id", "TRX9001").containsEntry("channel", "IBNK");
    assertThat(payment.get("paid").toString()).startsWith(now.toLocalDate().toString());
    untilRuns(3, "error is null");
    assertThat(payments("1001")).hasSize(1);
  }

  @Test
  void theDaysBeforeAreReadWholeOnceAndAreTheSamePayments() {
    LocalDate yesterday = LocalDate.now(CLOCK).minusDays(1);
    await("whole days")
        .atMost(PATIENCE)
        .until(
            () ->
                database
                        .rows(
                            "select 1 from report_day where read_whole is not null and day < wib_day(now())")
                        .size()
                    >= 3);
    paid(yesterday.atTime(23, 59, 59), "1002", "70000", "9002");
    long read = bank.sandbox().calls().count("get-report");
    untilRuns(3, "not whole_day");
    assertThat(bank.sandbox().calls().count("get-report")).as("not read again").isEqualTo(read);
    database.rows(
        """
        insert into reconciliation (product, subject, window_from, window_to, whole_day, requested_by)
        select 'briva', '77777', d, d + interval '1 day', true, 'somebody'
        from (select (((now() at time zone 'Asia/Jakarta')::date - 1)::timestamp at time zone 'Asia/Jakarta') as d) day
        returning id
        """);
    assertThat(payment("1002").get("paid").toString()).startsWith(yesterday + " 23:59:59");
  }

  @Test
  void aGapIsFilledDayByDay() {
    LocalDate old = LocalDate.now(CLOCK).minusDays(9);
    paid(old.plusDays(2).atTime(12, 0), "1003", "30000", "9003");
    database.rows(
        """
        insert into report_day (briva_no, day, read_whole) values ('77777', cast(? as date), now()) returning day
        """,
        old.toString());
    payment("1003");
    await("every day since")
        .atMost(PATIENCE)
        .until(
            () ->
                database
                        .rows(
                            "select 1 from report_day where read_whole is not null and day between cast(? as date) and wib_day(now()) - 1",
                            old.toString())
                        .size()
                    == 9);
  }

  private Object asked(LocalDate day) {
    return database.single(
        """
        insert into reconciliation (product, subject, window_from, window_to, whole_day, requested_by)
        select 'briva', '77777', wib_midnight(day), wib_midnight(day + 1), true, 'somebody' from (select cast(? as date) as day) asked
        returning id
        """,
        day.toString());
  }

  private Map<String, Object> over(Object run) {
    String sql = "select * from reconciliation where finished_at is not null and id = ?";
    await("the run").atMost(PATIENCE).until(() -> !database.rows(sql, run).isEmpty());
    return database.rows(sql, run).get(0);
  }

  @Test
  void whatSomebodyAskedForIsTriedUntilItIsDone() {
    LocalDate old = LocalDate.now(CLOCK).minusDays(100);
    paid(old.atTime(12, 0), "1006", "60000", "9006");
    String path = ".*" + old.toString().replace("-", "") + ".*";
    bank.fault(Fault.truncated("get-report", true).times(1).when("path", path));
    bank.fault(Fault.status("get-report", 500, false).times(1).when("path", path));

    Map<String, Object> run = over(asked(old));

    assertThat(runs("error like 'the bridge stopped%' and requested_by is not null")).isZero();
    assertThat(run).containsEntry("tries", 3).containsEntry("error", null);
    assertThat(payments("1006")).hasSize(1);
    assertThat(
            database.rows(
                "select 1 from report_day where day between cast(? as date) and wib_day(now()) - 50",
                old.toString()))
        .as("no gap begins there")
        .hasSize(1);
  }

  @Test
  void aDayWithoutPaymentsIsReadLikeAnyOther() {
    LocalDate empty = LocalDate.now(CLOCK).minusDays(120);
    assertThat(over(asked(empty)))
        .containsEntry("fetched", 0L)
        .containsEntry("tries", 1)
        .containsEntry("error", null);
    assertThat(
            database.single(
                "select report_final(day, read_whole) from report_day where day = cast(? as date)",
                empty.toString()))
        .isEqualTo(true);
  }

  @Test
  void aRunThatWasTakenOverWritesNothingAndIsMadeAgain() {
    untilRuns(1, "not whole_day");
    bank.fault(Fault.late("get-report-time", Duration.ofMillis(1_500)).times(1));
    paid(LocalDateTime.now(CLOCK), "1007", "70000", "9007");
    String waiting =
        "select id from reconciliation where read_at is null and finished_at is null and started_at < now() - interval '500 milliseconds'";
    await("a run that waits for the bank")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !database.rows(waiting).isEmpty());
    Object run = database.single(waiting);
    // a replica that took it over, and died
    database.single(
        "update job set fence = fence + 1, leased_by = gen_random_uuid() where name = 'reconcile-briva-report/77777' returning 1");

    assertThat(over(run).get("error")).asString().contains("stopped");
    payment("1007");
    untilRuns(2, "error is null");
    assertThat(payments("1007")).hasSize(1);
    assertThat(
            database.rows(
                "select 1 from report_row where run_id = cast(? as uuid)", run.toString()))
        .isEmpty();
  }

  @Test
  void whatBreaksOffIsNotMergedAndReadAgain() {
    bank.fault(Fault.truncated("get-report-time", true).times(2));
    paid(LocalDateTime.now(CLOCK), "1004", "40000", "9004");
    await("a failed run")
        .atMost(PATIENCE)
        .until(() -> runs("error like 'the report is cut off%'") >= 1);
    payment("1004");
    assertThat(
            database.rows(
                "select 1 from report_row r join reconciliation c on c.id = r.run_id where c.finished_at is not null"))
        .as("rows left behind")
        .isEmpty();
  }

  @Test
  void anotherAmountOfTheSamePaymentIsAChange() {
    LocalDateTime now = LocalDateTime.now(CLOCK).minusSeconds(1);
    paid(now, "1005", "50000", "9005");
    payment("1005");
    paid(now, "1005", "55000", "9005");
    await("the new amount")
        .atMost(PATIENCE)
        .until(
            () ->
                new BigDecimal("55000")
                        .compareTo((BigDecimal) payments("1005").get(0).get("amount"))
                    == 0);
    assertThat(payments("1005")).hasSize(1);
    assertThat(payments("1005").get(0).get("changed_at")).isNotNull();
  }
}
