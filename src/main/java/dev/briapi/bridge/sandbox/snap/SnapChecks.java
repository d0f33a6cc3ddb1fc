package dev.briapi.bridge.sandbox.snap;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.briapi.bridge.sandbox.oauth.Credentials;
import dev.briapi.bridge.sandbox.oauth.GatewayChecks;
import dev.briapi.bridge.sandbox.oauth.Tokens;
import dev.briapi.bridge.sandbox.server.SandboxRequest;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** What SNAP looks at before the content: token, timestamp, signature, partner, external id. */
final class SnapChecks {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Pattern EXTERNAL_ID = Pattern.compile("[0-9]{1,36}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?(Z|[+-]\\d\\d:\\d\\d)");
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Credentials credentials;
  private final SnapSettings settings;
  private final Surroundings surroundings;
  private final ExternalIds externalIds;

  SnapChecks(
      Tokens tokens,
      Credentials credentials,
      SnapSettings settings,
      Surroundings surroundings,
      ExternalIds externalIds) {
    this.tokens = tokens;
    this.credentials = credentials;
    this.settings = settings;
    this.surroundings = surroundings;
    this.externalIds = externalIds;
  }

  /** Refuses a request for a token. */
  void token(SandboxRequest request, SnapRefusals refusals) {
    json(request, refusals);
    String clientKey = mandatory(request, "X-CLIENT-KEY", refusals);
    String timestamp = timestamp(request, refusals);
    String signature = mandatory(request, "X-SIGNATURE", refusals);
    if (!credentials.clientId().equals(clientKey)) {
      throw refusals.unauthorized("Client");
    }
    if (settings.publicKey() == null
        || !SnapCrypto.token(settings.publicKey(), clientKey, timestamp, signature)) {
      throw refusals.unauthorized("Signature");
    }
  }

  /** Refuses a call. */
  void call(SandboxRequest request, SnapRefusals refusals) {
    json(request, refusals);
    String authorization = mandatory(request, "Authorization", refusals);
    if (!authorization.startsWith(BEARER)
        || !tokens.valid(authorization.substring(BEARER.length()))) {
      throw refusals.badToken();
    }
    String timestamp = timestamp(request, refusals);
    String signature = mandatory(request, "X-SIGNATURE", refusals);
    boolean signed =
        SnapCrypto.call(
            credentials.clientSecret().getBytes(StandardCharsets.UTF_8),
            request.method(),
            request.path(),
            authorization.substring(BEARER.length()),
            request.body(),
            timestamp,
            signature);
    if (!signed) {
      throw refusals.unauthorized("Signature");
    }
    known("X-PARTNER-ID", settings.partnerId(), 36, request, refusals);
    known("CHANNEL-ID", settings.channelId(), 5, request, refusals);
    String externalId = mandatory(request, "X-EXTERNAL-ID", refusals);
    if (!EXTERNAL_ID.matcher(externalId).matches()) {
      throw refusals.malformed("X-EXTERNAL-ID");
    }
    // rulings 11: one number a day, whatever it was used for
    if (!externalIds.use(surroundings.today(), externalId)) {
      throw refusals.of(409, "00", "Conflict");
    }
  }

  private static void json(SandboxRequest request, SnapRefusals refusals) {
    if (!GatewayChecks.mediaType(request).equals("application/json")) {
      throw refusals.malformed("Content-Type");
    }
  }

  private static String mandatory(SandboxRequest request, String name, SnapRefusals refusals) {
    String value = request.header(name.toLowerCase(Locale.ROOT));
    if (value == null || value.isBlank()) {
      throw refusals.missing(name);
    }
    return value;
  }

  private static void known(
      String name, String expected, int most, SandboxRequest request, SnapRefusals refusals) {
    String given = mandatory(request, name, refusals);
    if (given.length() > most) {
      throw refusals.malformed(name);
    }
    if (!given.equals(expected)) {
      throw refusals.unauthorized("Client");
    }
  }

  private String timestamp(SandboxRequest request, SnapRefusals refusals) {
    String timestamp = mandatory(request, "X-TIMESTAMP", refusals);
    Instant sent;
    try {
      if (!TIMESTAMP.matcher(timestamp).matches()) {
        throw refusals.malformed("X-TIMESTAMP");
      }
      sent = OffsetDateTime.parse(timestamp).toInstant();
    } catch (DateTimeException e) {
      throw refusals.malformed("X-TIMESTAMP");
    }
    Duration away = Duration.between(sent, surroundings.clock().instant()).abs();
    if (away.compareTo(TOLERANCE) > 0) {
      throw refusals.unauthorized("Timestamp");
    }
    return timestamp;
  }
}
