package dev.briapi.bridge.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.Config;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Stage;
import dev.briapi.bridge.sandbox.briva.BrivaSettings;
import dev.briapi.bridge.sandbox.cbm.CbmSettings;
import dev.briapi.bridge.sandbox.notification.NotificationSettings;
import dev.briapi.bridge.sandbox.server.ContractRules;
import dev.briapi.bridge.sandbox.snap.PemKeys;
import dev.briapi.bridge.sandbox.snap.SnapSettings;
import dev.briapi.bridge.sandbox.valas.ValasSettings;

/**
 * Starts the sandbox with the application in dev mode and in a demo; a production start has none.
 */
@Singleton
class SandboxStart {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int INVOICES = 100_000;
  private static final String HTTP_PORT = "quarkus.http.port";
  private static final String CALLER = "demo"; // its key is its name

  private Sandbox sandbox;
  private SampleAccount sample;

  void start(
      @Observes StartupEvent started,
      Stage stage,
      BridgeSettings bridge,
      BankSettings bank,
      Contracts contracts,
      Config config,
      Clock clock) {
    if (!stage.firstTry()) {
      return;
    }
    Path folder = bridge.data().resolve("sandbox");
    // asked for late: with port 0 the bridge's own is known only when it listens
    Supplier<String> url =
        () -> "http://" + SandboxOptions.HOST + ":" + config.getValue(HTTP_PORT, String.class);
    BrivaSettings briva = briva(bank.briva()).withReportAfter(bridge.sandbox().reportAfter());
    SandboxOptions options =
        SandboxOptions.with(new ContractRules(contracts))
            .withPort(bridge.sandbox().port())
            .withClock(clock)
            .withCredentials(bank.clientId().orElseThrow(), bank.clientSecret().orElseThrow())
            .withCbm(
                CbmSettings.defaults()
                    .withCorporateKey(bank.cbm().corporateKey().orElseThrow())
                    .withLifecycleStep(STEP)
                    .withMaxInvoices(INVOICES)
                    .withJournal(folder.resolve("invoices.jsonl")))
            .withBriva(briva)
            .withValas(valas(bank.valas()))
            .withSnap(snap(bank.snap(), folder.resolve("partner-public.pem")))
            .withNotification(
                notification(bank.notification(), url, folder.resolve("bank-private.pem")));
    sandbox = new Sandbox(options).start();
    if (bank.briva().institutionCode().isPresent() && bridge.callers().containsKey(CALLER)) {
      sample =
          new SampleAccount(
              sandbox,
              url,
              CALLER,
              briva,
              options.surroundings(),
              folder.resolve("sample-account"),
              Duration.ofSeconds(1));
      sample.start();
    }
  }

  // a product that is switched off in the bridge is played with the sandbox's own names
  private static BrivaSettings briva(BankSettings.Briva bank) {
    BrivaSettings settings = BrivaSettings.defaults();
    return settings.withInstitution(
        bank.institutionCode().orElse(settings.institutionCode()),
        bank.numbers().map(Set::copyOf).orElse(settings.numbers()));
  }

  private static ValasSettings valas(BankSettings.Valas bank) {
    ValasSettings settings = ValasSettings.defaults();
    return settings.withPartnerCode(bank.partnerCode().orElse(settings.partnerCode()));
  }

  /** Without a key nobody gets a token of SNAP's, and everything else works. */
  private static SnapSettings snap(BankSettings.Snap bank, Path publicKey) {
    SnapSettings defaults = SnapSettings.defaults();
    SnapSettings settings =
        defaults.withPartner(
            bank.partnerId().orElse(defaults.partnerId()),
            bank.channelId().orElse(defaults.channelId()));
    return Files.exists(publicKey)
        ? settings.withPublicKey(PemKeys.publicKey(publicKey))
        : settings;
  }

  /** The bridge has to know the client, and we need the key; null where either is missing. */
  private static NotificationSettings notification(
      BankSettings.Notification bank, Supplier<String> url, Path privateKey) {
    return bank.clientId().isPresent()
            && bank.clientSecret().isPresent()
            && Files.exists(privateKey)
        ? NotificationSettings.to(
            url, bank.clientId().get(), bank.clientSecret().get(), PemKeys.privateKey(privateKey))
        : null;
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (sample != null) {
      sample.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
