package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.briapi.bridge.sandbox.cbm.CbmWords;
import dev.briapi.bridge.sandbox.cbm.CreateCounts;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.FaultKind;
import dev.briapi.bridge.sandbox.server.MagicWord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {
  private static final String CREATE = "create-invoice";

  private final TestBank bank =
      new TestBank(SandboxOptions.defaults().withLateAnswer(Duration.ofMillis(300)));

  @AfterEach
  void close() {
    bank.close();
  }

  @Test
  void aRefusalHasTheGivenCodeAndNothingIsDone() throws Exception {
    bank.sandbox.faults().add(Fault.refuse(CREATE, 400, "02", "Action cannot be processed. No."));

    TestBank.Reply refused = bank.create("R-1");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("02");
    assertThat(refused.desc()).isEqualTo("Action cannot be processed. No.");
    assertThat(bank.create("R-1").code()).isEqualTo("00");
  }

  @Test
  void aLateAnswerComesAfterTheWorkIsDone() throws Exception {
    bank.sandbox.faults().add(Fault.late(CREATE, Duration.ofMillis(300)));
    long before = System.nanoTime();

    assertThat(bank.create("L-1").code()).isEqualTo("00");

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
    assertThat(bank.sandbox.cbm().invoices().size()).isEqualTo(1);
  }

  @Test
  void aConnectionIsDroppedBeforeOrAfterTheWork() throws Exception {
    bank.login();
    bank.sandbox.faults().add(Fault.dropBefore(CREATE));
    assertThatThrownBy(() -> bank.create("D-1")).isInstanceOf(IOException.class);
    assertThat(bank.sandbox.cbm().invoices().size()).isZero();

    bank.sandbox.faults().add(Fault.dropAfter(CREATE));
    assertThatThrownBy(() -> bank.create("D-1")).isInstanceOf(IOException.class);
    assertThat(bank.sandbox.cbm().invoices().size()).isEqualTo(1);
    assertThat(bank.sandbox.calls().answers().get(CREATE)).containsEntry(0, 2L);
    assertThat(bank.sandbox.cbm().creates().of("BRIAPI01", "BRIAPI02", "D-1"))
        .isEqualTo(new CreateCounts.Count(2, 2, 1));
  }

  @Test
  void garbageIsAnHtmlPageOrHalfOfTheJson() throws Exception {
    bank.sandbox.faults().add(Fault.html(CREATE, false));
    bank.sandbox.faults().add(Fault.truncated(CREATE, true));

    TestBank.Reply html = bank.create("G-1");
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.text()).startsWith("<html>");
    assertThat(bank.sandbox.cbm().invoices().size()).isZero();

    TestBank.Reply half = bank.create("G-1");
    assertThat(half.text()).startsWith("{\"responseCode\":\"00\"").doesNotEndWith("}");
    assertThat(half.json().isMissingNode()).isTrue();
    assertThat(bank.sandbox.cbm().invoices().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"500,0500,true", "503,0503,false", "504,0504,true"})
  void aStatusIsAnsweredInTheGatewaysShapeWithTheWorkDoneOrNot(
      int http, String code, boolean processed) throws Exception {
    bank.sandbox.faults().add(Fault.status(CREATE, http, processed));

    TestBank.Reply reply = bank.create("S-1");

    assertThat(reply.status()).isEqualTo(http);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(bank.sandbox.cbm().invoices().size()).isEqualTo(processed ? 1 : 0);
  }

  @Test
  void tooManyIs429() throws Exception {
    bank.sandbox.faults().add(Fault.tooMany("*").times(2));

    assertThat(bank.create("T-1").status()).isEqualTo(429);
    assertThat(bank.get("/v1/apicbm/facilities/BRIAPI01").status()).isEqualTo(429);
    assertThat(bank.create("T-1").status()).isEqualTo(200);
  }

  @Test
  void anExpiredTokenIsRefusedUntilANewOneIsFetched() throws Exception {
    bank.login();
    bank.sandbox.faults().add(Fault.expireToken(CREATE));

    assertThat(bank.create("E-1").code()).isEqualTo("0601");
    assertThat(bank.create("E-1").code()).isEqualTo("0601");
    bank.login();
    assertThat(bank.create("E-1").code()).isEqualTo("00");
  }

  @Test
  void theTokenCanFailToo() throws Exception {
    bank.sandbox.faults().add(Fault.status("token", 503, false));

    assertThat(bank.form(TestBank.TOKEN_PATH, TestBank.FORM).status()).isEqualTo(503);
    assertThat(bank.form(TestBank.TOKEN_PATH, TestBank.FORM).status()).isEqualTo(200);
  }

  @Test
  void aFaultStrikesEveryNthCallThatMatches() throws Exception {
    bank.sandbox.faults().add(Fault.tooMany(CREATE).every(2).when("InvoiceNumber", "N-.*"));

    assertThat(bank.create("N-1").status()).isEqualTo(200);
    assertThat(bank.create("X-1").status()).isEqualTo(200);
    assertThat(bank.create("N-2").status()).isEqualTo(429);
    assertThat(bank.create("N-3").status()).isEqualTo(200);
    assertThat(bank.create("N-4").status()).isEqualTo(429);
  }

  @Test
  void faultsAreAddedListedAndRemovedOverHttp() throws Exception {
    TestBank.Reply added =
        bank.admin(
            "POST",
            "/sandbox/faults",
            "{\"kind\":\"refuse\",\"operation\":\"create-invoice\",\"http\":403,\"code\":\"10\","
                + "\"message\":\"Unauthorize Access.\",\"times\":-1,"
                + "\"field\":\"InvoiceNumber\",\"matches\":\"H.*\"}");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(bank.create("H-1").status()).isEqualTo(403);
    assertThat(bank.create("H-1").status()).isEqualTo(403);
    TestBank.Reply list = bank.admin("GET", "/sandbox/faults", "");
    assertThat(list.json().get(0).path("struck").asInt()).isEqualTo(2);
    assertThat(list.json().get(0).path("fault").path("kind").asText()).isEqualTo("refuse");

    bank.admin("DELETE", "/sandbox/faults/" + added.json().path("id").asInt(), "");
    assertThat(bank.create("H-1").status()).isEqualTo(200);

    assertThat(bank.admin("POST", "/sandbox/faults", "{\"kind\":\"explode\"}").status())
        .isEqualTo(400);
    assertThat(bank.admin("POST", "/sandbox/faults", "{\"knid\":\"late\"}").status())
        .isEqualTo(400);
    assertThat(
            bank.admin(
                    "POST",
                    "/sandbox/faults",
                    "{\"kind\":\"late\",\"field\":\"InvoiceNumber\",\"matches\":\"(\"}")
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSE-01,400,01", "REFUSE-02,400,02", "REFUSE-03,400,03", "REFUSE-04,400,04",
    "REFUSE-10,403,10", "ERROR-99,500,99", "UNAVAILABLE,503,0503", "EXPIRED,401,0601"
  })
  void aWordInTheInvoiceNumberIsAnsweredWithItsCode(String word, int http, String code)
      throws Exception {
    TestBank.Reply reply = bank.create("INV-" + word + "-1");

    assertThat(reply.status()).isEqualTo(http);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(bank.sandbox.cbm().invoices().size()).isZero();
  }

  @Test
  void aWordSpoilsTheFirstAttemptsOnly() throws Exception {
    assertThat(bank.create("BUSY-1").status()).isEqualTo(429);
    assertThat(bank.create("BUSY-1").status()).isEqualTo(429);
    assertThat(bank.create("BUSY-1").status()).isEqualTo(200);
    assertThatThrownBy(() -> bank.create("LOST-1")).isInstanceOf(IOException.class);
    assertThat(bank.create("LOST-1").code()).isEqualTo("00");
  }

  @Test
  void someWordsCreateTheInvoiceAndHideIt() throws Exception {
    assertThatThrownBy(() -> bank.create("DROP-1")).isInstanceOf(IOException.class);
    assertThat(bank.create("GARBAGE-1").text()).startsWith("<html>");
    assertThat(bank.create("TIMEOUT-1").code()).isEqualTo("00");

    assertThat(bank.sandbox.cbm().invoices().size()).isEqualTo(3);
    assertThat(bank.create("DROP-1").code()).isEqualTo("03");
  }

  @Test
  void aWordInsideAnotherWordIsNone() throws Exception {
    assertThat(bank.create("DROPS-BUSYBEE").code()).isEqualTo("00");
  }

  @Test
  void theHelpPageListsEveryWordAndEveryKindOfFault() throws Exception {
    String page = bank.admin("GET", "/", "").text();

    for (MagicWord word : CbmWords.table().all()) {
      assertThat(page).contains(word.word()).contains(word.effect());
    }
    for (FaultKind kind : FaultKind.values()) {
      assertThat(page).contains(kind.word()).contains(kind.description());
    }
  }
}
