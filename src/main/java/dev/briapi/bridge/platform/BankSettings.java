package dev.briapi.bridge.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  /** Path of the token operation of CBM, BRIVA and Valas, should BRI move it. */
  @WithDefault("/oauth/client_credential/accesstoken")
  String tokenPath();

  /** When a product of the bank's is left alone for a while. */
  Circuit circuit();

  /** Corporate Billing Management. */
  Cbm cbm();

  /** Virtual accounts. */
  Briva briva();

  /** Foreign exchange. */
  Valas valas();

  /** Interbank transfers, under the national SNAP standard. */
  Snap snap();

  /** Payment notifications that BRI sends. */
  Notification notification();

  /** When a product of the bank's is left alone for a while: its circuit breaker. */
  interface Circuit {
    /** How many of the last calls of a product are looked at; fewer never open its breaker. */
    @WithDefault("20")
    int calls();

    /**
     * Which part of them has to have failed, by a broken or missing connection, a missing answer or
     * an HTTP status from 500 on.
     */
    @WithDefault("0.9")
    double failureRatio();

    /** How long nothing is sent then, before a few calls are let through as a test. */
    @WithDefault("10s")
    Duration delay();
  }

  /** What every product that is called has. */
  interface Product {
    /** Calls per second of all replicas together. */
    @WithDefault("20")
    int requestsPerSecond();

    /** Another path for an operation, by its id: {@code briapi.cbm.paths.create-invoice}. */
    Map<String, String> paths();
  }

  /** Corporate Billing Management: invoice financing. */
  interface Cbm extends Product {
    /**
     * The corporate key that BRI issued, without the word Bearer; its presence switches the product
     * on.
     */
    Optional<String> corporateKey();

    /** Whether the query is signed with the path; the documents say no. */
    @WithDefault("false")
    boolean signQuery();
  }

  /** BRIVA: virtual accounts. */
  interface Briva extends Product {
    /** The institution code that BRI issued. */
    Optional<String> institutionCode();

    /** The BRIVA numbers that BRI issued, five digits each. */
    Optional<List<String>> numbers();
  }

  /** Valas: foreign exchange. */
  interface Valas extends Product {
    /** The partner code that BRI issued. */
    Optional<String> partnerCode();
  }

  /** SNAP: account inquiry and interbank transfer. */
  interface Snap extends Product {
    /** The partner id that BRI issued, {@code X-PARTNER-ID}. */
    Optional<String> partnerId();

    /** The channel id that BRI issued, {@code CHANNEL-ID}. */
    Optional<String> channelId();

    /** Our RSA key, whose public half BRI has: PEM, PKCS#8. It signs the request for a token. */
    Optional<Path> privateKeyFile();

    /** How the signature of a call is written, hex or base64 (rulings 8). */
    @WithDefault("hex")
    String signatureEncoding();

    /** Path of the token operation, should BRI move it. */
    @WithDefault("/snap/v1.0/access-token/b2b")
    String tokenPath();
  }

  /** Payment notifications: BRI calls us. */
  interface Notification {
    /** The client id that we issued to BRI. */
    Optional<String> clientId();

    /** The client secret that we issued to BRI; BRI signs its notifications with it. */
    Optional<String> clientSecret();

    /** BRI's public RSA key: PEM, X.509. It verifies BRI's requests for a token. */
    Optional<Path> publicKeyFile();

    /** How far X-TIMESTAMP may be from our clock, either way. */
    @WithDefault("5m")
    Duration timestampTolerance();

    /**
     * Requests per second that one replica takes of either operation; ten seconds' worth may come
     * at once.
     */
    @WithDefault("50")
    int requestsPerSecond();

    /** After which time BRI is told that it took too long, which it counts as pending. */
    @WithDefault("10s")
    Duration answerWithin();
  }
}
