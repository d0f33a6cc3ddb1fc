package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.invoice.BatchView;

/** Reads virtual accounts. */
@Singleton
class AccountQueries {
  private static final String SELECT =
      """
      select briva_no, cust_code, name, amount, description, expires_at, bank_status, bank_status_at, state, origin, created_at,
        updated_at
      from virtual_account
      """;
  private static final String ORDER = "briva_no, cust_code";

  private final JdbcClient database;
  private final CsvExport export;

  @Inject
  AccountQueries(JdbcClient database, CsvExport export) {
    this.database = database;
    this.export = export;
  }

  record Filter(String brivaNo, String custCode, String state, String origin) {}

  /** In the order of number and customer code. */
  Page<AccountView> list(Filter filter, Cursor after, int limit) {
    Listing listing = listing(filter);
    if (after != null) {
      listing.where(
          "(briva_no, cust_code) > ((:after)[1], (:after)[2])",
          "after",
          after.parts().toArray(String[]::new));
    }
    List<AccountView> read = listing.read(database, ORDER, limit, (row, n) -> view(row));
    return Page.of(read, limit, account -> Cursor.of(account.brivaNo(), account.custCode()));
  }

  StreamingOutput export(Filter filter) {
    return export.rows(AccountView.COLUMNS, listing(filter), ORDER, row -> view(row).cells());
  }

  private static Listing listing(Filter filter) {
    return new Listing(SELECT)
        .where("briva_no = :brivaNo", "brivaNo", filter.brivaNo())
        .where("cust_code = :custCode", "custCode", filter.custCode())
        .where("state = :state", "state", filter.state())
        .where("origin = :origin", "origin", filter.origin());
  }

  private static AccountView view(ResultSet row) throws SQLException {
    return new AccountView(
        row.getString("briva_no"),
        row.getString("cust_code"),
        row.getString("name"),
        Views.money(row, "amount"),
        row.getString("description"),
        BatchView.time(row, "expires_at"),
        row.getString("bank_status"),
        BatchView.time(row, "bank_status_at"),
        row.getString("state"),
        row.getString("origin"),
        BatchView.time(row, "created_at"),
        BatchView.time(row, "updated_at"));
  }
}
