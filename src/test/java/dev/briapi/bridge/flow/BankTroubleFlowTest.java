package dev.briapi.bridge.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class BankTroubleFlowTest {
  private static final String CREATE = "create-invoice";
  private static final String INQUIRY = "inquire-invoice-by-number";

  Bank bank;
  DropBox drop;
  TestDatabase database;

  /** What goes wrong once, and how many create requests with a right token then arrive. */
  enum Trouble {
    CLOSED_BEFORE_READING(Fault.dropBefore(CREATE), 2),
    CLOSED_AFTER_THE_WORK(Fault.dropAfter(CREATE), 1),
    SERVER_ERROR_BEFORE_THE_WORK(Fault.status(CREATE, 500, false), 2),
    SERVER_ERROR_AFTER_THE_WORK(Fault.status(CREATE, 500, true), 1),
    UNAVAILABLE_BEFORE_THE_WORK(Fault.status(CREATE, 503, false), 2),
    UNAVAILABLE_AFTER_THE_WORK(Fault.status(CREATE, 503, true), 1),
    GATEWAY_TIMEOUT_AFTER_THE_WORK(Fault.status(CREATE, 504, true), 1),
    GENERAL_ERROR(Fault.refuse(CREATE, 500, "99", "General Error."), 2),
    UNLISTED_CODE(Fault.refuse(CREATE, 400, "77", "Something new."), 2),
    WEB_PAGE_BEFORE_THE_WORK(Fault.html(CREATE, false), 2),
    WEB_PAGE_AFTER_THE_WORK(Fault.html(CREATE, true), 1),
    HALF_AN_ANSWER(Fault.truncated(CREATE, true), 1),
    ACCEPTED_BEFORE_THE_WORK(Fault.status(CREATE, 202, false), 2),
    ACCEPTED_AFTER_THE_WORK(Fault.status(CREATE, 202, true), 1),
    TOO_MANY_REQUESTS(Fault.tooMany(CREATE), 2),
    TOKEN_EXPIRED(Fault.expireToken(CREATE), 1),
    ANSWERED_TOO_LATE(Fault.late(CREATE, Duration.ofSeconds(3)), 1);

    private final Fault fault;
    private final int admitted;

    Trouble(Fault fault, int admitted) {
      this.fault = fault;
      this.admitted = admitted;
    }

    /** None of the sandbox's own magic words. */
    private String number() {
      return "TRB-" + ordinal();
    }
  }

  @BeforeEach
  @AfterEach
  void noFaultIsLeft() {
    bank.sandbox().faults().clear();
  }

  @AfterEach
  void theBankSawNothingStrange() {
    bank.sawNothingStrange();
  }

  private Map<String, Object> request(String number) {
    List<Map<String, Object>> rows =
        database.rows("select * from request where reference = ?", number);
    assertThat(rows).as("requests of %s", number).hasSize(1);
    return rows.get(0);
  }

  private List<String> attempts(String number) {
    return database
        .rows(
            """
            select a.operation || ' ' || coalesce(a.outcome, 'open') as attempt from attempt a
            join request r on r.id = a.request_id where r.reference = ? order by a.number
            """,
            number)
        .stream()
        .map(row -> (String) row.get("attempt"))
        .toList();
  }

  private List<Map<String, Object>> deadLetters(String number) {
    return database.rows(
        "select d.* from dead_letter d join request r on r.id = d.request_id where r.reference = ?",
        number);
  }

  @Test
  void whateverGoesWrongOnceEveryInvoiceIsCreatedExactlyOnce() {
    List<TestInvoice> invoices = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      bank.fault(trouble.fault.when("InvoiceNumber", trouble.number()));
      invoices.add(TestInvoice.of(trouble.number(), "1000.00"));
      invoices.add(TestInvoice.of("TRB-QUIET-" + trouble.ordinal(), "1000.00"));
    }
    drop.drop("trouble.csv", TestInvoice.csv(invoices));

    Acknowledgement ack = drop.completed("trouble.csv");

    bank.hasExactlyOnce(ack);
    assertThat(bank.sandbox().faults().list()).as("faults that never struck").isEmpty();
    assertThat(Trouble.values())
        .allSatisfy(
            trouble ->
                assertThat(bank.creates(trouble.number()).admitted())
                    .as("create requests of %s", trouble)
                    .isEqualTo(trouble.admitted));
    assertThat(ack.column("InvoiceNumber"))
        .containsExactlyElementsOf(
            invoices.stream().map(invoice -> invoice.fields().get("InvoiceNumber")).toList());
    assertThat(
            database.rows(
                "select reference from request where next_at is not null and reference like 'TRB-%'"))
        .as("requests that somebody still has to look at")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"UNAVAILABLE_BEFORE_THE_WORK", "GENERAL_ERROR", "WEB_PAGE_BEFORE_THE_WORK"})
  void anUnknownOutcomeIsAskedForBeforeAnythingIsSentAgain(Trouble trouble) {
    String number = "ASK-" + trouble.ordinal();
    bank.fault(trouble.fault.when("InvoiceNumber", number));
    drop.drop(number + ".csv", TestInvoice.csv(List.of(TestInvoice.of(number, "10.00"))));
    bank.hasExactlyOnce(drop.completed(number + ".csv"));
    // an HTTP client that repeats a 503 by itself would leave two attempts here, the second unseen
    assertThat(attempts(number))
        .containsExactly(CREATE + " pending", INQUIRY + " refused", CREATE + " succeeded");
    assertThat(bank.creates(number).arrived()).isEqualTo(2);
  }

  @Test
  void whatIsKnownNotToHaveBeenSentIsSentAgainWithoutAsking() {
    bank.fault(Fault.tooMany(CREATE).when("InvoiceNumber", "NOT-NOW"));
    drop.drop("busy.csv", TestInvoice.csv(List.of(TestInvoice.of("NOT-NOW", "10.00"))));
    bank.hasExactlyOnce(drop.completed("busy.csv"));
    assertThat(attempts("NOT-NOW")).containsExactly(CREATE + " not-sent", CREATE + " succeeded");
  }

  @Test
  void oneTokenServesAWholeFileAndIsFetchedOnceMoreWhenItExpires() {
    bank.sandbox().expireTokens();
    long before = bank.sandbox().calls().count("token");
    drop.drop("token-1.csv", TestInvoice.csv(TestInvoice.many("TOKEN-1-", 60)));
    bank.hasExactlyOnce(drop.completed("token-1.csv"));
    drop.drop("token-2.csv", TestInvoice.csv(TestInvoice.many("TOKEN-2-", 60)));
    bank.hasExactlyOnce(drop.completed("token-2.csv"));
    assertThat(bank.sandbox().calls().count("token") - before).as("token requests").isEqualTo(1);
  }

  @Test
  void aBankWithoutTokensIsWaitedFor() {
    drop.drop("with-token.csv", TestInvoice.csv(TestInvoice.many("WITHTOKEN-", 1)));
    bank.hasExactlyOnce(drop.completed("with-token.csv"));
    bank.sandbox().expireTokens();
    bank.fault(Fault.status("token", 500, false).times(2));
    drop.drop("no-token.csv", TestInvoice.csv(TestInvoice.many("NOTOKEN-", 5)));
    bank.hasExactlyOnce(drop.completed("no-token.csv"));
  }

  @Test
  void anInvoiceThatTheBankHadAlreadyIsNotOurs() {
    TestInvoice invoice = TestInvoice.of("HAD-ALREADY", "10.00");
    bank.createdBySomebodyElse(invoice);
    drop.drop("had.csv", TestInvoice.csv(List.of(invoice)));
    Acknowledgement ack = drop.completed("had.csv");
    assertThat(ack.line(1))
        .containsEntry("Outcome", "refused")
        .containsEntry("ReferenceNumber", "")
        .containsEntry("ResponseCode", "03");
    assertThat(ack.line(1).get("Message")).contains("already exist");
    assertThat(attempts("HAD-ALREADY")).containsExactly(CREATE + " refused");
  }

  @Test
  void aRefusedInvoiceGivesItsNumberBack() {
    bank.fault(
        Fault.refuse(CREATE, 400, "04", "Proceed time is not allowed.")
            .when("InvoiceNumber", "GIVE-BACK"));
    drop.drop("back-1.csv", TestInvoice.csv(List.of(TestInvoice.of("GIVE-BACK", "10.00"))));
    assertThat(drop.completed("back-1.csv").column("Outcome")).containsExactly("refused");
    drop.drop("back-2.csv", TestInvoice.csv(List.of(TestInvoice.of("GIVE-BACK", "11.00"))));
    bank.hasExactlyOnce(drop.completed("back-2.csv"));
    assertThat(bank.invoice("GIVE-BACK").amount()).isEqualByComparingTo("11.00");
  }

  @Test
  void afterAnUnknownAttemptAnInvoiceThatIsThereIsOurs() {
    TestInvoice invoice = TestInvoice.of("ADOPT-1", "10.00");
    String reference = bank.createdBySomebodyElse(invoice);
    bank.fault(Fault.dropBefore(CREATE).when("InvoiceNumber", "ADOPT-1"));
    drop.drop("adopt.csv", TestInvoice.csv(List.of(invoice)));
    assertThat(drop.completed("adopt.csv").line(1))
        .containsEntry("Outcome", "created")
        .containsEntry("ReferenceNumber", reference);
    assertThat(attempts("ADOPT-1")).containsExactly(CREATE + " pending", INQUIRY + " succeeded");
  }

  @Test
  void alreadyThereAfterAnUnknownAttemptIsNoRefusal() {
    TestInvoice invoice = TestInvoice.of("ADOPT-2", "10.00");
    String reference = bank.createdBySomebodyElse(invoice);
    bank.fault(Fault.dropBefore(CREATE).when("InvoiceNumber", "ADOPT-2"));
    // BRI's own books lag behind: asked too early, it has not heard of the invoice
    bank.fault(
        Fault.refuse(INQUIRY, 400, "03", "Action cannot be processed. Invoice not found")
            .when("invoice_number", "ADOPT-2"));
    drop.drop("adopt-2.csv", TestInvoice.csv(List.of(invoice)));
    assertThat(drop.completed("adopt-2.csv").line(1))
        .containsEntry("Outcome", "created")
        .containsEntry("ReferenceNumber", reference);
    assertThat(attempts("ADOPT-2"))
        .containsExactly(
            CREATE + " pending", INQUIRY + " refused", CREATE + " pending", INQUIRY + " succeeded");
  }

  @Test
  void anInvoiceWithAnotherAmountAtTheBankGoesToAPerson() {
    bank.createdBySomebodyElse(TestInvoice.of("OTHER-AMOUNT", "99.00"));
    bank.fault(Fault.dropBefore(CREATE).when("InvoiceNumber", "OTHER-AMOUNT"));
    drop.drop("other.csv", TestInvoice.csv(List.of(TestInvoice.of("OTHER-AMOUNT", "10.00"))));
    await().atMost(DropBox.PATIENCE).until(() -> !deadLetters("OTHER-AMOUNT").isEmpty());
    assertThat(request("OTHER-AMOUNT"))
        .containsEntry("status", "needs-attention")
        .containsEntry("reason", "differs-at-bank")
        .containsEntry("next_at", null);
    assertThat((String) request("OTHER-AMOUNT").get("message")).contains("99").contains("10");
    assertThat(drop.acknowledged("other.csv").line(1))
        .containsEntry("Outcome", "pending")
        .containsEntry("ReferenceNumber", "");
    assertThat(bank.creates("OTHER-AMOUNT").arrived())
        .as("the other's, and one of ours")
        .isEqualTo(2);
  }

  @Test
  void aFileIsAcknowledgedWithItsPendingLinesAndAgainWhenTheySettle() {
    bank.fault(Fault.dropAfter(CREATE).when("InvoiceNumber", "SLOW-2"));
    bank.fault(Fault.status(INQUIRY, 500, false).times(-1).when("invoice_number", "SLOW-2"));
    drop.drop("slow.csv", TestInvoice.csv(TestInvoice.many("SLOW-", 3)));
    Acknowledgement early = drop.acknowledged("slow.csv");
    assertThat(early.complete()).isFalse();
    assertThat(early.column("Outcome")).containsExactly("created", "pending", "created");
    assertThat(early.line(2).get("ReferenceNumber")).isEmpty();
    assertThat(early.count("pending")).isEqualTo(1);
    assertThat(early.summary().path("amountCreated").asText()).isEqualTo("2000.00");

    bank.sandbox().faults().clear();
    Acknowledgement late = drop.completed("slow.csv");
    bank.hasExactlyOnce(late);
    assertThat(late.summary().path("batchId")).isEqualTo(early.summary().path("batchId"));
    assertThat(late.summary().path("amountCreated").asText()).isEqualTo("3000.00");
    assertThat(bank.creates("SLOW-2").arrived()).isEqualTo(1);
    assertThat(drop.outbox().resolve("slow.csv.ack.csv.1")).doesNotExist();
  }

  @Test
  void theRequestIsCommittedAsBeingSentWhileTheBankIsStillThinking() {
    long before = bank.sandbox().calls().count(CREATE);
    bank.fault(Fault.late(CREATE, Duration.ofMillis(1500)).when("InvoiceNumber", "THINKING"));
    drop.drop("thinking.csv", TestInvoice.csv(List.of(TestInvoice.of("THINKING", "10.00"))));
    await()
        .atMost(DropBox.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> bank.sandbox().calls().count(CREATE) > before);
    assertThat(request("THINKING")).containsEntry("status", "sending");
    assertThat(attempts("THINKING")).containsExactly(CREATE + " open");
    bank.hasExactlyOnce(drop.completed("thinking.csv"));
  }

  @Test
  void everyAttemptHasARequestIdAndASignatureOfItsOwn() {
    // the sandbox refuses a repeated id with 403/11, and a repeated signature over another time
    bank.fault(Fault.tooMany(CREATE).times(2).when("InvoiceNumber", "ANEW"));
    drop.drop("anew.csv", TestInvoice.csv(List.of(TestInvoice.of("ANEW", "10.00"))));
    bank.hasExactlyOnce(drop.completed("anew.csv"));
    List<String> ids =
        bank.sandbox().calls().last(3).stream()
            .map(call -> call.headers().get("cbm-corporaterequestid"))
            .toList();
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void whatPeopleReadHoldsNoSecret() {
    drop.drop("secrets.csv", TestInvoice.csv(List.of(TestInvoice.of("SECRETS-1", "10.00"))));
    bank.hasExactlyOnce(drop.completed("secrets.csv"));
    List<Map<String, Object>> texts =
        database.rows("select request as text from attempt union all select response from attempt");
    assertThat(texts)
        .isNotEmpty()
        .noneSatisfy(
            row ->
                assertThat(String.valueOf(row.get("text")))
                    .containsAnyOf(Bank.CLIENT_SECRET, Bank.CORPORATE_KEY, "Bearer"));
  }
}
