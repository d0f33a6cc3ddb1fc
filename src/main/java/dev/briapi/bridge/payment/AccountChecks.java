package dev.briapi.bridge.payment;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Outgoing;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.job.Schedule;
import dev.briapi.bridge.job.Scheduled;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.BridgeSettings;
import dev.briapi.bridge.platform.Products;

/**
 * Asks the bank for the payment status of virtual accounts, so that status and report can be
 * compared: soon after a payment, rarely otherwise, until nothing can change any more. One call at
 * a time, so that other calls keep nearly all of the pace.
 */
@Named("accountChecks")
@Singleton
public class AccountChecks implements Scheduled {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** So many per run; the next one goes on. */
  private static final int AT_ONCE = 200;

  private final JdbcClient database;
  private final Contracts contracts;
  private final BankSettings bank;
  private final BridgeSettings.BrivaReconciliation settings;
  private final Products products;

  @Inject
  AccountChecks(
      JdbcClient database,
      Contracts contracts,
      BankSettings bank,
      BridgeSettings settings,
      Products products) {
    this.database = database;
    this.contracts = contracts;
    this.bank = bank;
    this.settings = settings.reconciliation().briva();
    this.products = products;
  }

  /** An account to ask for. */
  public record Check(String brivaNo, String custCode) {}

  @Override
  public List<Schedule> schedules() {
    return products.on("briva")
        ? List.of(Schedule.every(PAUSE, "refresh-account-status", null))
        : List.of();
  }

  /**
   * The accounts whose time has come; a run that dies leaves them to the next one after a while.
   */
  public List<Check> due() {
    return database
        .sql(
            """
            update virtual_account set check_at = now() + interval '15 minutes'
            where (briva_no, cust_code) in (
              select briva_no, cust_code from virtual_account
              where check_at <= now() and state = 'active' and briva_no = any(:numbers)
              order by check_at limit :most
              for update skip locked)
            returning briva_no, cust_code
            """)
        .param("numbers", bank.briva().numbers().orElse(List.of()).toArray(String[]::new))
        .param("most", AT_ONCE)
        .query((row, n) -> new Check(row.getString("briva_no"), row.getString("cust_code")))
        .list();
  }

  /** The call that asks for one. */
  public Outgoing outgoing(@Body Check check) {
    return new Outgoing(
        contracts.operation("briva", "get-account-status"),
        Map.of(
            "institutionCode", bank.briva().institutionCode().orElseThrow(),
            "brivaNo", check.brivaNo(),
            "custCode", check.custCode()),
        new byte[0],
        UUID.randomUUID().toString(),
        false);
  }

  /** Writes down what the bank said; what told nothing is asked again at its next time. */
  public void note(@ExchangeProperty("check") Check check, @Body Answer answer) throws IOException {
    if (answer.verdict().outcome() == Outcome.SUCCEEDED) {
      JsonNode data = BankJson.field(BankJson.read(answer.body()), "data");
      JsonNode status = data == null ? null : BankJson.field(data, "statusBayar");
      if (status != null && List.of("Y", "N").contains(status.asText())) {
        seen(check, status.asText());
        return;
      }
    }
    later(check);
  }

  /** Was not begun: whoever goes on with the run asks for it at once. */
  public void giveBack(@ExchangeProperty("check") Check check) {
    database
        .sql(
            "update virtual_account set check_at = now() where briva_no = :number and cust_code = :code")
        .param("number", check.brivaNo())
        .param("code", check.custCode())
        .update();
  }

  /** The bank could not be asked, or did not tell. */
  public void later(@ExchangeProperty("check") Check check) {
    database
        .sql(
            """
            update virtual_account set check_at = now() + :pause * interval '1 second'
            where briva_no = :number and cust_code = :code
            """)
        .param("pause", settings.every().toSeconds())
        .param("number", check.brivaNo())
        .param("code", check.custCode())
        .update();
  }

  /**
   * What has been expired for long is not asked for again, nor is what the bank and the report
   * agree on as paid. Where they differ, the bank is asked again soon, and then ever less often.
   * Only payments of the present expectation count, and accounts without a fixed amount are not
   * expected to become paid.
   */
  private void seen(Check check, String status) {
    database
        .sql(
            """
            update virtual_account v set
              updated_at = case when bank_status is distinct from :status then now() else updated_at end,
              bank_status = :status, bank_status_at = case when bank_status = 'Y' and :status = 'Y' then bank_status_at else now() end,
              check_at = case
                when expires_at < now() - interval '2 days' then null
                when amount > 0 and :status = 'Y' and paid.at is not null then null
                when amount > 0 and (:status = 'Y') <> (paid.at is not null) then now() + least(:rarely * interval '1 second',
                  greatest(:soon * interval '1 second',
                    (now() - coalesce(paid.at, case when bank_status = 'Y' then bank_status_at end, now())) / 4))
                else now() + :rarely * interval '1 second' end
            from (
              select max(payment_date) as at from virtual_account join payment using (briva_no, cust_code)
              where briva_no = :number and cust_code = :code and payment_date >= coalesce(expected_since, '-infinity')) paid
            where v.briva_no = :number and v.cust_code = :code and v.state = 'active'
            """)
        .param("status", status)
        .param("soon", settings.every().toSeconds())
        .param("rarely", settings.statusEvery().toSeconds())
        .param("number", check.brivaNo())
        .param("code", check.custCode())
        .update();
  }
}
