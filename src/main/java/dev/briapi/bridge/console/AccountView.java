package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A virtual account that payments are matched with. */
@Schema(
    name = "Account",
    requiredProperties = {"brivaNo", "custCode", "state", "origin", "createdAt", "updatedAt"},
    description = "A virtual account that payments are matched with.")
public record AccountView(
    @Schema(examples = "77777") String brivaNo,
    @Schema(examples = "1290051235") String custCode,
    @Schema(description = "The customer's name.") String nama,
    @Schema(
            description =
                "What is to be paid, in plain decimal notation; null or 0.00 for an open payment.",
            examples = "20000.00")
        String amount,
    @Schema(description = "The account's text.") String keterangan,
    OffsetDateTime expiredDate,
    @Schema(
            description = "The payment status at BRI as it was set or asked last; null if never.",
            enumeration = {"Y", "N"})
        String statusBayar,
    @Schema(description = "When that was.") OffsetDateTime statusAt,
    @Schema(enumeration = {"active", "deleted"}) String state,
    @Schema(
            description = "How we know of it.",
            enumeration = {"bridge", "import"})
        String origin,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt) {
  static final List<String> COLUMNS =
      List.of(
          "brivaNo",
          "custCode",
          "nama",
          "amount",
          "keterangan",
          "expiredDate",
          "statusBayar",
          "statusAt",
          "state",
          "origin",
          "createdAt",
          "updatedAt");

  Object[] cells() {
    return new Object[] {
      brivaNo,
      custCode,
      nama,
      amount,
      keterangan,
      expiredDate,
      statusBayar,
      statusAt,
      state,
      origin,
      createdAt,
      updatedAt
    };
  }
}
