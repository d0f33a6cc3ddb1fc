package dev.briapi.bridge.sandbox;

import java.time.Clock;
import java.time.Duration;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.sandbox.briva.BrivaSettings;
import dev.briapi.bridge.sandbox.cbm.CbmSettings;
import dev.briapi.bridge.sandbox.notification.NotificationSettings;
import dev.briapi.bridge.sandbox.oauth.Credentials;
import dev.briapi.bridge.sandbox.server.ContractRules;
import dev.briapi.bridge.sandbox.server.FieldRules;
import dev.briapi.bridge.sandbox.server.Surroundings;
import dev.briapi.bridge.sandbox.snap.SnapSettings;
import dev.briapi.bridge.sandbox.valas.ValasSettings;

/**
 * How a sandbox is set up: {@link #defaults()}, and what differs.
 *
 * @param port port to listen on, 0 for any that is free; always on the loopback, since the admin
 *     API asks nobody who they are
 * @param credentials the consumer that it knows, of every product
 * @param tokenLifetime how long an OAuth token is valid; SNAP has a lifetime of its own
 * @param surroundings time, lateness and field rules of all products
 * @param cbm how CBM is played
 * @param briva how BRIVA is played
 * @param valas how Valas is played
 * @param snap how the SNAP transfer is played
 * @param notification how the bridge is told of payments of virtual accounts; null where it is not
 */
public record SandboxOptions(
    int port,
    Credentials credentials,
    Duration tokenLifetime,
    Surroundings surroundings,
    CbmSettings cbm,
    BrivaSettings briva,
    ValasSettings valas,
    SnapSettings snap,
    NotificationSettings notification) {
  static final String HOST = "127.0.0.1";

  /**
   * Any free port, {@code sandbox-consumer-key} and {@code sandbox-consumer-secret}, tokens of
   * 179,999 s as at BRI, the system's clock, answers that are 70 s late, the rules of the
   * contracts, the defaults of every product, and no notifications.
   */
  public static SandboxOptions defaults() {
    return with(new ContractRules(new Contracts()));
  }

  /** The defaults with these field rules in place of the contracts'. */
  public static SandboxOptions with(FieldRules rules) {
    return new SandboxOptions(
        0,
        new Credentials("sandbox-consumer-key", "sandbox-consumer-secret"),
        Duration.ofSeconds(179_999),
        new Surroundings(Clock.systemUTC(), Duration.ofSeconds(70), rules),
        CbmSettings.defaults(),
        BrivaSettings.defaults(),
        ValasSettings.defaults(),
        SnapSettings.defaults(),
        null);
  }

  public SandboxOptions withPort(int value) {
    return new SandboxOptions(
        value, credentials, tokenLifetime, surroundings, cbm, briva, valas, snap, notification);
  }

  public SandboxOptions withCredentials(String id, String secret) {
    return new SandboxOptions(
        port,
        new Credentials(id, secret),
        tokenLifetime,
        surroundings,
        cbm,
        briva,
        valas,
        snap,
        notification);
  }

  public SandboxOptions withTokenLifetime(Duration value) {
    return new SandboxOptions(
        port, credentials, value, surroundings, cbm, briva, valas, snap, notification);
  }

  public SandboxOptions withClock(Clock value) {
    return with(new Surroundings(value, surroundings.lateAnswer(), surroundings.rules()));
  }

  public SandboxOptions withLateAnswer(Duration value) {
    return with(new Surroundings(surroundings.clock(), value, surroundings.rules()));
  }

  private SandboxOptions with(Surroundings value) {
    return new SandboxOptions(
        port, credentials, tokenLifetime, value, cbm, briva, valas, snap, notification);
  }

  public SandboxOptions withCbm(CbmSettings value) {
    return new SandboxOptions(
        port, credentials, tokenLifetime, surroundings, value, briva, valas, snap, notification);
  }

  public SandboxOptions withBriva(BrivaSettings value) {
    return new SandboxOptions(
        port, credentials, tokenLifetime, surroundings, cbm, value, valas, snap, notification);
  }

  public SandboxOptions withValas(ValasSettings value) {
    return new SandboxOptions(
        port, credentials, tokenLifetime, surroundings, cbm, briva, value, snap, notification);
  }

  public SandboxOptions withSnap(SnapSettings value) {
    return new SandboxOptions(
        port, credentials, tokenLifetime, surroundings, cbm, briva, valas, value, notification);
  }

  /** Tells the bridge of payments from the start on. */
  public SandboxOptions withNotification(NotificationSettings value) {
    return new SandboxOptions(
        port, credentials, tokenLifetime, surroundings, cbm, briva, valas, snap, value);
  }
}
