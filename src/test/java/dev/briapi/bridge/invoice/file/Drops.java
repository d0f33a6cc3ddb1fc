package dev.briapi.bridge.invoice.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drops a file into a directory and reads it. */
record Drops(Path directory) {
  static final Columns COLUMNS =
      new Columns(
          List.of(
              "AnchorCode",
              "PartnerCode",
              "InvoiceType",
              "InvoiceDate",
              "InvoiceNumber",
              "Currency",
              "Amount",
              "DisbursementDate",
              "SettlementDate",
              "SharingDate",
              "Description",
              "PaymentMethod",
              "BeneficiaryAccount",
              "Attachment"),
          Map.of("BeneficaryAccount", "BeneficiaryAccount"),
          Set.of("InvoiceNumber", "Amount"),
          Set.of("Amount"));

  Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  List<InputLine> read(String name, String content) throws IOException {
    return read(file(name, content));
  }

  List<InputLine> read(String name, byte[] content) throws IOException {
    return read(file(name, content));
  }

  static List<InputLine> read(Path file) throws IOException {
    List<InputLine> lines = new ArrayList<>();
    try (LineReader reader = open(file)) {
      Optional<InputLine> line = reader.next();
      while (line.isPresent()) {
        lines.add(line.get());
        line = reader.next();
      }
    }
    return lines;
  }

  static LineReader open(Path file) throws IOException {
    return InvoiceFiles.open(file, file.getFileName().toString(), COLUMNS, Limits.standard());
  }

  static String text(InputLine line, String field) {
    return line.fields().path(field).asText(null);
  }

  static List<String> numbers(List<InputLine> lines) {
    return lines.stream().map(line -> text(line, "InvoiceNumber")).toList();
  }
}
