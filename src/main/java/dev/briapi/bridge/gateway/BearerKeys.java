package dev.briapi.bridge.gateway;

import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code Authorization: Bearer <key>}. No header is nobody; a key that no caller has is refused
 * everywhere.
 */
@Singleton
public class BearerKeys implements HttpAuthenticationMechanism {
  /** The attribute of the identity that holds its {@link Caller}. */
  public static final String CALLER = "caller";

  private static final String SCHEME = "Bearer";

  /** BRI calls there with tokens that are not ours to judge (rulings 29), in any letter case. */
  private static final String NOT_OURS = "/snap/";

  private final Callers callers;
  private final ObjectMapper json;

  @Inject
  BearerKeys(Callers callers, ObjectMapper json) {
    this.callers = callers;
    this.json = json;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    if (header == null
        || context.normalizedPath().regionMatches(true, 0, NOT_OURS, 0, NOT_OURS.length())) {
      return Uni.createFrom().nullItem();
    }
    Optional<SecurityIdentity> identity =
        key(header).flatMap(callers::withKey).map(BearerKeys::identity);
    return identity
        .map(known -> Uni.createFrom().item(known))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  private static Optional<String> key(String header) {
    boolean bearer =
        header.length() > SCHEME.length()
            && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && header.charAt(SCHEME.length()) == ' ';
    return bearer
        ? Optional.of(header.substring(SCHEME.length()).strip()).filter(key -> !key.isEmpty())
        : Optional.empty();
  }

  private static SecurityIdentity identity(Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(caller.name()))
        .addRoles(caller.roles())
        .addAttribute(CALLER, caller)
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, SCHEME));
  }

  /** Says how to come in, as a problem document. */
  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(401)
          .putHeader(HttpHeaderNames.WWW_AUTHENTICATE, SCHEME)
          .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(text(Problem.unauthorized()));
    }
    return Uni.createFrom().item(true);
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Needs nobody else's help. */
  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
