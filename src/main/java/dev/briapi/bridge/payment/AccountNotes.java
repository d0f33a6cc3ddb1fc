package dev.briapi.bridge.payment;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.contract.Contracts;

/**
 * Notes what succeeded requests say of virtual accounts, wherever they came from: the front door, a
 * settlement, a replay, a person. A few at once and each once, in the transaction that marks them.
 */
@Named("accountNotes")
@Singleton
public class AccountNotes {
  private static final Logger LOG = Logger.getLogger(AccountNotes.class);
  private static final int AT_ONCE = 500;
  private static final int MOST_DIGITS = 30;

  /** Whose answer tells the payment status. */
  private static final Set<String> READS = Set.of("get-account", "get-account-status");

  /**
   * Reports and the like tell nothing of accounts; they are marked as well, to be out of the way.
   */
  private static final Set<String> CHANGES =
      Set.of("create-account", "update-account", "update-account-status", "delete-account");

  private record Done(
      UUID id,
      String operation,
      String body,
      String parameters,
      byte[] answer,
      OffsetDateTime asOf) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final Contracts contracts;

  @Inject
  AccountNotes(
      JdbcClient database,
      TransactionTemplate transaction,
      Accounts accounts,
      Contracts contracts) {
    this.database = database;
    this.transaction = transaction;
    this.accounts = accounts;
    this.contracts = contracts;
  }

  /**
   * Notes all there is. Waits for whoever is at it, so that no payment is looked at before the
   * account that it was made for.
   */
  public void note() {
    while (Boolean.TRUE.equals(transaction.execute(status -> noteSome()))) {
      // until few are left
    }
  }

  private boolean noteSome() {
    accounts.lock();
    List<Done> done = unnoted();
    for (Done request : done) {
      note(request);
    }
    if (!done.isEmpty()) {
      accounts.askForPaid();
      database
          .sql("update request set noted = true where id = any(:ids)")
          .param("ids", done.stream().map(Done::id).toArray(UUID[]::new))
          .update();
    }
    return done.size() == AT_ONCE;
  }

  /**
   * The moment that counts is the one at which it was sent last: the bank did it in that order,
   * even where an answer was lost and the outcome was found out later.
   */
  private List<Done> unnoted() {
    return database
        .sql(
            """
            select id, operation, body, parameters::text, answer,
              coalesce(
                (select max(sent_at) from attempt a where a.request_id = r.id and a.operation = r.operation), updated_at) as as_of
            from request r where product = 'briva' and status = 'succeeded' and not noted
            order by updated_at, id limit :most
            """)
        .param("most", AT_ONCE)
        .query(
            (row, n) ->
                new Done(
                    row.getObject("id", UUID.class),
                    row.getString("operation"),
                    row.getString("body"),
                    row.getString("parameters"),
                    row.getBytes("answer"),
                    row.getObject("as_of", OffsetDateTime.class)))
        .list();
  }

  private void note(Done done) {
    try {
      if (CHANGES.contains(done.operation()) && done.body() != null) {
        change(
            done,
            contracts
                .operation("briva", done.operation())
                .read(done.body().getBytes(StandardCharsets.UTF_8)));
      } else if (READS.contains(done.operation())
          && done.parameters() != null
          && done.answer() != null) {
        JsonNode data = BankJson.field(BankJson.read(done.answer()), "data");
        JsonNode account = BankJson.read(done.parameters().getBytes(StandardCharsets.UTF_8));
        if (data != null) {
          status(done, account, text(data, "statusBayar"));
        }
      }
    } catch (IOException e) {
      // it was sent and it succeeded, so this is our own fault; one such must not stop the others
      LOG.errorf("request %s (%s) says nothing of its account: %s", done.id(), done.operation(), e);
    }
  }

  private void change(Done done, JsonNode body) {
    String brivaNo = text(body, "brivaNo");
    String custCode = text(body, "custCode");
    if (brivaNo == null || custCode == null) {
      LOG.errorf("request %s (%s) names no account", done.id(), done.operation());
      return;
    }
    switch (done.operation()) {
      case "delete-account" -> accounts.delete(brivaNo, custCode, done.asOf());
      case "update-account-status" -> status(done, body, text(body, "statusBayar"));
      default ->
          accounts.put(
              new AccountChange(
                  brivaNo,
                  custCode,
                  text(body, "nama"),
                  amount(text(body, "amount")),
                  text(body, "keterangan"),
                  AccountTime.read(text(body, "expiredDate")).orElse(null),
                  done.asOf()));
    }
  }

  private void status(Done done, JsonNode account, String status) {
    String brivaNo = text(account, "brivaNo");
    String custCode = text(account, "custCode");
    if (brivaNo != null && custCode != null && ("Y".equals(status) || "N".equals(status))) {
      accounts.status(brivaNo, custCode, status, done.asOf());
    }
  }

  private static BigDecimal amount(String text) {
    return text != null && text.length() <= MOST_DIGITS && text.matches("[0-9]+(\\.[0-9]+)?")
        ? new BigDecimal(text)
        : null;
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = BankJson.field(object, name);
    if (value == null || value.isNull() || value.isContainerNode()) {
      return null;
    }
    // PostgreSQL's text cannot hold a NUL, which JSON can
    return value.isNumber()
        ? value.decimalValue().toPlainString()
        : value.asText().replace("\0", "");
  }
}
