package dev.briapi.bridge.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.briapi.bridge.bank.BankTime;

/**
 * A batch as people and programs see it, in the acknowledgement and in the API. Amounts are plain
 * decimals with at least two digits after the point, times are WIB.
 */
@Schema(
    name = "Batch",
    description = "A file that was dropped or uploaded, and what became of its lines.",
    requiredProperties = {
      "batchId",
      "file",
      "sha256",
      "state",
      "dryRun",
      "lines",
      "created",
      "refused",
      "invalid",
      "duplicate",
      "pending",
      "amountTotal",
      "amountCreated",
      "receivedAt"
    })
public record BatchView(
    UUID batchId,
    @Schema(description = "The file's whole name.", examples = "november.csv") String file,
    @Schema(description = "SHA-256 of its content; the same content is taken once.") String sha256,
    @Schema(enumeration = {"staging", "sending", "completed", "rejected"}) String state,
    @Schema(description = "Whether it was only checked.") boolean dryRun,
    @Schema(description = "How many lines it has.", examples = "3") int lines,
    @Schema(description = "How many of them are invoices at BRI.", examples = "2") int created,
    @Schema(description = "How many BRI has refused.", examples = "0") int refused,
    @Schema(description = "How many broke a rule and were not sent.", examples = "1") int invalid,
    @Schema(description = "How many have a number that was taken.", examples = "0") int duplicate,
    @Schema(description = "How many have no outcome yet.", examples = "0") int pending,
    @Schema(description = "How many could be sent; of a dry run only.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Integer valid,
    @Schema(description = "Of all lines, in plain decimal notation.", examples = "3000.00")
        String amountTotal,
    @Schema(description = "Of the lines that BRI has.", examples = "2000.00") String amountCreated,
    OffsetDateTime receivedAt,
    @Schema(description = "When its last line had an outcome.") OffsetDateTime completedAt,
    @Schema(description = "Why it was rejected.") @JsonInclude(JsonInclude.Include.NON_NULL)
        String error) {

  /** What {@link #of} reads. */
  public static final String COLUMNS =
      """
      id, file, sha256, state, dry_run, lines, created, refused, invalid, duplicate, valid, amount_total, amount_created,
      received_at, completed_at, error
      """;

  /** A row of {@link #COLUMNS}. */
  public static BatchView of(ResultSet row) throws SQLException {
    int lines = row.getInt("lines");
    int created = row.getInt("created");
    int refused = row.getInt("refused");
    int invalid = row.getInt("invalid");
    int duplicate = row.getInt("duplicate");
    int valid = row.getInt("valid");
    boolean dryRun = row.getBoolean("dry_run");
    return new BatchView(
        row.getObject("id", UUID.class),
        row.getString("file"),
        row.getString("sha256"),
        row.getString("state"),
        dryRun,
        lines,
        created,
        refused,
        invalid,
        duplicate,
        lines - created - refused - invalid - duplicate - valid,
        dryRun ? valid : null,
        money(row.getBigDecimal("amount_total")),
        money(row.getBigDecimal("amount_created")),
        time(row, "received_at"),
        time(row, "completed_at"),
        row.getString("error"));
  }

  /** Plain notation, two digits after the point or more. */
  public static String money(BigDecimal amount) {
    BigDecimal exact = amount.stripTrailingZeros();
    return exact.setScale(Math.max(2, exact.scale())).toPlainString();
  }

  /** The column in WIB, or null. */
  public static OffsetDateTime time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.atZoneSameInstant(BankTime.WIB).toOffsetDateTime();
  }

  /** One line for the log. */
  @JsonIgnore
  String counts() {
    return "%d lines, %d created, %d refused, %d invalid, %d duplicate, %d pending"
        .formatted(lines, created, refused, invalid, duplicate, pending);
  }
}
