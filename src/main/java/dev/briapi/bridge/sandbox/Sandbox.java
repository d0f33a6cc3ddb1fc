package dev.briapi.bridge.sandbox;

import java.util.List;
import java.util.Optional;

import dev.briapi.bridge.sandbox.briva.BrivaProduct;
import dev.briapi.bridge.sandbox.cbm.CbmProduct;
import dev.briapi.bridge.sandbox.notification.Notifications;
import dev.briapi.bridge.sandbox.oauth.GatewayChecks;
import dev.briapi.bridge.sandbox.oauth.OauthProduct;
import dev.briapi.bridge.sandbox.oauth.Tokens;
import dev.briapi.bridge.sandbox.server.CallLog;
import dev.briapi.bridge.sandbox.server.Dispatcher;
import dev.briapi.bridge.sandbox.server.Faults;
import dev.briapi.bridge.sandbox.server.SandboxServer;
import dev.briapi.bridge.sandbox.server.Surroundings;
import dev.briapi.bridge.sandbox.snap.SnapProduct;
import dev.briapi.bridge.sandbox.valas.ValasProduct;

/**
 * BRI on a port of this machine. Needs no container: {@code new Sandbox(options).start()}. What it
 * can do by HTTP is described at its {@code /}; its methods do the same, from any thread.
 */
public final class Sandbox implements AutoCloseable {
  private final Tokens tokens;
  private final Faults faults = new Faults();
  private final CallLog calls;
  private final CbmProduct cbm;
  private final BrivaProduct briva;
  private final ValasProduct valas;
  private final SnapProduct snap;
  private final Notifications notifications; // null where the bridge is not told
  private final SandboxServer server;
  private boolean running;

  /** A sandbox that does not listen yet. */
  public Sandbox(SandboxOptions options) {
    Surroundings surroundings = options.surroundings();
    tokens = new Tokens(surroundings.clock(), options.tokenLifetime());
    calls = new CallLog(surroundings.clock());
    OauthProduct oauth = new OauthProduct(options.credentials(), tokens, surroundings.clock());
    GatewayChecks gateway = new GatewayChecks(tokens, options.credentials(), surroundings.clock());
    cbm = new CbmProduct(gateway, options.cbm(), surroundings);
    briva = new BrivaProduct(gateway, options.briva(), surroundings);
    valas = new ValasProduct(gateway, options.valas(), surroundings);
    snap = new SnapProduct(options.credentials(), options.snap(), surroundings);
    notifications =
        options.notification() == null
            ? null
            : new Notifications(options.notification(), surroundings);
    notifications().ifPresent(told -> briva.payments().onPayment(told::paid));
    Dispatcher bank =
        new Dispatcher(List.of(oauth, cbm, briva, valas, snap), faults, calls, this::expireTokens);
    server =
        new SandboxServer(SandboxOptions.HOST, options.port(), bank, new AdminApi(this)::answer);
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
    return "http://" + SandboxOptions.HOST + ":" + port();
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

  /** The virtual accounts and their payments. */
  public BrivaProduct briva() {
    return briva;
  }

  /** The exchanges, deals and accounts of Valas. */
  public ValasProduct valas() {
    return valas;
  }

  /** The transfers and accounts of SNAP. */
  public SnapProduct snap() {
    return snap;
  }

  /** What the bridge is told of payments, where it is. */
  public Optional<Notifications> notifications() {
    return Optional.ofNullable(notifications);
  }

  /** Makes all tokens invalid, SNAP's too, as when BRI's clock runs ahead of ours. */
  public void expireTokens() {
    tokens.expireAll();
    snap.expireTokens();
  }

  /** Forgets everything that happened in any product, tokens, faults and calls. */
  public void reset() {
    faults.clear();
    tokens.expireAll();
    cbm.reset();
    briva.reset();
    valas.reset();
    snap.reset();
    notifications().ifPresent(Notifications::reset);
    calls.clear();
  }

  /** Stops listening; a second time does nothing. */
  @Override
  public synchronized void close() {
    if (running) {
      running = false;
      server.close();
      notifications().ifPresent(Notifications::close);
      cbm.close();
    }
  }
}
