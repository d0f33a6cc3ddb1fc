package dev.briapi.bridge.bank.http;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.ProducerTemplate;

import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.contract.SignatureScheme;
import dev.briapi.bridge.platform.BankSettings;

/** The tokens by kind: one that CBM, BRIVA and Valas share, and one of SNAP's own (rulings 3). */
@Named("tokens")
@Singleton
public class Tokens {
  private final Map<SignatureScheme, TokenSource> sources = new EnumMap<>(SignatureScheme.class);

  @Inject
  Tokens(ProducerTemplate routes, Clock clock, BankSettings settings, MeterRegistry metrics) {
    Duration margin = settings.tokenMargin();
    sources.put(
        SignatureScheme.BRI,
        new TokenSource("bri", routes, "direct:fetch-bri-token", clock, margin, metrics));
    sources.put(
        SignatureScheme.SNAP,
        new TokenSource("snap", routes, "direct:fetch-snap-token", clock, margin, metrics));
  }

  @PreDestroy
  void leave() {
    sources.values().forEach(TokenSource::leave);
  }

  /**
   * A token that the bank takes for calls that are signed in that way, as far as we know.
   *
   * @throws TokenUnavailableException when none can be had; a failure is remembered for a second,
   *     so that waiting calls share it
   */
  public Token current(SignatureScheme scheme) throws TokenUnavailableException {
    return sources.get(scheme).current();
  }

  /** Throws a refused token away, unless somebody has replaced it already. */
  public void refused(SignatureScheme scheme, Token token) {
    sources.get(scheme).refused(token);
  }

  /**
   * Learns from an answer whether the token of its call is still good. A 401 that blames neither
   * the signature nor our rights may mean the token too: BRI can revoke it long before its time,
   * and the gateways in front of it have words of their own.
   */
  void learn(SignatureScheme scheme, Token token, Verdict verdict) {
    if ("token-refused".equals(verdict.reason())) {
      sources.get(scheme).refused(token);
    } else if ("unauthorized".equals(verdict.reason())) {
      sources.get(scheme).doubted(token);
    }
  }
}
