package dev.briapi.bridge.sandbox;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Stage;

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
    sandbox =
        new Sandbox(
                SandboxOptions.builder()
                    .port(bridge.sandbox().port())
                    .clock(clock)
                    .credentials(bank.clientId().orElseThrow(), bank.clientSecret().orElseThrow())
                    .corporateKey(bank.cbm().corporateKey().orElseThrow())
                    .lifecycleStep(STEP)
                    .maxInvoices(INVOICES)
                    .maxRequestIds(2 * INVOICES)
                    .journal(bridge.data().resolve("sandbox").resolve("invoices.jsonl"))
                    .fieldRules(
                        (operation, body) ->
                            contracts.operation("cbm", operation).check(body).stream()
                                .map(Violation::message)
                                .toList())
                    .build())
            .start();
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
