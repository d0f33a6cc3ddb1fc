package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.invoice.BatchView;

/** Reads payments: the rows of reports, and the notifications that no report tells of. */
@Singleton
class PaymentQueries {
  private static final String REPORTED =
      """
      select 0 as source, p.id, p.briva_no, p.cust_code, p.amount, p.payment_date, p.teller_id,
        bank_trx_id(p.trx_id) as trx_id, p.channel, p.name,
        p.description, p.reported_at, n.received_at as notified_at, n.payment_request_id, n.told_again
      from payment p left join notification n on n.payment_id = p.id
      """;
  private static final String NOTIFIED =
      """
      select 1, n.id, n.briva_no, n.cust_code, n.amount, n.trx_date_time, null, null, null, null,
        null, null::timestamptz, n.received_at, n.payment_request_id, n.told_again
      from notification n
      """;
  private static final String ORDER = "payment_date desc, source, id";

  private final JdbcClient database;
  private final CsvExport export;

  @Inject
  PaymentQueries(JdbcClient database, CsvExport export) {
    this.database = database;
    this.export = export;
  }

  record Filter(
      String brivaNo,
      String custCode,
      OffsetDateTime from,
      OffsetDateTime until,
      Boolean reported,
      Boolean notified) {}

  /** The newest first. */
  Page<PaymentView> list(Filter filter, Cursor.Place after, int limit) {
    List<PaymentView> read =
        listing(filter, after, "limit " + (limit + 1))
            .read(database, ORDER, limit, (row, n) -> view(row));
    return Page.of(
        read, limit, payment -> Cursor.of(payment.paymentDate(), payment.source(), payment.id()));
  }

  StreamingOutput export(Filter filter) {
    return export.rows(
        PaymentView.COLUMNS, listing(filter, null, ""), ORDER, row -> view(row).cells());
  }

  /** Each part in its own order, by its own index, and no further than the page needs. */
  private static Listing listing(Filter filter, Cursor.Place after, String limit) {
    Listing reported =
        part(new Listing(REPORTED), filter, after, 0, "p", "payment_date")
            .where(Boolean.FALSE.equals(filter.reported()) ? "false" : null)
            .where(exists(filter.notified(), "n.id is not null"));
    Listing notified =
        part(new Listing(NOTIFIED), filter, after, 1, "n", "trx_date_time")
            .where("n.payment_id is null")
            .where(Boolean.TRUE.equals(filter.reported()) ? "false" : null)
            .where(Boolean.FALSE.equals(filter.notified()) ? "false" : null);
    return Listing.union(
        reported,
        "p.payment_date desc, p.id " + limit,
        notified,
        "n.trx_date_time desc, n.id " + limit);
  }

  private static String exists(Boolean wanted, String condition) {
    return wanted == null ? null : wanted ? condition : "not (" + condition + ")";
  }

  private static Listing part(
      Listing part, Filter filter, Cursor.Place after, int source, String table, String time) {
    String column = table + "." + time;
    part.where(table + ".briva_no = :brivaNo", "brivaNo", filter.brivaNo())
        .where(table + ".cust_code = :custCode", "custCode", filter.custCode())
        .where(column + " >= :from", "from", filter.from())
        .where(column + " < :until", "until", filter.until());
    if (after != null) {
      part.where(column + " <= :afterTime", "afterTime", after.time())
          .where(
              "%s < :afterTime or (%d, %s.id) > (%d, :afterId)"
                  .formatted(column, source, table, after.source()),
              "afterId",
              after.id());
    }
    return part;
  }

  private static PaymentView view(ResultSet row) throws SQLException {
    return new PaymentView(
        row.getString("briva_no"),
        row.getString("cust_code"),
        Views.money(row, "amount"),
        BatchView.time(row, "payment_date"),
        row.getString("teller_id"),
        row.getString("trx_id"),
        row.getString("channel"),
        row.getString("name"),
        row.getString("description"),
        BatchView.time(row, "reported_at"),
        BatchView.time(row, "notified_at"),
        row.getString("payment_request_id"),
        row.getString("told_again"),
        row.getInt("source"),
        row.getLong("id"));
  }
}
