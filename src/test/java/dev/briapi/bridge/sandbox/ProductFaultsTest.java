package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.sandbox.briva.BrivaWords;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.MagicWord;
import dev.briapi.bridge.sandbox.snap.Fate;
import dev.briapi.bridge.sandbox.snap.SnapWords;
import dev.briapi.bridge.sandbox.valas.ValasAccounts;
import dev.briapi.bridge.sandbox.valas.ValasWords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Scripted faults and magic words of BRIVA, Valas and SNAP. */
class ProductFaultsTest {
  private static final KeyPair KEYS = TestSnap.keys();
  private static final String COUNTER = "/v2.0/valas-transaction/counter";

  private final TestBank bank =
      new TestBank(TestSnap.options(KEYS).withLateAnswer(Duration.ofMillis(300)));
  private final TestSnap snap = new TestSnap(bank, KEYS);

  @AfterEach
  void close() {
    bank.close();
  }

  /** One operation: its product, id, method, path and a body. */
  private record Call(String product, String id, String method, String path, String body) {}

  private static Call call(String product, String id, String path) {
    return new Call(product, id, "POST", path, "{}");
  }

  private static final List<Call> CALLS =
      List.of(
          call("briva", "create-account", "/v1/briva"),
          new Call("briva", "get-account", "GET", "/v1/briva/J104408/77777/1", ""),
          new Call("briva", "get-account-status", "GET", "/v1/briva/status/J104408/77777/1", ""),
          new Call("briva", "update-account-status", "PUT", "/v1/briva/status", "{}"),
          new Call("briva", "update-account", "PUT", "/v1/briva", "{}"),
          new Call("briva", "delete-account", "DELETE", "/v1/briva", "a=b"),
          new Call("briva", "get-report", "GET", "/v1/briva/report/J104408/77777/1/1", ""),
          new Call(
              "briva", "get-report-time", "GET", "/v1/briva/report_time/J104408/77777/1/1/1/1", ""),
          call("valas", "nego-info", "/v2.0/valas-info/kurs-nego"),
          call("valas", "check-deal-code", "/v2.0/valas-transaction/nego/dealcode"),
          call("valas", "transaction-nego", "/v2.0/valas-transaction/nego"),
          call("valas", "transaction-counter", COUNTER),
          call("valas", "inquiry-transaction", "/v2.0/valas-transaction/inquiry"),
          call("valas", "inquiry-limit", "/v2.0/valas-transaction/inquiry-limit"),
          call("valas", "counter-info", "/v2.0/valas-info/kurs-counter"),
          call("valas", "upload-underlying", "/v2.0/valas-transaction/upload-underlying"),
          call("valas", "rate-profile", "/v2.0/valas-info/rate-profile"),
          call("valas", "nego-rate-profile", "/v2.0/valas-transaction/nego-rate-profile"),
          call("valas", "nego-continue", "/v2.0/valas-transaction/continue"),
          call("snap", "inquire-account", TestSnap.INQUIRY),
          call("snap", "transfer", TestSnap.TRANSFER),
          call("snap", "transfer-status", TestSnap.STATUS));

  static Stream<Arguments> everyOperation() {
    return CALLS.stream().map(Arguments::of);
  }

  private TestBank.Reply send(Call call) throws Exception {
    return bank.call(call.method(), call.path(), call.body(), headers(call));
  }

  private Map<String, String> headers(Call call) throws Exception {
    if (call.product().equals("snap")) {
      return snap.headers(call.path(), call.body());
    }
    String type = call.method().equals("DELETE") ? "text/plain" : "application/json";
    Map<String, String> headers = bank.signed(call.method(), call.path(), type, call.body());
    if (call.product().equals("valas")) {
      headers.put("partnerCode", "sandbox-partner-code");
    }
    return headers;
  }

  @ParameterizedTest
  @MethodSource("everyOperation")
  void everyKindOfFaultStrikesEveryOperationInTheShapeOfItsProduct(Call call) throws Exception {
    String id = call.id();
    send(call);
    bank.sandbox.faults().add(Fault.refuse(id, 403, "4038299", "No."));
    TestBank.Reply refused = send(call);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("4038299");
    assertThat(refused.message()).isEqualTo("No.");
    assertThat(refused.json().has("status")).isEqualTo(call.product().equals("briva"));

    bank.sandbox.faults().add(Fault.tooMany(call.product() + "/*"));
    assertThat(send(call).status()).isEqualTo(429);
    bank.sandbox.faults().add(Fault.status("*", 503, false));
    assertThat(send(call).code()).isEqualTo("0503");
    bank.sandbox.faults().add(Fault.html(id, false));
    assertThat(send(call).text()).startsWith("<html>");
    // without end, since the client of the JDK repeats a read whose connection broke
    bank.sandbox.faults().add(Fault.dropBefore(id).times(-1));
    assertThatThrownBy(() -> send(call)).isInstanceOf(IOException.class);
    bank.sandbox.faults().clear();
    bank.sandbox.faults().add(Fault.dropAfter(id).times(-1));
    assertThatThrownBy(() -> send(call)).isInstanceOf(IOException.class);
    bank.sandbox.faults().clear();
    bank.sandbox.faults().add(Fault.late(id, Duration.ofMillis(1)));
    assertThat(send(call).status()).isLessThan(500);
    bank.sandbox.faults().add(Fault.expireToken(id));
    TestBank.Reply expired = send(call);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.code()).matches("0601|401..01");
    assertThat(bank.sandbox.calls().count(id)).isGreaterThanOrEqualTo(9);
    assertThat(bank.sandbox.calls().answers().get(id).get(0)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void theTokenOfSnapCanFailToo() throws Exception {
    bank.sandbox.faults().add(Fault.tooMany("snap/*"));
    assertThat(snap.fetch().status()).isEqualTo(200);
    bank.sandbox.faults().clear();
    bank.sandbox.faults().add(Fault.status("snap-token", 503, false));

    assertThat(snap.fetch().status()).isEqualTo(503);
    assertThat(snap.fetch().status()).isEqualTo(200);
  }

  @Test
  void aFaultCanLookAtThePathAndInsideTheBody() throws Exception {
    bank.sandbox.faults().add(Fault.tooMany("get-account").when("path", ".*/1255"));
    bank.sandbox.faults().add(Fault.tooMany("transfer").when("amount.value", "20000.00"));

    assertThat(send(CALLS.get(1)).status()).isEqualTo(404);
    assertThat(
            send(new Call("briva", "get-account", "GET", "/v1/briva/J104408/77777/1255", ""))
                .status())
        .isEqualTo(429);
    ObjectNode large = snap.transfer("P-1");
    large.putObject("amount").put("value", "20000.00").put("currency", "IDR");
    assertThat(snap.send("P-1").status()).isEqualTo(200);
    assertThat(snap.post(TestSnap.TRANSFER, large).status()).isEqualTo(429);
  }

  private TestBank.Reply account(String keterangan) throws Exception {
    String body =
        bank.mapper
            .createObjectNode()
            .put("institutionCode", "J104408")
            .put("brivaNo", "77777")
            .put("custCode", "1255")
            .put("nama", "yories")
            .put("amount", "20000")
            .put("keterangan", keterangan)
            .put("expiredDate", "2026-12-24 09:57:26")
            .toString();
    return send(new Call("briva", "create-account", "POST", "/v1/briva", body));
  }

  private TestBank.Reply exchange(String reference, String remark) throws Exception {
    ObjectNode body =
        bank.mapper
            .createObjectNode()
            .put("debitAccount", ValasAccounts.DEBIT)
            .put("creditAccount", ValasAccounts.CREDIT)
            .put("debitCurrency", "USD")
            .put("creditCurrency", "IDR")
            .put("debitAmount", "3.00")
            .put("remark", remark)
            .put("partnerReferenceNo", reference);
    return send(new Call("valas", "transaction-counter", "POST", COUNTER, body.toString()));
  }

  @Test
  void everyRefusingWordOfBrivaIsAnsweredWithItsCode() throws Exception {
    for (MagicWord word : refusing(BrivaWords.table().all())) {
      assertThat(word.effect()).startsWith(shown(account("x " + word.word())));
    }
    assertThat(bank.sandbox.briva().accounts().size()).isZero();
  }

  @Test
  void everyRefusingWordOfValasIsAnsweredWithItsCode() throws Exception {
    for (MagicWord word : refusing(ValasWords.table().all())) {
      assertThat(word.effect()).startsWith(shown(exchange("X-" + word.word(), "")));
      assertThat(word.effect()).startsWith(shown(exchange("X", word.word())));
    }
    assertThat(bank.sandbox.valas().transactions().size()).isZero();
  }

  @Test
  void everyRefusingWordOfSnapIsAnsweredWithItsCodeAndInInquiriesWithTheirs() throws Exception {
    for (MagicWord word : refusing(SnapWords.table().all())) {
      TestBank.Reply refused =
          snap.post(TestSnap.TRANSFER, snap.transfer("X").put("customerReference", word.word()));
      assertThat(word.effect()).startsWith(shown(refused));

      ObjectNode question =
          bank.mapper
              .createObjectNode()
              .put("beneficiaryBankCode", "002")
              .put("beneficiaryAccountNo", "888801000157508");
      question.putObject("additionalInfo").put("deviceId", word.word()).put("channel", "x");
      TestBank.Reply inquiry = snap.post(TestSnap.INQUIRY, question);
      assertThat(inquiry.status()).isEqualTo(refused.status());
      assertThat(inquiry.code())
          .isEqualTo(new StringBuilder(refused.code()).replace(3, 5, "16").toString());
    }
    assertThat(bank.sandbox.snap().transfers().size()).isZero();
  }

  private static List<MagicWord> refusing(List<MagicWord> words) {
    return words.stream().filter(word -> word.word().startsWith("REFUSE-")).toList();
  }

  private static String shown(TestBank.Reply reply) {
    return reply.status() + "/" + reply.code() + " " + reply.message();
  }

  /** What the bank was asked to do once, with a word in its data. */
  private interface Work {
    TestBank.Reply attempt(String word) throws Exception;
  }

  private Map<String, Work> works() {
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("briva", this::account);
    works.put("valas", word -> exchange("X-" + word, "x"));
    works.put("snap", word -> snap.send("X-" + word));
    return works;
  }

  private int books(String product) {
    return switch (product) {
      case "briva" -> bank.sandbox.briva().accounts().size();
      case "valas" -> bank.sandbox.valas().transactions().size();
      default -> bank.sandbox.snap().transfers().size();
    };
  }

  @Test
  void troublesStrikeEveryProductAndLeaveTheNextAttemptAlone() throws Exception {
    snap.login();
    bank.login();
    for (Map.Entry<String, Work> each : works().entrySet()) {
      String product = each.getKey();
      Work work = each.getValue();
      assertThatThrownBy(() -> work.attempt("LOST")).as(product).isInstanceOf(IOException.class);
      assertThat(books(product)).as(product).isZero();
      assertThat(work.attempt("BUSY").status()).isEqualTo(429);
      assertThat(work.attempt("BUSY").status()).isEqualTo(429);
      assertThat(work.attempt("UNAVAILABLE").code()).isEqualTo("0503");
      assertThat(work.attempt("EXPIRED").status()).isEqualTo(401);
      assertThat(books(product)).as(product).isZero();
      bank.login();
      snap.login();
      assertThat(work.attempt("LOST").status()).as(product).isEqualTo(200);
      assertThat(books(product)).as(product).isEqualTo(1);
    }
  }

  @Test
  void someTroublesDoTheWorkAndHideIt() throws Exception {
    for (String word : List.of("DROP", "GARBAGE", "TIMEOUT")) {
      bank.sandbox.reset();
      bank.login();
      snap.login();
      for (Map.Entry<String, Work> each : works().entrySet()) {
        if (word.equals("DROP")) {
          assertThatThrownBy(() -> each.getValue().attempt("DROP")).isInstanceOf(IOException.class);
        } else {
          assertThat(each.getValue().attempt(word).status()).isEqualTo(200);
        }
        assertThat(books(each.getKey())).as(each.getKey() + " " + word).isEqualTo(1);
        assertThat(each.getValue().attempt(word).status()).isIn(400, 409);
      }
    }
  }

  @Test
  void theHelpPageAndTheCallLogKnowEveryProduct() throws Exception {
    String page = bank.admin("GET", "/", "").text();
    Stream.of(BrivaWords.table(), ValasWords.table(), SnapWords.table())
        .flatMap(table -> table.all().stream())
        .forEach(word -> assertThat(page).contains(word.word()).contains(word.effect()));
    for (Fate fate : Fate.values()) {
      assertThat(page).contains(fate.word()).contains(fate.effect());
    }

    account("once");
    account("twice");
    assertThat(
            bank.admin("GET", "/sandbox/calls", "")
                .json()
                .path("references")
                .path("briva")
                .path("repeated")
                .get(0)
                .path("reference")
                .asText())
        .isEqualTo("77777/1255");
    assertThat(
            bank.admin("GET", "/sandbox/calls/references?product=briva&reference=77777/1255", "")
                .json()
                .path("arrived")
                .asInt())
        .isEqualTo(2);
    assertThat(bank.admin("GET", "/sandbox/calls/references?product=x", "").status())
        .isEqualTo(400);
  }

  @Test
  void theContractsAndTheSandboxAgreeOnTheOperations() {
    assertThat(CALLS.stream().map(call -> call.method() + " " + call.product() + "/" + call.id()))
        .containsExactlyInAnyOrderElementsOf(
            new Contracts()
                .operations().stream()
                    .filter(operation -> !operation.product().equals("cbm"))
                    .map(operation -> operation.method() + " " + operation)
                    .toList());
  }
}
