package dev.briapi.bridge.invoice;

import java.io.File;
import java.util.UUID;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Makes a dropped file of what the file component brings. */
@Named("fileIntake")
@Singleton
public class FileIntake {
  /** A file whose invoices are sent. */
  public DroppedFile drop(@Body File file, @ExchangeProperty("claim") UUID claim) {
    return new DroppedFile(claim, file.toPath(), file.getName(), false, null);
  }

  /** A file that is only checked. */
  public DroppedFile check(@Body File file, @ExchangeProperty("claim") UUID claim) {
    return new DroppedFile(claim, file.toPath(), file.getName(), true, null);
  }
}
