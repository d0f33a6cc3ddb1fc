package dev.briapi.bridge.sandbox;

import java.util.List;

import dev.briapi.bridge.sandbox.cbm.CbmProduct;
import dev.briapi.bridge.sandbox.oauth.GatewayChecks;
import dev.briapi.bridge.sandbox.oauth.OauthProduct;
import dev.briapi.bridge.sandbox.oauth.Tokens;
import dev.briapi.bridge.sandbox.server.CallLog;
import dev.briapi.bridge.sandbox.server.Dispatcher;
import dev.briapi.bridge.sandbox.server.Faults;
import dev.briapi.bridge.sandbox.server.SandboxServer;

/**
 * BRI on a port of this machine. Needs no container: {@code new Sandbox(options).start()}. What it
 * can do by HTTP is described at its {@code /}; its methods do the same, from any thread.
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxOptions options;
  private final Tokens tokens;
  private final Faults faults = new Faults();
  private final CallLog calls;
  private final CbmProduct cbm;
  private final SandboxServer server;
  private boolean running;

  /** A sandbox that does not listen yet. */
  public Sandbox(SandboxOptions options) {
    this.options = options;
    tokens = new Tokens(options.clock(), options.tokenLifetime());
    calls = new CallLog(options.clock());
    GatewayChecks gateway = new GatewayChecks(tokens, options.credentials(), options.clock());
    cbm = new CbmProduct(gateway, options.cbm(), options.clock());
    Dispatcher bank =
        new Dispatcher(
            List.of(new OauthProduct(options.credentials(), tokens, options.clock()), cbm),
            faults,
            calls,
            tokens::expireAll);
    server = new SandboxServer(options.host(), options.port(), bank, new AdminApi(this)::answer);
  }

  /**
   * Reads the journal and listens.
   *
   * @throws IllegalStateException when the port is taken
   */
  public synchronized Sandbox start() {
    cbm.invoices().open();
    running = true;
    try {
      server.start();
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** What {@code briapi.base-url} has to say. */
  public String baseUrl() {
    return "http://" + options.host() + ":" + port();
  }

  /** The scripted faults. */
  public Faults faults() {
    return faults;
  }

  /** What it saw. */
  public CallLog calls() {
    return calls;
  }

  /** The invoices and all else that CBM keeps. */
  public CbmProduct cbm() {
    return cbm;
  }

  /** Makes all tokens invalid, as when BRI's clock runs ahead of ours. */
  public void expireTokens() {
    tokens.expireAll();
  }

  /** Forgets everything: invoices, request ids, tokens, faults, calls. */
  public void reset() {
    faults.clear();
    tokens.expireAll();
    cbm.reset();
    calls.clear();
  }

  /** Stops listening; a second time does nothing. */
  @Override
  public synchronized void close() {
    if (running) {
      running = false;
      server.close();
      cbm.close();
    }
  }
}
