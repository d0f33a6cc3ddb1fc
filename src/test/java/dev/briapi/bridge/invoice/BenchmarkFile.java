package dev.briapi.bridge.invoice;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes invoice files of any length for {@link StagingBenchmark}. */
final class BenchmarkFile {
  private static final String HEADER =
      "AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,"
          + "InvoiceDate,DisbursementDate,SettlementDate";

  private BenchmarkFile() {}

  /** A CSV of valid lines with distinct invoice numbers and some variety in the values. */
  static Path write(Path file, int lines) throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write(HEADER);
      csv.newLine();
      for (int i = 1; i <= lines; i++) {
        csv.write("BRIAPI01,PARTNER" + i % 97 + ",AR,INV-2026-");
        csv.write(String.format("%08d", i));
        csv.write(",IDR," + (100_000 + i % 9_999) + "." + (10 + i % 90));
        csv.write(",\"Spare parts, delivery " + i % 1_000 + "\",DF,2026-11-20,2026-11-23,");
        csv.write("2027-01-" + (10 + i % 20));
        csv.newLine();
      }
    }
    return file;
  }
}
