package dev.briapi.bridge.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.briapi.bridge.sandbox.cbm.CbmSettings;

import static org.assertj.core.api.Assertions.assertThat;

class LifeCycleTest {
  @TempDir Path directory;

  @Test
  void anInvoiceFollowsItsDatesInJakarta() throws Exception {
    try (TestBank bank = new TestBank()) {
      String reference = bank.create("LIFE-1").reference();

      assertStatus(bank, reference, "2026-11-25T00:59:59Z", "10");
      assertStatus(bank, reference, "2026-11-25T01:00:00Z", "20");
      assertStatus(bank, reference, "2026-11-28T01:00:00Z", "30");
      JsonNode settled = bank.get("/v1/apicbm/invoices/" + reference).data();
      assertThat(settled.path("DisbursementCompleteDate").asText())
          .isEqualTo("2026-11-25 08:00:00");
      assertThat(settled.path("SettlementCompleteDate").asText()).isEqualTo("2026-11-28 08:00:00");
    }
  }

  @Test
  void anInvoiceOfAManualAnchorWaitsForARequest() throws Exception {
    try (TestBank bank = new TestBank()) {
      String reference =
          bank.post(
                  "/v1/apicbm/invoices/insert", bank.invoice("MAN-1").put("AnchorCode", "MANUAL01"))
              .reference();

      assertStatus(bank, reference, "2026-11-28T01:00:00Z", "25");
      bank.post("/v1/apicbm/settlement/request", bank.named(reference, "MAN-1"));
      assertStatus(bank, reference, "2026-11-28T01:00:01Z", "30");
    }
  }

  @Test
  void anInvoiceMovesByStepsWhereAStepIsGiven() throws Exception {
    try (TestBank bank =
        new TestBank(
            SandboxOptions.defaults()
                .withCbm(CbmSettings.defaults().withLifecycleStep(Duration.ofMinutes(1))))) {
      String reference = bank.create("STEP-1").reference();

      assertStatus(bank, reference, "2026-11-20T02:00:59Z", "10");
      assertStatus(bank, reference, "2026-11-20T02:01:00Z", "20");
      assertStatus(bank, reference, "2026-11-20T02:02:00Z", "30");
    }
  }

  @Test
  void invoicesOutliveARestartWhereTheyAreJournaled() throws Exception {
    Path journal = directory.resolve("deep/cbm.jsonl");
    SandboxOptions journaled =
        SandboxOptions.defaults().withCbm(CbmSettings.defaults().withJournal(journal));
    String reference;
    try (TestBank bank = new TestBank(journaled)) {
      reference = bank.create("KEEP-1").reference();
      bank.post("/v1/apicbm/invoices/cancel", bank.named(reference, "KEEP-1"));
    }
    Files.writeString(journal, "{\"referenceNumber\":\"DF00", StandardOpenOption.APPEND);
    try (TestBank bank = new TestBank(journaled)) {
      assertStatus(bank, reference, "2026-11-20T02:00:00Z", "90");
      assertThat(bank.create("KEEP-1").code()).isEqualTo("03");
      assertThat(bank.create("KEEP-2").reference()).isNotEqualTo(reference);
      assertThat(Files.readAllLines(journal)).hasSize(2);
    }
  }

  @Test
  void theOldestInvoiceGivesWayBeyondTheBound() throws Exception {
    try (TestBank bank =
        new TestBank(
            SandboxOptions.defaults().withCbm(CbmSettings.defaults().withMaxInvoices(2)))) {
      bank.create("B-1");
      bank.create("B-2");
      bank.create("B-3");

      TestBank.Reply page = bank.admin("GET", "/sandbox/invoices?limit=1", "");
      assertThat(page.json().path("total").asInt()).isEqualTo(2);
      assertThat(page.json().path("items").get(0).path("invoiceNumber").asText()).isEqualTo("B-2");
      TestBank.Reply next =
          bank.admin(
              "GET", "/sandbox/invoices?limit=2&after=" + page.json().path("next").asText(), "");
      assertThat(next.json().path("items").get(0).path("invoiceNumber").asText()).isEqualTo("B-3");
      assertThat(next.json().path("next").isNull()).isTrue();
    }
  }

  @Test
  void callsAreCountedAndAResetForgetsThem() throws Exception {
    try (TestBank bank = new TestBank()) {
      bank.create("COUNT-1");
      bank.create("COUNT-1");

      JsonNode calls = bank.admin("GET", "/sandbox/calls", "").json();
      assertThat(calls.path("tokenFetches").asInt()).isEqualTo(1);
      assertThat(calls.path("counts").path("create-invoice").asInt()).isEqualTo(2);
      assertThat(calls.path("worstSecond").path("cbm").asInt()).isBetween(1, 2);
      assertThat(calls.path("creates").path("repeated").get(0).path("invoiceNumber").asText())
          .isEqualTo("COUNT-1");
      assertThat(calls.path("last").get(0).path("http").asInt()).isEqualTo(400);
      JsonNode arrivals = bank.admin("GET", "/sandbox/calls/arrivals?product=cbm", "").json();
      assertThat(arrivals.path("nanos")).hasSize(2);

      bank.admin("POST", "/sandbox/reset", "");
      assertThat(bank.sandbox.calls().counts()).isEmpty();
      assertThat(bank.sandbox.cbm().invoices().size()).isZero();
    }
  }

  private static void assertStatus(TestBank bank, String reference, String when, String code)
      throws Exception {
    bank.clock.set(when);
    bank.login();
    assertThat(bank.get("/v1/apicbm/invoices/" + reference).data().path("StatusCode").asText())
        .isEqualTo(code);
  }
}
