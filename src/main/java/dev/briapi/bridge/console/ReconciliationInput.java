package dev.briapi.bridge.console;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which day to read again. */
@Schema(
    name = "ReconciliationRequest",
    description = "Which day to read again.",
    requiredProperties = {"product"})
public record ReconciliationInput(
    @Schema(
            description = "What to read.",
            enumeration = {"briva", "cbm"},
            examples = "briva")
        String product,
    @Schema(
            description = "The day of WIB, today if not given; of no importance to cbm.",
            examples = "2026-11-20")
        String date) {

  /** The runs that were asked for. */
  @Schema(
      name = "ReconciliationsAsked",
      description = "The runs that were asked for.",
      requiredProperties = {"items"})
  public record Asked(
      @Schema(description = "One for every BRIVA number, or one for CBM.")
          List<ReconciliationView> items) {}
}
