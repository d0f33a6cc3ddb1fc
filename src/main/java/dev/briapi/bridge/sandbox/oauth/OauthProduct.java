package dev.briapi.bridge.sandbox.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BankOperation;
import dev.briapi.bridge.sandbox.server.Product;
import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** The OAuth token of CBM, BRIVA and Valas (rulings 3): the operation {@code token}. */
public final class OauthProduct implements Product {
  private static final String PATH = "/oauth/client_credential/accesstoken";

  /** The table of the document says the second, its sample the first. */
  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "application/x-www-urlencoded");

  private final Credentials credentials;
  private final Tokens tokens;
  private final Clock clock;
  private final BankOperation token;

  /** A token endpoint for this consumer. */
  public OauthProduct(Credentials credentials, Tokens tokens, Clock clock) {
    this.credentials = credentials;
    this.tokens = tokens;
    this.clock = clock;
    this.token =
        new BankOperation(
            "oauth",
            "token",
            request -> Optional.empty(),
            request -> Optional.empty(),
            this::issue,
            (code, message) -> Map.of("status", Map.of("code", code, "desc", message)));
  }

  @Override
  public Optional<BankOperation> find(SandboxRequest request) {
    return request.method().equals("POST") && request.path().equals(PATH)
        ? Optional.of(token)
        : Optional.empty();
  }

  @Override
  public Set<String> headers() {
    return Set.of("content-type", "accept");
  }

  private Answer issue(SandboxRequest request) {
    if (!"client_credentials".equals(request.query().get("grant_type"))
        || !FORMS.contains(GatewayChecks.mediaType(request))) {
      return GatewayChecks.badParameter();
    }
    Map<String, String> form;
    try {
      form = form(new String(request.body(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return GatewayChecks.badParameter();
    }
    boolean known =
        credentials.clientId().equals(form.get("client_id"))
            && credentials.clientSecret().equals(form.get("client_secret"));
    // rulings 3: a refusal is shaped like a success, with nothing in it
    return known
        ? Answer.json(200, body(credentials.clientId(), tokens.issue()))
        : Answer.json(401, body("", ""));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private Map<String, Object> body(String clientId, String accessToken) {
    boolean given = !accessToken.isEmpty();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("refresh_token_expires_in", given ? "0" : "");
    body.put("api_product_list", given ? "[inquiry-sandbox]" : "");
    body.put("api_product_list_json", given ? List.of("inquiry-sandbox") : List.of());
    body.put("organization_name", given ? "bri" : "");
    body.put("developer.email", given ? "sandbox@example.com" : "");
    body.put("token_type", given ? "BearerToken" : "");
    body.put("issued_at", given ? Long.toString(clock.millis()) : "");
    body.put("client_id", clientId);
    body.put("access_token", accessToken);
    body.put("application_name", given ? "briapi-bridge-sandbox" : "");
    body.put("scope", "");
    body.put("expires_in", given ? Long.toString(tokens.lifetime().toSeconds()) : "");
    body.put("refresh_count", given ? "0" : "");
    body.put("status", given ? "approved" : "");
    return body;
  }
}
