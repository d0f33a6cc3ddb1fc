package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.briapi.bridge.sandbox.briva.Payment;
import dev.briapi.bridge.sandbox.notification.NotificationSettings;
import dev.briapi.bridge.sandbox.notification.Notifications;
import dev.briapi.bridge.sandbox.notification.Push;
import dev.briapi.bridge.sandbox.notification.PushKind;
import dev.briapi.bridge.sandbox.notification.PushOrder;
import dev.briapi.bridge.sandbox.notification.PushState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

/** What is pushed again, by what the other side answers; the other side is not the bridge here. */
class NotificationRetryTest {
  private static final String TOKEN = "/snap/v1.0/access-token/b2b";

  private record Answer(int status, String body) {}

  private record Seen(String externalId, String body) {}

  private final KeyPair keys = PushEnvironment.keys();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Queue<Boolean> tokens = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private SandboxOptions options;
  private TestBank bank;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    options =
        SandboxOptions.defaults()
            .withNotification(
                NotificationSettings.to(
                        () -> "http://127.0.0.1:" + server.getAddress().getPort(),
                        "client",
                        "secret",
                        keys.getPrivate())
                    .withDelays(Duration.ofMillis(20), Duration.ofMillis(40)));
    bank = new TestBank(options);
  }

  @AfterEach
  void close() {
    bank.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer;
    if (exchange.getRequestURI().getPath().equals(TOKEN)) {
      tokens.add(signed(exchange));
      answer =
          new Answer(
              200, "{\"responseCode\":\"2007300\",\"accessToken\":\"t\",\"expiresIn\":\"899\"}");
    } else {
      seen.add(new Seen(exchange.getRequestHeaders().getFirst("X-EXTERNAL-ID"), body));
      Answer next = answers.poll();
      answer = next == null ? new Answer(200, "{\"responseCode\":\"2003400\"}") : next;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private boolean signed(HttpExchange exchange) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(keys.getPublic());
      String text =
          exchange.getRequestHeaders().getFirst("X-CLIENT-KEY")
              + "|"
              + exchange.getRequestHeaders().getFirst("X-TIMESTAMP");
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(
          Base64.getDecoder().decode(exchange.getRequestHeaders().getFirst("X-SIGNATURE")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pay(String custCode, String channel) {
    pay(bank.sandbox, custCode, channel);
  }

  private static void pay(Sandbox sandbox, String custCode, String channel) {
    sandbox
        .briva()
        .payments()
        .add(
            new Payment(
                "77777",
                custCode,
                "yories",
                "",
                new BigDecimal("20000"),
                LocalDateTime.parse("2026-11-20T09:00:00.250"),
                "1",
                "2",
                "3",
                channel));
  }

  private List<Push> settled(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                pushes().size() == count
                    && pushes().stream().noneMatch(push -> push.state() == PushState.WAITING));
    return pushes();
  }

  private List<Push> pushes() {
    return bank.sandbox.notifications().orElseThrow().book().last(100);
  }

  @ParameterizedTest
  @CsvSource({
    "500, '{\"responseCode\":\"5003400\"}'",
    "500, '{\"responseCode\":\"5003402\"}'",
    "504, '{\"responseCode\":\"5043400\"}'",
    "503, <html>",
    "429, '{\"responseCode\":\"4293400\"}'",
    "404, <html>",
    "200, <html>"
  })
  void what_is_not_settled_is_pushed_again_with_the_same_body(int status, String body) {
    answers.add(new Answer(status, body));

    pay("1255", "IBNK");

    Push push = settled(1).get(0);
    assertThat(push.state()).as(push.toString()).isEqualTo(PushState.DELIVERED);
    assertThat(push.attempts()).isEqualTo(2);
    assertThat(seen).extracting(Seen::body).hasSize(2);
    assertThat(seen.stream().map(Seen::body).distinct()).hasSize(1);
    assertThat(seen.stream().map(Seen::externalId).distinct())
        .hasSize(2)
        .allMatch(id -> id.matches("[0-9]{12}"));
    assertThat(tokens).as("tokens, rightly signed").containsExactly(true);
  }

  @ParameterizedTest
  @CsvSource({"400, 4003401", "401, 4013400", "404, 4043416", "404, 4043418", "409, 4093400"})
  void a_refusal_is_the_last_word(int status, String code) {
    answers.add(new Answer(status, "{\"responseCode\":\"" + code + "\"}"));
    pay("1255", "IBNK");
    Push push = settled(1).get(0);

    assertThat(push.state()).isEqualTo(PushState.REFUSED);
    assertThat(push.responseCode()).isEqualTo(code);
    assertThat(seen).hasSize(1);
    pay("1256", "IBNK");
    settled(2);
    assertThat(seen).hasSize(2);
    assertThat(tokens).hasSize(status == 401 ? 2 : 1);
  }

  @Test
  void after_the_last_delay_it_is_given_up() {
    for (int i = 0; i < 3; i++) {
      answers.add(new Answer(500, "{\"responseCode\":\"5003400\"}"));
    }

    pay("1255", "IBNK");

    Push push = settled(1).get(0);
    assertThat(push.state()).isEqualTo(PushState.GIVEN_UP);
    assertThat(push.attempts()).isEqualTo(3);
    assertThat(seen).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "TELLER, 1",
    "ATM, 2",
    "IBNK, 3",
    "SMSB, 4",
    "CMS, 5",
    "EDC, 6",
    "RTGS, 7",
    "QR, 8",
    "API, 9"
  })
  void the_body_is_as_the_document_has_it(String channel, String terminal) throws IOException {
    pay("1255", channel);
    Push push = settled(1).get(0);

    assertThat(bank.mapper.readTree(seen.remove().body()))
        .isEqualTo(
            bank.mapper.readTree(
                """
                {"partnerServiceId": "   77777", "customerNo": "1255", "virtualAccountNo": "   777771255",
                 "trxDateTime": "2026-11-20T09:00:00+07:00", "paymentRequestId": "%s",
                 "additionalInfo": {"paymentAmount": "20000", "terminalId": "%s", "bankId": "002"}}"""
                    .formatted(push.paymentRequestId(), terminal)));
  }

  @Test
  void a_token_is_used_until_shortly_before_its_end() {
    pay("1", "IBNK");
    settled(1);
    bank.clock.advance(Duration.ofSeconds(868));
    pay("2", "IBNK");
    settled(2);
    assertThat(tokens).hasSize(1);

    bank.clock.advance(Duration.ofSeconds(2));
    pay("3", "IBNK");
    settled(3);
    assertThat(tokens).containsExactly(true, true);
  }

  @Test
  void so_many_may_wait_and_what_is_more_is_dropped() {
    Notifications notifications = bank.sandbox.notifications().orElseThrow();
    notifications.orders().add(new PushOrder(PushKind.LATE, 1_000, 3_600));
    for (int i = 0; i <= 1_000; i++) {
      pay(Integer.toString(i), "IBNK");
    }

    assertThat(notifications.book().counts())
        .containsExactly(entry(PushState.WAITING, 1_000), entry(PushState.DROPPED, 1));
    bank.sandbox.reset();
    pay("1255", "IBNK");
    assertThat(settled(1)).extracting(Push::state).containsExactly(PushState.DELIVERED);
    assertThat(seen).hasSize(1);
  }

  @Test
  void a_sandbox_that_starts_again_repeats_no_number() {
    pay("1", "IBNK");
    pay("2", "IBNK");
    settled(2);
    MovableClock clock = new MovableClock("2026-11-20T02:00:01Z");
    try (Sandbox again = new Sandbox(options.withClock(clock)).start()) {
      pay(again, "1", "IBNK");
      await().atMost(Duration.ofSeconds(20)).until(() -> seen.size() == 3);
    }

    assertThat(seen.stream().map(Seen::externalId).distinct()).hasSize(3);
    assertThat(seen.stream().map(Seen::body).distinct()).hasSize(3);
  }

  @Test
  void a_sandbox_that_does_not_push_says_so() throws Exception {
    try (TestBank quiet = new TestBank()) {
      TestBank.Reply reply = quiet.admin("GET", "/sandbox/briva/notifications", "");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().path("error").asText()).contains("switched off");
    }
  }
}
