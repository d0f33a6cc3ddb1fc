package dev.briapi.bridge.flow;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From what happens at the bank to what a person is shown of it, with nobody's help. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777"),
      @ResourceArg(name = "briapi.briva.requests-per-second", value = "400"),
      @ResourceArg(name = "bridge.reconciliation.briva.every", value = "500ms"),
      @ResourceArg(name = "bridge.reconciliation.cbm.every", value = "1s"),
      @ResourceArg(name = "bridge.reconciliation.cbm.rarely", value = "1s")
    })
class ReconciliationFlowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Bank bank;
  DropBox drop;
  TestDatabase database;

  private void paid(String custCode, String amount) {
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
                LocalDateTime.now(Clock.system(BankTime.WIB)).withNano(0),
                "9" + custCode,
                "39101000322990",
                "TRX" + custCode,
                "IBNK"));
  }

  private List<Map<String, Object>> open(String key) {
    return database.rows("select kind from difference where state = 'open' and key = ?", key);
  }

  @Test
  void aPaymentOfAnAccountThatNobodyCreatedIsFlaggedAndItsStatusIsAskedForOnceItIsKnown() {
    paid("2001", "150000");
    await("unknown account").atMost(PATIENCE).until(() -> !open("77777/2001").isEmpty());
    assertThat(open("77777/2001"))
        .extracting(row -> row.get("kind"))
        .containsExactly("unknown-account");

    bank.fault(Fault.dropBefore("get-account-status"));
    database.rows(
        "insert into virtual_account (briva_no, cust_code, amount, origin, check_at) values ('77777', '2001', 150000, 'import', now()) returning 1");
    await("it is known now").atMost(PATIENCE).until(() -> open("77777/2001").isEmpty());
    await("it is asked for again when the bank does not answer")
        .atMost(PATIENCE)
        .until(() -> bank.sandbox().calls().count("get-account-status") >= 2);
  }

  @Test
  void anInvoiceIsFollowedUntilTheBankForgetsIt() {
    drop.drop("follow.csv", TestInvoice.csv(TestInvoice.many("FOLLOW-", 1)));
    Acknowledgement ack = drop.completed("follow.csv");
    String reference = ack.line(1).get("ReferenceNumber");
    await("its status")
        .atMost(PATIENCE)
        .until(
            () ->
                !database
                    .rows("select 1 from invoice_status where reference_number = ?", reference)
                    .isEmpty());
    Map<String, Object> invoice =
        database.rows("select * from invoice where reference_number = ?", reference).get(0);
    assertThat(invoice).containsEntry("terminal", false).containsEntry("missing", false);
    assertThat(invoice.get("status_code")).isNotNull();
    assertThat(database.rows("select 1 from reconciliation where product = 'cbm'")).isNotEmpty();

    bank.fault(Fault.dropBefore("inquire-invoice"));
    await("a run that says what went wrong")
        .atMost(PATIENCE)
        .until(
            () ->
                !database
                    .rows(
                        "select 1 from reconciliation where product = 'cbm' and error like 'not every invoice could be asked for%'")
                    .isEmpty());

    bank.sandbox().reset();
    Object asked =
        database.single(
            """
            insert into reconciliation (product, window_from, window_to, whole_day, requested_by)
            values ('cbm', now(), now(), true, 'somebody') returning id
            """);
    await("what was asked for")
        .atMost(PATIENCE)
        .until(
            () ->
                database.single(
                        "select finished_at is not null from reconciliation where id = ?", asked)
                    == Boolean.TRUE);
    assertThat(database.single("select differences from reconciliation where id = ?", asked))
        .as("differences that it brought to light itself")
        .isNotEqualTo(0L);
    await("it is missing").atMost(PATIENCE).until(() -> !open(reference).isEmpty());
    assertThat(open(reference)).extracting(row -> row.get("kind")).contains("invoice-missing");
  }
}
