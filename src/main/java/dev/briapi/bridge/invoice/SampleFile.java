package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.platform.Stage;

/**
 * Drops a small file at a first start, so that there is something to see: good lines, and one of
 * each kind of trouble.
 */
@Singleton
class SampleFile {
  private static final String DROPPED = "briapi.bridge.sample-dropped";

  void drop(@Observes StartupEvent started, Stage stage, DropFolder folder, Clock clock)
      throws IOException {
    // a live reload starts the application again in the same process; the sample is for the first
    // time
    if (!stage.firstTry() || !folder.here() || System.getProperty(DROPPED) != null) {
      return;
    }
    System.setProperty(DROPPED, "true");
    ZonedDateTime now = ZonedDateTime.now(clock.withZone(BankTime.WIB));
    String run = now.format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    Path target = folder.inbox().resolve("sample-" + run + ".csv");
    Path temporary = FolderDrop.temporary(target);
    Files.writeString(temporary, content(run, now.toLocalDate()), StandardCharsets.UTF_8);
    FolderDrop.move(temporary, target);
  }

  private static String content(String run, LocalDate today) {
    String dates = "%s,%s,%s".formatted(today, today.plusDays(2), today.plusDays(60));
    String line = "BRIAPI01,BRIAPI02,AR,%s,IDR,%s,%s,DF,%s%n";
    return "AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate%n"
            .formatted()
        + line.formatted("S-" + run + "-1", "1000000.00", "Spare parts, October", dates)
            .replace("Spare parts, October", "\"Spare parts, October\"")
        + line.formatted("S-" + run + "-2", "250000.50", "Invoice pembelian barang", dates)
        + line.formatted("S-" + run + "-2", "250000.50", "The same number again", dates)
        + line.formatted("S-" + run + "-3", "1e5", "An amount that is no plain number", dates)
        + line.formatted("S-" + run + "-REFUSE-04", "75000", "The sandbox refuses this one", dates);
  }
}
