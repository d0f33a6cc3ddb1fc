package dev.briapi.bridge.payment.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;

import dev.briapi.bridge.bank.SnapSignature;
import dev.briapi.bridge.platform.BankSettings;

/**
 * Whether it is BRI that calls: one check each, in the order in which a route asks (rulings 30).
 */
@Named("pushChecks")
@Singleton
public class PushChecks {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST_HEADER = 1024;

  private final Access access;
  private final AccessTokens tokens;
  private final Clock clock;
  private final Duration tolerance;

  @Inject
  PushChecks(Access access, AccessTokens tokens, Clock clock, BankSettings settings) {
    this.access = access;
    this.tokens = tokens;
    this.clock = clock;
    this.tolerance = settings.notification().timestampTolerance();
  }

  /** For a token: the client key that we issued, and BRI's own signature. */
  public void checkClient(@Body Inbound request) throws Refusal {
    String clientKey = header("X-CLIENT-KEY", request.clientKey());
    String timestamp = header("X-TIMESTAMP", request.timestamp());
    String signature = header("X-SIGNATURE", request.signature());
    if (!access.isBri(clientKey, timestamp, signature)) {
      throw Refusal.unauthorized("Verify Client Key And Signature Fail");
    }
  }

  /** For everything else: a token that we issued, and that has not expired. */
  public void checkToken(@Body Inbound request) throws Refusal {
    if (!tokens.valid(token(request))) {
      throw Refusal.unauthorized("Invalid Token");
    }
  }

  /** The signature over method, path, token, body and time, in hex or Base64 (rulings 8). */
  public void checkSignature(@Body Inbound request) throws Refusal {
    String timestamp = header("X-TIMESTAMP", request.timestamp());
    String signature = header("X-SIGNATURE", request.signature());
    boolean right =
        SnapSignature.verify(
            access.clientSecret(),
            "POST",
            request.path(),
            token(request),
            timestamp,
            request.body(),
            signature);
    if (!right) {
      throw Refusal.unauthorized("Verify Client Secret Fail");
    }
  }

  /** The time of the request, not too far from ours, either way. */
  public void checkTime(@Body Inbound request) throws Refusal {
    OffsetDateTime sent =
        SnapTime.withOffset(header("X-TIMESTAMP", request.timestamp()))
            .orElseThrow(() -> Refusal.format("X-TIMESTAMP"));
    Duration away = Duration.between(sent.toInstant(), clock.instant()).abs();
    if (away.compareTo(tolerance) > 0) {
      throw Refusal.unauthorized("X-TIMESTAMP Is Too Far From The Time Here");
    }
  }

  private static String token(Inbound request) {
    String header = request.authorization();
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer ? header.substring(SCHEME.length()).strip() : "";
  }

  private static String header(String name, String value) throws Refusal {
    if (value == null || value.isBlank()) {
      throw Refusal.mandatory(name);
    }
    if (value.length() > LONGEST_HEADER) {
      throw Refusal.format(name);
    }
    return value;
  }
}
