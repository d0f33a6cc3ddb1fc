package dev.briapi.bridge.payment;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.springframework.jdbc.core.simple.JdbcClient;

/** BRI's books and ours, as reports, notifications, requests and polls leave them behind. */
@Dependent
class Books {
  private final JdbcClient database;

  @Inject
  Books(JdbcClient database) {
    this.database = database;
  }

  /** Nothing was ever paid, sent or found. */
  void empty() {
    database
        .sql(
            """
            truncate payment, notification, virtual_account, difference, difference_news, difference_recheck, payment_day, report_day, reconciliation, summary,
              invoice, line, batch, request cascade
            """)
        .update();
  }

  /** A row of BRI's report; its id. */
  long reported(String account, String amount, String at) {
    return database
        .sql(
            """
            insert into payment (briva_no, cust_code, amount, payment_date, teller_id)
            values ('77777', :account, :amount, cast(:at as timestamptz), gen_random_uuid()) returning id
            """)
        .param("account", account)
        .param("amount", new BigDecimal(amount))
        .param("at", at)
        .query(Long.class)
        .single();
  }

  /** What BRI pushed; its id. */
  long notified(String account, String amount, String at) {
    return database
        .sql(
            """
            insert into notification (briva_no, payment_request_id, cust_code, amount, trx_date_time, body_sha256, answer)
            values ('77777', gen_random_uuid(), :account, :amount, cast(:at as timestamptz), '-', '-') returning id
            """)
        .param("account", account)
        .param("amount", new BigDecimal(amount))
        .param("at", at)
        .query(Long.class)
        .single();
  }

  /** The row of the report that a notification was matched with, or null. */
  Long match(long notification) {
    return (Long)
        database
            .sql("select payment_id from notification where id = :id")
            .param("id", notification)
            .query()
            .singleRow()
            .get("payment_id");
  }

  void account(String account, String amount) {
    run(
        "insert into virtual_account (briva_no, cust_code, amount, origin) values ('77777', '%s', %s, 'import')"
            .formatted(account, amount));
  }

  /** A request that succeeded; {@code at} is when it was sent. */
  UUID succeeded(String operation, String body, String at) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            with made as (
              insert into request (id, product, operation, body, status, updated_at)
              values (:id, 'briva', :operation, :body, 'succeeded', now()) returning id)
            insert into attempt (request_id, number, operation, sent_at) select id, 1, :operation, cast(:at as timestamptz) from made
            """)
        .param("id", id)
        .param("operation", operation)
        .param("body", body)
        .param("at", at)
        .update();
    return id;
  }

  /** The report of that day was read as a whole, when it was over. */
  void finalReport(String day) {
    run(
        """
        insert into report_day (briva_no, day, read_whole) values ('77777', '%1$s', wib_midnight(date '%1$s' + 1) + interval '1 hour')
        on conflict (briva_no, day) do update set read_whole = excluded.read_whole
        """
            .formatted(day));
  }

  /** An invoice that was sent with these dates, and what BRI said of it when it was asked. */
  void invoice(String reference, String amount, String dates, String bank, String checkedAt) {
    UUID batch = UUID.randomUUID();
    run(
        "insert into batch (id, file, sha256, state) values ('%1$s', 'f.csv', '%1$s', 'completed')"
            .formatted(batch));
    database
        .sql(
            """
            with sent as (
              insert into line (batch_id, line, anchor_code, partner_code, invoice_number, amount, body)
              values (:batch, 1, 'BRIAPI01', 'BRIAPI02', :reference, :amount, :body))
            insert into invoice (anchor_code, partner_code, invoice_number, batch_id, line, amount, reference_number, status_code,
              status_desc, created_at)
            values ('BRIAPI01', 'BRIAPI02', :reference, :batch, 1, :amount, :reference, '10', 'On Progress', now())
            """)
        .param("batch", batch)
        .param("reference", reference)
        .param("amount", new BigDecimal(amount))
        .param("body", "{\"Amount\":" + amount + "," + dates + "}")
        .update();
    asked(reference, bank, checkedAt);
  }

  /** What BRI said of an invoice when it was asked. */
  void asked(String reference, String bank, String at) {
    database
        .sql(
            """
            update invoice set bank = cast(:bank as jsonb), checked_at = cast(:at as timestamptz) where reference_number = :reference
            """)
        .param("reference", reference)
        .param("at", at)
        .param("bank", bank)
        .update();
  }

  void run(String sql) {
    database.sql(sql).update();
  }

  Map<String, Object> row(String sql) {
    return database.sql(sql).query().singleRow();
  }

  List<String> list(String sql) {
    return database.sql(sql).query(String.class).list();
  }

  /** Open differences as {@code kind key: ours / theirs}, a payment's key without its teller. */
  List<String> open() {
    return database
        .sql(
            """
            select kind || ' ' || subject || ': ' || coalesce(ours, '-') || ' / ' || coalesce(theirs, '-') from difference
            where state = 'open' order by kind, key
            """)
        .query(String.class)
        .list();
  }

  /** A moment of WIB relative to now, to the second. */
  static String ago(java.time.Duration age) {
    return OffsetDateTime.now(java.time.Clock.system(dev.briapi.bridge.bank.BankTime.WIB))
        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
        .minus(age)
        .toString();
  }
}
