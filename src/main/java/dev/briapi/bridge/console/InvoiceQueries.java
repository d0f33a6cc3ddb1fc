package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.invoice.BatchView;

/** Reads invoices and their history. */
@Singleton
class InvoiceQueries {
  private static final int LONGEST_HISTORY = 1_000;
  private static final String SELECT =
      """
      select reference_number, invoice_number, anchor_code, partner_code, amount, status_code, status_desc, created_at, batch_id, line
      from invoice
      """;

  private static final String ORDER = "anchor_code, partner_code, invoice_number";

  private final JdbcClient database;
  private final CsvExport export;

  @Inject
  InvoiceQueries(JdbcClient database, CsvExport export) {
    this.database = database;
    this.export = export;
  }

  record Filter(
      String anchorCode,
      String partnerCode,
      String invoiceNumber,
      String referenceNumber,
      String statusCode) {}

  /** In the order of anchor, partner and number. */
  Page<InvoiceView> list(Filter filter, Cursor after, int limit) {
    Listing listing = listing(filter);
    if (after != null) {
      listing.where(
          "(anchor_code, partner_code, invoice_number) > ((:after)[1], (:after)[2], (:after)[3])",
          "after",
          after.parts().toArray(String[]::new));
    }
    List<InvoiceView> read = listing.read(database, ORDER, limit, (row, n) -> view(row));
    return Page.of(
        read,
        limit,
        invoice -> Cursor.of(invoice.anchorCode(), invoice.partnerCode(), invoice.invoiceNumber()));
  }

  StreamingOutput export(Filter filter) {
    return export.rows(InvoiceView.COLUMNS, listing(filter), ORDER, row -> view(row).cells());
  }

  private static Listing listing(Filter filter) {
    return new Listing(SELECT)
        .where("anchor_code = :anchor", "anchor", filter.anchorCode())
        .where("partner_code = :partner", "partner", filter.partnerCode())
        .where("invoice_number = :number", "number", filter.invoiceNumber())
        .where("reference_number = :reference", "reference", filter.referenceNumber())
        .where("status_code = :status", "status", filter.statusCode());
  }

  /** The invoice with BRI's reference, and what is known of its history. */
  Optional<InvoiceView> find(String reference) {
    return database
        .sql(SELECT + " where reference_number = :reference")
        .param("reference", reference)
        .query((row, n) -> view(row))
        .optional()
        .map(invoice -> invoice.with(history(reference)));
  }

  /** The oldest first; the newest are kept should there be too many. */
  private List<InvoiceStatusView> history(String reference) {
    return database
        .sql(
            """
            select * from (
              select status_code, status_desc, seen_at from invoice_status where reference_number = :reference
              order by seen_at desc limit :longest) newest
            order by seen_at
            """)
        .param("reference", reference)
        .param("longest", LONGEST_HISTORY)
        .query(
            (row, n) ->
                new InvoiceStatusView(
                    row.getString("status_code"),
                    row.getString("status_desc"),
                    BatchView.time(row, "seen_at")))
        .list();
  }

  private static InvoiceView view(ResultSet row) throws SQLException {
    return new InvoiceView(
        row.getString("reference_number"),
        row.getString("invoice_number"),
        row.getString("anchor_code"),
        row.getString("partner_code"),
        Views.money(row, "amount"),
        row.getString("status_code"),
        row.getString("status_desc"),
        BatchView.time(row, "created_at"),
        row.getObject("batch_id", UUID.class),
        Views.number(row, "line"),
        null);
  }
}
