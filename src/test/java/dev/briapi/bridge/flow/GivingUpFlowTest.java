package dev.briapi.bridge.flow;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A bridge with a slow pace and little patience. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.cbm.requests-per-second", value = "50"),
      @ResourceArg(name = "bridge.recovery.delays", value = "300ms")
    })
class GivingUpFlowTest {
  Bank bank;
  DropBox drop;
  TestDatabase database;

  @AfterEach
  void theBankSawNothingStrange() {
    bank.sandbox().faults().clear();
    bank.sawNothingStrange();
  }

  private Map<String, Object> deadLetter(String number) {
    List<Map<String, Object>> letters =
        await("dead letter of " + number)
            .atMost(DropBox.PATIENCE)
            .until(
                () ->
                    database.rows(
                        """
                        select d.*, r.status, r.reason, r.next_at from dead_letter d join request r on r.id = d.request_id
                        where r.reference = ?
                        """,
                        number),
                rows -> !rows.isEmpty());
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  @Test
  void callsAreNotMadeFasterThanThePaceAllows() {
    drop.drop("pace.csv", TestInvoice.csv(TestInvoice.many("PACE-", 200)));
    bank.hasExactlyOnce(drop.completed("pace.csv"));
    List<Long> arrivals = bank.sandbox().calls().arrivals("cbm");
    assertThat(Bank.perSecond(arrivals.subList(arrivals.size() - 200, arrivals.size())))
        .as("calls per second, of 50 that are allowed")
        .isLessThanOrEqualTo(55);
  }

  @Test
  void whatCanNeverBeSentIsRefusedAndKeptAsADeadLetter() {
    bank.fault(Fault.tooMany("create-invoice").times(-1).when("InvoiceNumber", "GIVEUP-1"));
    drop.drop("giveup.csv", TestInvoice.csv(TestInvoice.many("GIVEUP-", 2)));
    Acknowledgement ack = drop.completed("giveup.csv");
    assertThat(ack.column("Outcome")).containsExactly("refused", "created");
    assertThat(ack.line(1).get("Message")).contains("given up");
    assertThat(bank.creates("GIVEUP-1").created()).isZero();
    assertThat(bank.creates("GIVEUP-1").arrived()).as("four at once, four later").isEqualTo(8);
    assertThat(deadLetter("GIVEUP-1"))
        .containsEntry("status", "refused")
        .containsEntry("step", "create-invoice")
        .containsEntry("state", "open")
        .containsEntry("next_at", null);
    assertThat((String) deadLetter("GIVEUP-1").get("body")).contains("GIVEUP-1");
  }

  @Test
  void aTokenThatIsAlwaysRefusedIsNotTriedForEver() {
    bank.fault(
        Fault.refuse("create-invoice", 401, "0601", "Invalid Token")
            .times(-1)
            .when("InvoiceNumber", "TOKEN-1"));
    drop.drop("token.csv", TestInvoice.csv(TestInvoice.many("TOKEN-", 1)));
    assertThat(drop.completed("token.csv").column("Outcome")).containsExactly("refused");
    assertThat(deadLetter("TOKEN-1")).containsEntry("reason", "token-refused");
    // once, once more with a new token, and the same after the only delay
    assertThat(bank.creates("TOKEN-1").arrived()).isEqualTo(4);
  }

  @Test
  void whatStaysUnknownGoesToAPersonAndIsNeverSentAgain() {
    bank.fault(Fault.dropAfter("create-invoice").when("InvoiceNumber", "UNKNOWN-1"));
    bank.fault(
        Fault.status("inquire-invoice-by-number", 500, false)
            .times(-1)
            .when("invoice_number", "UNKNOWN-1"));
    drop.drop("unknown.csv", TestInvoice.csv(TestInvoice.many("UNKNOWN-", 2)));
    assertThat(deadLetter("UNKNOWN-1"))
        .containsEntry("status", "needs-attention")
        .containsEntry("state", "open")
        .containsEntry("next_at", null);
    assertThat(drop.acknowledged("unknown.csv").column("Outcome"))
        .containsExactly("pending", "created");
    assertThat(bank.creates("UNKNOWN-1").arrived()).isEqualTo(1);
  }

  @Test
  void whatTheBankProvablyNeverTookIsRefusedInTheEnd() {
    bank.fault(Fault.dropBefore("create-invoice").times(-1).when("InvoiceNumber", "NEVER-1"));
    drop.drop("never.csv", TestInvoice.csv(TestInvoice.many("NEVER-", 1)));
    Acknowledgement ack = drop.completed("never.csv");
    assertThat(ack.line(1)).containsEntry("Outcome", "refused");
    assertThat(deadLetter("NEVER-1")).containsEntry("reason", "not-processed");
    assertThat(bank.knows("NEVER-1")).isFalse();
  }
}
