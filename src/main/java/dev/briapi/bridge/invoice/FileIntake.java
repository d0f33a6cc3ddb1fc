package dev.briapi.bridge.invoice;

import java.io.File;
import java.util.UUID;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

import dev.briapi.bridge.platform.Trail;

/** Makes a dropped file of what the file component brings. */
@Named("fileIntake")
@Singleton
public class FileIntake {
  /** A file whose invoices are sent. */
  public DroppedFile drop(
      @Body File file, @ExchangeProperty("claim") UUID claim, Exchange exchange) {
    Trail.note(exchange, Trail.BATCH, claim);
    return new DroppedFile(claim, file.toPath(), file.getName(), false, null);
  }

  /** A file that is only checked. */
  public DroppedFile check(
      @Body File file, @ExchangeProperty("claim") UUID claim, Exchange exchange) {
    Trail.note(exchange, Trail.BATCH, claim);
    return new DroppedFile(claim, file.toPath(), file.getName(), true, null);
  }
}
