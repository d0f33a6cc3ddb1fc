package dev.briapi.bridge.bank;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransportFailuresTest {
  static Stream<Arguments> unsent() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), "connection-refused"),
        Arguments.of(new HttpHostConnectException("Connect failed"), "connection-refused"),
        Arguments.of(new ConnectException("Connection timed out"), "connect-timeout"),
        Arguments.of(new ConnectTimeoutException("Connect timed out"), "connect-timeout"),
        Arguments.of(new UnknownHostException("bri"), "host-unknown"),
        Arguments.of(new NoRouteToHostException("no route"), "host-unreachable"),
        Arguments.of(new ConnectionRequestTimeoutException("pool"), "no-free-connection"),
        Arguments.of(new SSLHandshakeException("PKIX"), "tls-failed"),
        Arguments.of(new SSLPeerUnverifiedException("name"), "tls-failed"));
  }

  @ParameterizedTest
  @MethodSource("unsent")
  void whatBrokeBeforeTheFirstByteWasNotSent(Exception failure, String reason) {
    Verdict verdict = TransportFailures.classify(failure);

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.httpStatus()).isZero();
    assertThat(TransportFailures.classify(new RuntimeException(new IOException(failure))))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.NOT_SENT, reason);
  }

  static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of(new SocketTimeoutException("Read timed out"), "no-answer"),
        Arguments.of(new SocketException("Connection reset"), "connection-broken"),
        Arguments.of(new SocketException("Broken pipe"), "connection-broken"),
        Arguments.of(new NoHttpResponseException("failed to respond"), "connection-broken"),
        Arguments.of(new ConnectionClosedException("premature end"), "connection-broken"),
        Arguments.of(new EOFException(), "connection-broken"),
        Arguments.of(new SSLException("closed"), "connection-broken"),
        Arguments.of(new ProtocolException("garbage"), "connection-broken"),
        Arguments.of(new AnswerTooLargeException(1), "answer-too-large"),
        Arguments.of(new IOException("something"), "connection-broken"),
        Arguments.of(new IllegalStateException("something"), "connection-broken"));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void whatBrokeLaterIsPending(Exception failure, String reason) {
    assertThat(TransportFailures.classify(failure))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.PENDING, reason);
    assertThat(TransportFailures.classify(new RuntimeException(failure)).outcome())
        .isEqualTo(Outcome.PENDING);
  }

  @Test
  void aTimeoutThatWrapsARefusedConnectionIsPending() {
    Exception failure = new SocketTimeoutException("Read timed out");
    failure.initCause(new ConnectException("Connection refused"));

    assertThat(TransportFailures.classify(failure).outcome()).isEqualTo(Outcome.PENDING);
  }

  @Test
  void aChainThatGoesRoundInACircleEnds() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);

    assertThat(TransportFailures.classify(first).outcome()).isEqualTo(Outcome.PENDING);
    assertThat(TransportFailures.classify(null).outcome()).isEqualTo(Outcome.PENDING);
  }
}
