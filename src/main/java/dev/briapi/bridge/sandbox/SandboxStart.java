package dev.briapi.bridge.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Stage;
import dev.briapi.bridge.sandbox.cbm.CbmSettings;
import dev.briapi.bridge.sandbox.server.ContractRules;
import dev.briapi.bridge.sandbox.snap.PemKeys;
import dev.briapi.bridge.sandbox.snap.SnapSettings;

/**
 * Starts the sandbox with the application in dev mode and in a demo; a production start has none.
 */
@Singleton
class SandboxStart {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int INVOICES = 100_000;

  private Sandbox sandbox;

  void start(
      @Observes StartupEvent started,
      Stage stage,
      BridgeSettings bridge,
      BankSettings bank,
      Contracts contracts,
      Clock clock) {
    if (!stage.firstTry()) {
      return;
    }
    Path folder = bridge.data().resolve("sandbox");
    sandbox =
        new Sandbox(
                SandboxOptions.with(new ContractRules(contracts))
                    .withPort(bridge.sandbox().port())
                    .withClock(clock)
                    .withCredentials(
                        bank.clientId().orElseThrow(), bank.clientSecret().orElseThrow())
                    .withCbm(
                        CbmSettings.defaults()
                            .withCorporateKey(bank.cbm().corporateKey().orElseThrow())
                            .withLifecycleStep(STEP)
                            .withMaxInvoices(INVOICES)
                            .withJournal(folder.resolve("invoices.jsonl")))
                    .withSnap(snap(folder.resolve("partner-public.pem"))))
            .start();
  }

  /** Without a key nobody gets a token of SNAP's, and everything else works. */
  private static SnapSettings snap(Path publicKey) {
    SnapSettings settings = SnapSettings.defaults();
    return Files.exists(publicKey)
        ? settings.withPublicKey(PemKeys.publicKey(publicKey))
        : settings;
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
