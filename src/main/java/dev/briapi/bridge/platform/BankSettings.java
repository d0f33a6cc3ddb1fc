package dev.briapi.bridge.platform;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Everything about BRI: where it is, who we are there, how fast we may go. */
@ConfigMapping(prefix = "briapi")
public interface BankSettings {
  /**
   * BRI's host: https://sandbox.partner.api.bri.co.id or https://partner.api.bri.co.id. Plain http
   * only on loopback.
   */
  Optional<URI> baseUrl();

  /** The consumer key that BRI issued. */
  Optional<String> clientId();

  /** The consumer secret that BRI issued; it signs every call. */
  Optional<String> clientSecret();

  /** How long a connection may take to open. */
  @WithDefault("3s")
  Duration connectTimeout();

  /**
   * How long an answer may take; below 60s it makes unknown outcomes by itself, since BRI's gateway
   * gives up at 55s.
   */
  @WithDefault("65s")
  Duration readTimeout();

  /** How many connections to BRI one replica keeps at most. */
  @WithDefault("32")
  int maxConnections();

  /** How long before its expiry a token is thrown away. */
  @WithDefault("60s")
  Duration tokenMargin();

  /** Path of the token operation, should BRI move it. */
  @WithDefault("/oauth/client_credential/accesstoken")
  String tokenPath();

  /** Corporate Billing Management. */
  Cbm cbm();

  /** Corporate Billing Management: invoice financing. */
  interface Cbm {
    /**
     * The corporate key that BRI issued, without the word Bearer; its presence switches the product
     * on.
     */
    Optional<String> corporateKey();

    /** Calls per second of all replicas together. */
    @WithDefault("20")
    int requestsPerSecond();

    /** Whether the query is signed with the path; the documents say no. */
    @WithDefault("false")
    boolean signQuery();

    /** Another path for an operation, by its id: {@code briapi.cbm.paths.create-invoice}. */
    Map<String, String> paths();
  }
}
