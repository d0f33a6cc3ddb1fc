package dev.briapi.bridge.bank;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.DeadlineTimeoutException;

/**
 * What it means when no answer came (rulings 14): {@code not-sent} only where it is certain that no
 * byte of the request left, {@code pending} for everything else.
 */
public final class TransportFailures {
  private static final int MAX_CAUSES = 20;

  private TransportFailures() {}

  /** The verdict; its HTTP status is 0, its code null, its message our own words. */
  public static Verdict classify(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      String unsent = unsent(cause);
      if (unsent != null) {
        return verdict(Outcome.NOT_SENT, unsent, cause);
      }
      if (cause instanceof AnswerTooLargeException) {
        return verdict(Outcome.PENDING, "answer-too-large", cause);
      }
      // a timeout while connecting is one of these too, and was recognized above
      if (cause instanceof InterruptedIOException) {
        return verdict(Outcome.PENDING, "no-answer", cause);
      }
      // wrappers such as a route's are looked into; what the client itself reports is not
      if (cause instanceof HttpException
          || cause instanceof IOException && cause.getClass() != IOException.class) {
        return verdict(Outcome.PENDING, "connection-broken", cause);
      }
    }
    return verdict(Outcome.PENDING, "connection-broken", failure);
  }

  private static String unsent(Throwable failure) {
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return "host-unknown";
    }
    if (failure instanceof ConnectTimeoutException) {
      return "connect-timeout";
    }
    if (failure instanceof ConnectException) {
      return timedOut(failure) ? "connect-timeout" : "connection-refused";
    }
    if (failure instanceof NoRouteToHostException) {
      return "host-unreachable";
    }
    if (failure instanceof ConnectionRequestTimeoutException
        || failure instanceof DeadlineTimeoutException) {
      return "no-free-connection";
    }
    // in TLS 1.3 the alert can arrive after the request was written, but BRI's side had not
    // finished the handshake, and so has not read it
    if (failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException) {
      return "tls-failed";
    }
    return null;
  }

  private static boolean timedOut(Throwable failure) {
    String message = failure.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("timed out");
  }

  private static Verdict verdict(Outcome outcome, String reason, Throwable cause) {
    String words = cause == null ? "no answer" : cause.getClass().getSimpleName();
    String detail = cause == null ? null : cause.getMessage();
    String message = detail == null ? words : words + ": " + detail;
    String bounded = message.length() > 500 ? message.substring(0, 500) : message;
    return new Verdict(outcome, reason, 0, null, bounded.replaceAll("\\p{Cc}+", " "));
  }
}
