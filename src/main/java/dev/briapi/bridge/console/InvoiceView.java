package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invoice that was sent to BRI, or is about to be. */
@Schema(
    name = "Invoice",
    requiredProperties = {"invoiceNumber", "anchorCode", "partnerCode", "amount"},
    description = "An invoice that was sent to BRI, or is about to be.")
public record InvoiceView(
    @Schema(
            description = "BRI's reference; null while BRI has not acknowledged it.",
            examples = "BRICBM2026000001")
        String referenceNumber,
    @Schema(examples = "INV-2026-0001") String invoiceNumber,
    @Schema(examples = "BRIAPI01") String anchorCode,
    @Schema(examples = "BRIAPI02") String partnerCode,
    @Schema(description = "In plain decimal notation.", examples = "1000000.00") String amount,
    @Schema(description = "BRI's status when it was seen last.", examples = "00") String statusCode,
    @Schema(description = "BRI's words for it.") String statusDesc,
    @Schema(description = "When BRI acknowledged it.") OffsetDateTime createdAt,
    @Schema(description = "The batch that it came with.") UUID batchId,
    @Schema(description = "Its line there.", examples = "1") Integer line,
    @Schema(description = "The statuses that were seen, the oldest first; not in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<InvoiceStatusView> history) {
  static final List<String> COLUMNS =
      List.of(
          "referenceNumber",
          "invoiceNumber",
          "anchorCode",
          "partnerCode",
          "amount",
          "statusCode",
          "statusDesc",
          "createdAt",
          "batchId",
          "line");

  Object[] cells() {
    return new Object[] {
      referenceNumber,
      invoiceNumber,
      anchorCode,
      partnerCode,
      amount,
      statusCode,
      statusDesc,
      createdAt,
      batchId,
      line
    };
  }

  InvoiceView with(List<InvoiceStatusView> statuses) {
    return new InvoiceView(
        referenceNumber,
        invoiceNumber,
        anchorCode,
        partnerCode,
        amount,
        statusCode,
        statusDesc,
        createdAt,
        batchId,
        line,
        statuses);
  }
}
