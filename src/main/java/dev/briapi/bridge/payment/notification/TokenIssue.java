package dev.briapi.bridge.payment.notification;

import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;

/** Gives BRI a token, once it is known to be BRI. */
@Named("tokenIssue")
@Singleton
public class TokenIssue {
  private static final Pattern GRANT_TYPE = Pattern.compile("client_credentials");

  private final AccessTokens tokens;
  private final Replies replies;
  private final Results results;

  @Inject
  TokenIssue(AccessTokens tokens, Replies replies, Results results) {
    this.tokens = tokens;
    this.replies = replies;
    this.results = results;
  }

  /**
   * @throws Refusal when the body asks for something else
   */
  public Reply issue(@Body Inbound request) throws Refusal {
    PushedBody.of(request).text("grantType", GRANT_TYPE);
    results.count(request.service(), Result.ISSUED);
    return replies.token(tokens.issue());
  }
}
