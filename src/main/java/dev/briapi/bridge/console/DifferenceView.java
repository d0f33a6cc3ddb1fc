package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where BRI's books and ours differ. */
@Schema(
    name = "Difference",
    requiredProperties = {"id", "kind", "product", "key", "firstSeen", "lastSeen", "state"},
    description = "Where BRI's books and ours differ.")
public record DifferenceView(
    UUID id,
    @Schema(description = "What kind of difference.", examples = "amount-mismatch") String kind,
    @Schema(examples = "briva") String product,
    @Schema(
            description =
                "What it is about: a virtual account, one of its payments, or an invoice by BRI's reference.",
            examples = "77777/1290051235")
        String key,
    @Schema(description = "What our books say; null for nothing.", examples = "20000.00")
        String ours,
    @Schema(
            description = "What BRI's say; null for nothing.",
            examples = "15000.00 at 2026-11-20T10:20:24+07:00")
        String theirs,
    OffsetDateTime firstSeen,
    OffsetDateTime lastSeen,
    @Schema(
            description =
                "closed: no longer seen. resolved: a person has, and it is not opened again while it looks the same.",
            enumeration = {"open", "closed", "resolved"})
        String state,
    @Schema(description = "The reason that a person gave.") String resolution,
    @Schema(examples = "alice") String resolvedBy,
    @Schema(description = "When it was closed or resolved.") OffsetDateTime endedAt) {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "kind",
          "product",
          "key",
          "ours",
          "theirs",
          "firstSeen",
          "lastSeen",
          "state",
          "resolution",
          "resolvedBy",
          "endedAt");

  Object[] cells() {
    return new Object[] {
      id,
      kind,
      product,
      key,
      ours,
      theirs,
      firstSeen,
      lastSeen,
      state,
      resolution,
      resolvedBy,
      endedAt
    };
  }
}
