package dev.briapi.bridge.invoice;

import java.io.IOException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/**
 * Follows every invoice until it comes to an end: often around its dates, rarely otherwise, one
 * call at a time, so that the sending of new ones keeps nearly all of the pace.
 */
@Named("statusChecks")
@Singleton
public class StatusChecks implements Scheduled {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** So many per run; the next one goes on. */
  private static final int AT_ONCE = 200;

  private final JdbcClient database;
  private final Contracts contracts;
  private final BridgeSettings.CbmReconciliation settings;
  private final Products products;
  private final Clock clock;

  @Inject
  StatusChecks(
      JdbcClient database,
      Contracts contracts,
      BridgeSettings settings,
      Products products,
      Clock clock) {
    this.database = database;
    this.contracts = contracts;
    this.settings = settings.reconciliation().cbm();
    this.products = products;
    this.clock = clock;
  }

  @Override
  public List<Schedule> schedules() {
    return products.on("cbm")
        ? List.of(Schedule.every(PAUSE, "refresh-invoice-status", null))
        : List.of();
  }

  /**
   * The invoices whose time has come; a run that dies leaves them to the next one after a while.
   * When somebody has asked for it, that is every one that has not come to its end.
   */
  public List<InvoiceCheck> due() {
    database
        .sql(
            """
            with asked as (
              update reconciliation set started_at = now(), tries = 1 where product = 'cbm' and started_at is null
              returning id)
            update invoice set check_at = now()
            where reference_number is not null and not terminal and exists (select from asked)
            """)
        .update();
    List<InvoiceCheck> due = claim();
    if (!due.isEmpty()) {
      database
          .sql(
              """
              insert into reconciliation (product, window_from, window_to, started_at, tries)
              select 'cbm', now(), now(), now(), 1
              where not exists (select from reconciliation where product = 'cbm' and started_at is not null and finished_at is null)
              """)
          .update();
    }
    return due;
  }

  /** Whether a run is over but for its numbers: nothing is due any more. */
  public boolean over() {
    return database
        .sql(
            """
            select exists (select from reconciliation where product = 'cbm' and started_at is not null and finished_at is null)
              and not exists (select from invoice where reference_number is not null and not terminal and check_at <= now())
            """)
        .query(Boolean.class)
        .single();
  }

  /** Ends the run, once what it brought has been compared. */
  public void conclude() {
    database
        .sql(
            """
            update reconciliation r set finished_at = now(), window_to = greatest(window_to, now()),
              fetched = (select count(*) from invoice where checked_at >= r.started_at),
              changed = (select count(*) from invoice_status where seen_at >= r.started_at),
              differences = (select count(*) from difference where product = 'cbm' and state = 'open')
            where product = 'cbm' and started_at is not null and finished_at is null
            """)
        .update();
  }

  private List<InvoiceCheck> claim() {
    return database
        .sql(
            """
            update invoice set check_at = now() + interval '15 minutes'
            where (anchor_code, partner_code, invoice_number) in (
              select anchor_code, partner_code, invoice_number from invoice
              where reference_number is not null and not terminal and check_at <= now()
              order by check_at limit :most
              for update skip locked)
            returning reference_number
            """)
        .param("most", AT_ONCE)
        .query((row, n) -> new InvoiceCheck(row.getString("reference_number")))
        .list();
  }

  /** The call that asks for one. */
  public Outgoing outgoing(@Body InvoiceCheck check) {
    return new Outgoing(
        contracts.operation("cbm", "inquire-invoice"),
        Map.of("ReferenceNumber", check.referenceNumber()),
        new byte[0],
        UUID.randomUUID().toString().replace("-", ""),
        false);
  }

  /** Writes down what the bank said; what told nothing is asked again at its next time. */
  public void note(@ExchangeProperty("check") InvoiceCheck check, @Body Answer answer)
      throws IOException {
    if (answer.verdict().outcome() == Outcome.SUCCEEDED) {
      JsonNode data = BankJson.field(BankJson.read(answer.body()), "responseData");
      if (data != null && data.isObject()) {
        seen(check, new BankInvoice(data));
        return;
      }
    }
    unseen(check, "not-found".equals(answer.verdict().reason()));
  }

  /** Was not begun: whoever goes on with the run asks for it at once. */
  public void giveBack(@ExchangeProperty("check") InvoiceCheck check) {
    database
        .sql("update invoice set check_at = now() where reference_number = :reference")
        .param("reference", check.referenceNumber())
        .update();
  }

  /** The bank could not be asked; the run says so. */
  public void later(
      @ExchangeProperty("check") InvoiceCheck check,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    unseen(check, false);
    database
        .sql(
            """
            update reconciliation set error = :error
            where product = 'cbm' and started_at is not null and finished_at is null and error is null
            """)
        .param("error", "not every invoice could be asked for: " + failure.getMessage())
        .update();
  }

  private void seen(InvoiceCheck check, BankInvoice invoice) {
    LocalDate today = LocalDate.now(clock.withZone(BankTime.WIB));
    boolean terminal = terminal(invoice);
    Duration pause = invoice.near(today) ? settings.every() : settings.rarely();
    database
        .sql(
            """
            with changed as (
              insert into invoice_status (reference_number, status_code, status_desc)
              select reference_number, :code, :desc from invoice
              where reference_number = :reference
                and (status_code, status_desc) is distinct from (:code::text, :desc::text)
              on conflict do nothing)
            update invoice set status_code = :code, status_desc = :desc, bank = :bank::jsonb, missing = false,
              terminal = :terminal, checked_at = now(), check_at = now() + :pause * interval '1 second'
            where reference_number = :reference
            """)
        .param("code", invoice.statusCode(), Types.VARCHAR)
        .param("desc", invoice.statusDesc(), Types.VARCHAR)
        .param("bank", invoice.data().toString())
        .param("terminal", terminal)
        .param("pause", pause.toSeconds())
        .param("reference", check.referenceNumber())
        .update();
  }

  private void unseen(InvoiceCheck check, boolean missing) {
    database
        .sql(
            """
            update invoice set missing = missing or :missing, checked_at = case when :missing then now() else checked_at end,
              check_at = now() + :pause * interval '1 second'
            where reference_number = :reference
            """)
        .param("missing", missing)
        .param("pause", settings.every().toSeconds())
        .param("reference", check.referenceNumber())
        .update();
  }

  private boolean terminal(BankInvoice invoice) {
    String desc = invoice.statusDesc() == null ? "" : invoice.statusDesc().toLowerCase(Locale.ROOT);
    return invoice.settled()
        || settings.terminalCodes().orElse(List.of()).contains(invoice.statusCode())
        || settings.terminalTexts().stream()
            .anyMatch(text -> desc.startsWith(text.toLowerCase(Locale.ROOT)));
  }
}
