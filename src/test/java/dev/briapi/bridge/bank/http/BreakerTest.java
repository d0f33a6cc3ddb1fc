package dev.briapi.bridge.bank.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.platform.BankSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** How a breaker opens, tries again and closes; in Quarkus, since its library lives there. */
@QuarkusTest
@WithTestResource(TestEnvironment.class)
class BreakerTest {
  private static final Verdict AWAY = new Verdict(Outcome.PENDING, "no-answer", 0, null, "");
  private static final Verdict SAID_NO = new Verdict(Outcome.REFUSED, "no", 400, "01", "");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static Breaker breaker(Duration delay) {
    return new Breaker(
        "test",
        new BankSettings.Circuit() {
          @Override
          public int calls() {
            return 10;
          }

          @Override
          public double failureRatio() {
            return 0.5;
          }

          @Override
          public Duration delay() {
            return delay;
          }
        });
  }

  private static void calls(Breaker breaker, int times, Verdict verdict) throws Exception {
    for (int i = 0; i < times; i++) {
      new Sending(breaker.enter()).ended(verdict);
    }
  }

  private static Breaker halfOpen() throws Exception {
    Breaker breaker = breaker(AT_ONCE);
    calls(breaker, 10, AWAY);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> breaker.state() == CircuitBreakerState.HALF_OPEN);
    return breaker;
  }

  @Test
  void fewerCallsThanItLooksAtNeverOpenIt() throws Exception {
    Breaker breaker = breaker(NEVER);
    calls(breaker, 9, AWAY);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
  }

  @Test
  void refusalsNeverOpenIt() throws Exception {
    Breaker breaker = breaker(NEVER);
    calls(breaker, 100, SAID_NO);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
  }

  @Test
  void itOpensWhenHalfOfTheLastCallsFailed() throws Exception {
    Breaker breaker = breaker(NEVER);
    calls(breaker, 6, SAID_NO);
    calls(breaker, 4, AWAY);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
    calls(breaker, 1, AWAY);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.OPEN);
    assertThatThrownBy(breaker::enter).isInstanceOf(BankRestsException.class);
  }

  @Test
  void anAttemptEndsOnce() throws Exception {
    Breaker breaker = breaker(NEVER);
    for (int i = 0; i < 20; i++) {
      Sending sending = new Sending(breaker.enter());
      sending.ended(SAID_NO);
      sending.ended(AWAY);
    }
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
  }

  @Test
  void afterTheDelayTwoCallsAreLetThroughAndNoMore() throws Exception {
    Breaker breaker = halfOpen();
    Sending first = new Sending(breaker.enter());
    Sending second = new Sending(breaker.enter());
    assertThatThrownBy(breaker::enter).isInstanceOf(BankRestsException.class);
    first.ended(SAID_NO);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.HALF_OPEN);
    second.ended(SAID_NO);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
    calls(breaker, 5, SAID_NO);
  }

  @Test
  void aTestCallThatFailsOpensItAgainForAnotherDelay() throws Exception {
    Breaker breaker = halfOpen();
    Sending test = new Sending(breaker.enter());
    test.ended(AWAY);
    assertThat(breaker.state()).isNotEqualTo(CircuitBreakerState.CLOSED);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> breaker.state() == CircuitBreakerState.HALF_OPEN);
    calls(breaker, 2, SAID_NO);
    assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "200, , false",
    "400, invalid-request, false",
    "401, token-refused, false",
    "404, not-found, false",
    "429, throttled, false",
    "202, accepted, false",
    "500, general-error, true",
    "503, service-unavailable, true",
    "504, gateway-timeout, true",
    "0, no-answer, true",
    "0, connection-broken, true",
    "0, connection-refused, true",
    "0, connect-timeout, true",
    "0, host-unknown, true",
    "0, host-unreachable, true",
    "0, tls-failed, true",
    "0, no-free-connection, false",
    "0, answer-too-large, false",
    "0, not-prepared, false",
    "0, circuit-open, false",
    "0, token-unavailable, false"
  })
  void onlyABankThatIsAwayOrBrokenCounts(int status, String reason, boolean counts) {
    assertThat(BankAway.is(new Verdict(Outcome.PENDING, reason, status, null, "")))
        .isEqualTo(counts);
  }
}
