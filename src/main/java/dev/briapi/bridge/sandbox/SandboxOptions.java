package dev.briapi.bridge.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.sandbox.cbm.CbmSettings;
import dev.briapi.bridge.sandbox.cbm.ContractRules;
import dev.briapi.bridge.sandbox.cbm.FieldRules;
import dev.briapi.bridge.sandbox.oauth.Credentials;

/**
 * How a sandbox is set up.
 *
 * @param host address to listen on; the loopback unless said otherwise, since the admin API asks
 *     nobody who they are
 * @param port port to listen on, 0 for any that is free
 * @param clock the time at BRI
 * @param credentials the consumer that it knows
 * @param tokenLifetime how long a token is valid
 * @param cbm how CBM is played
 */
public record SandboxOptions(
    String host,
    int port,
    Clock clock,
    Credentials credentials,
    Duration tokenLifetime,
    CbmSettings cbm) {

  /** The defaults, to be changed and built. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private Clock clock = Clock.systemUTC();
    private String clientId = "sandbox-consumer-key";
    private String clientSecret = "sandbox-consumer-secret";
    private String corporateKey = "sandbox-corporate-key";
    private Duration tokenLifetime = Duration.ofSeconds(179_999);
    private Duration lifecycleStep;
    private Duration lateAnswer = Duration.ofSeconds(70);
    private int maxInvoices = 1_000_000;
    private int maxRequestIds = 2_000_000;
    private Path journal;
    private FieldRules rules;

    private Builder() {}

    /** Address to listen on; the loopback by default. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** Port to listen on; 0, the default, is any free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** The time at BRI; the system's by default. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** The consumer; {@code sandbox-consumer-key}, {@code sandbox-consumer-secret} by default. */
    public Builder credentials(String id, String secret) {
      clientId = id;
      clientSecret = secret;
      return this;
    }

    /** The CBM key without "Bearer"; {@code sandbox-corporate-key} by default. */
    public Builder corporateKey(String value) {
      corporateKey = value;
      return this;
    }

    /** How long a token is valid; 179,999 s by default, as at BRI. */
    public Builder tokenLifetime(Duration value) {
      tokenLifetime = value;
      return this;
    }

    /** Time between the events of an invoice; by default the dates of the invoice decide. */
    public Builder lifecycleStep(Duration value) {
      lifecycleStep = value;
      return this;
    }

    /** How late the answer to a {@code TIMEOUT} invoice is; 70 s by default. */
    public Builder lateAnswer(Duration value) {
      lateAnswer = value;
      return this;
    }

    /** Invoices beyond this many push the oldest out; 1,000,000 by default, some 500 MB. */
    public Builder maxInvoices(int value) {
      maxInvoices = value;
      return this;
    }

    /** Request ids beyond this many push the oldest out; 2,000,000 by default, some 250 MB. */
    public Builder maxRequestIds(int value) {
      maxRequestIds = value;
      return this;
    }

    /** File that keeps the invoices over a restart; none by default. */
    public Builder journal(Path value) {
      journal = value;
      return this;
    }

    /** Rules on fields besides those of the sandbox; the contract's by default. */
    public Builder fieldRules(FieldRules value) {
      rules = value;
      return this;
    }

    /** The options. */
    public SandboxOptions build() {
      return new SandboxOptions(
          host,
          port,
          clock,
          new Credentials(clientId, clientSecret),
          tokenLifetime,
          new CbmSettings(
              corporateKey,
              lifecycleStep,
              lateAnswer,
              maxInvoices,
              maxRequestIds,
              journal,
              rules == null ? new ContractRules(new Contracts()) : rules));
    }
  }
}
