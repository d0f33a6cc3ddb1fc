package dev.briapi.bridge.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** What BRI's gateway checks before any product sees a request: token, timestamp, signature. */
public final class GatewayChecks {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final byte[] secret;
  private final Clock clock;

  /** Checks against the tokens that were issued and the consumer secret. */
  public GatewayChecks(Tokens tokens, Credentials credentials, Clock clock) {
    this.tokens = tokens;
    this.secret = credentials.clientSecret().getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /** The refusal of a request, in the order in which BRI looks; empty when it may pass. */
  public Optional<Answer> check(SandboxRequest request) {
    String authorization = request.header("authorization");
    if (authorization == null
        || !authorization.startsWith(BEARER)
        || !tokens.valid(authorization.substring(BEARER.length()))) {
      return Optional.of(Answer.gateway(401, "0601", "Invalid Token"));
    }
    String timestamp = request.header("bri-timestamp");
    if (!current(timestamp)) {
      return Optional.of(badParameter());
    }
    return signed(request, authorization, timestamp)
        ? Optional.empty()
        : Optional.of(Answer.gateway(401, "0602", "Invalid Signature"));
  }

  /** The refusal of a request that the gateway cannot read. */
  public static Answer badParameter() {
    return Answer.gateway(400, "0109", "Invalid Request Parameter");
  }

  /** The media type of a request without its parameters, in lower case; empty for none. */
  public static String mediaType(SandboxRequest request) {
    String type = request.header("content-type");
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private boolean current(String timestamp) {
    if (timestamp == null) {
      return false;
    }
    try {
      Instant sent = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
      return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  // rulings 7: no host, no query, the method as sent, the body as its bytes
  private boolean signed(SandboxRequest request, String authorization, String timestamp) {
    String signature = request.header("bri-signature");
    if (signature == null) {
      return false;
    }
    String head =
        String.format(
            "path=%s&verb=%s&token=%s&timestamp=%s&body=",
            request.path(), request.method(), authorization, timestamp);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      byte[] expected = Base64.getEncoder().encode(mac.doFinal(request.body()));
      return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
