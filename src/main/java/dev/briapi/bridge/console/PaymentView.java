package dev.briapi.bridge.console;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment of a virtual account: as BRI reported it, as BRI notified it, or both. */
@Schema(
    name = "Payment",
    requiredProperties = {"brivaNo", "custCode", "amount", "paymentDate"},
    description =
        "A payment of a virtual account: as BRI reported it, as BRI notified it, or both.")
public record PaymentView(
    @Schema(description = "The BRIVA number.", examples = "77777") String brivaNo,
    @Schema(description = "The customer code.", examples = "1290051235") String custCode,
    @Schema(description = "In plain decimal notation.", examples = "20000.00") String amount,
    @Schema(description = "When it was paid; the report's time where there is one.")
        OffsetDateTime paymentDate,
    @Schema(description = "BRI's teller id.", examples = "1623640824274") String tellerId,
    @Schema(description = "BRI's transaction id, where the report has one.") String trxId,
    @Schema(description = "How it was paid.", examples = "IBNK") String channel,
    @Schema(description = "The payer's name as the report has it.") String name,
    @Schema(description = "The account's text as the report has it.") String description,
    @Schema(description = "When we read it in a report first; null while no report has it.")
        OffsetDateTime reportedAt,
    @Schema(description = "When the notification came; null while none did.")
        OffsetDateTime notifiedAt,
    @Schema(description = "BRI's id of the notification.") String paymentRequestId,
    @Schema(
            description =
                "What BRI notified last under the same id, where account or amount differ from what came first.")
        String toldAgain,
    @JsonIgnore @Schema(hidden = true) int source,
    @JsonIgnore @Schema(hidden = true) long id) {
  static final List<String> COLUMNS =
      List.of(
          "brivaNo",
          "custCode",
          "amount",
          "paymentDate",
          "tellerId",
          "trxId",
          "channel",
          "name",
          "description",
          "reportedAt",
          "notifiedAt",
          "paymentRequestId",
          "toldAgain");

  Object[] cells() {
    return new Object[] {
      brivaNo,
      custCode,
      amount,
      paymentDate,
      tellerId,
      trxId,
      channel,
      name,
      description,
      reportedAt,
      notifiedAt,
      paymentRequestId,
      toldAgain
    };
  }
}
