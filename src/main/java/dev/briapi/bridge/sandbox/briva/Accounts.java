package dev.briapi.bridge.sandbox.briva;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** A to F and I of the document: what can be done with virtual accounts. */
final class Accounts {
  private final VirtualAccounts accounts;
  private final Payments payments;
  private final BrivaSettings settings;
  private final Surroundings surroundings;
  private final AtomicLong paid;

  Accounts(
      VirtualAccounts accounts,
      Payments payments,
      BrivaSettings settings,
      Surroundings surroundings) {
    this.accounts = accounts;
    this.payments = payments;
    this.settings = settings;
    this.surroundings = surroundings;
    // a sandbox that starts again forgets, and the bridge does not: no number comes twice
    this.paid = new AtomicLong(surroundings.clock().millis());
  }

  Answer create(JsonNode body) {
    VirtualAccount account = new AccountFields(body, settings).details(surroundings.now());
    AccountFields.check(surroundings, "create-account", body);
    works(account.custCode(), "15", "Gagal Menyimpan Data Customer");
    if (!accounts.create(account)) {
      throw AccountFields.refusal("13", "Data Customer Sudah Ada");
    }
    if (account.custCode().startsWith(BrivaWords.PAYS_ITSELF)) {
      pay(account.brivaNo(), account.custCode(), account.amount(), "IBNK");
    }
    return BrivaAnswers.success(BrivaAnswers.account(settings.institutionCode(), account));
  }

  Answer get(JsonNode parameters) {
    return BrivaAnswers.success(BrivaAnswers.inquiry(settings.institutionCode(), find(parameters)));
  }

  Answer status(JsonNode parameters) {
    AccountFields fields = new AccountFields(parameters, settings);
    String brivaNo = fields.brivaNo();
    String custCode = fields.custCode();
    String failed = "Gagal mendapatkan data status bayar";
    works(custCode, "21", failed);
    VirtualAccount account =
        accounts.find(brivaNo, custCode).orElseThrow(() -> new Refusal(404, "21", failed));
    return BrivaAnswers.success(Map.of("statusBayar", account.statusBayar()));
  }

  Answer updateStatus(JsonNode body) {
    AccountFields fields = new AccountFields(body, settings);
    String brivaNo = fields.brivaNo();
    String custCode = fields.custCode();
    boolean nowPaid = fields.statusBayar();
    AccountFields.check(surroundings, "update-account-status", body);
    works(custCode, "20", "Gagal update status bayar");
    VirtualAccount changed =
        accounts
            .change(brivaNo, custCode, account -> account.withPaid(nowPaid, surroundings.now()))
            .orElseThrow(Accounts::notFound);
    Map<String, Object> data =
        new LinkedHashMap<>(BrivaAnswers.key(settings.institutionCode(), brivaNo, custCode));
    data.put("statusBayar", changed.statusBayar());
    return BrivaAnswers.success(data);
  }

  Answer update(JsonNode body) {
    VirtualAccount details = new AccountFields(body, settings).details(surroundings.now());
    AccountFields.check(surroundings, "update-account", body);
    works(details.custCode(), "16", "Gagal Update Data Briva");
    VirtualAccount changed =
        accounts
            .change(
                details.brivaNo(),
                details.custCode(),
                account -> account.detailed(details, surroundings.now()))
            .orElseThrow(Accounts::notFound);
    return BrivaAnswers.success(BrivaAnswers.account(settings.institutionCode(), changed));
  }

  Answer delete(JsonNode form) {
    AccountFields fields = new AccountFields(form, settings);
    String brivaNo = fields.brivaNo();
    String custCode = fields.custCode();
    AccountFields.check(surroundings, "delete-account", form);
    works(custCode, "17", "Gagal Delete Data Briva");
    if (!accounts.delete(brivaNo, custCode)) {
      throw notFound();
    }
    return BrivaAnswers.success(BrivaAnswers.key(settings.institutionCode(), brivaNo, custCode));
  }

  private VirtualAccount find(JsonNode parameters) {
    AccountFields fields = new AccountFields(parameters, settings);
    String brivaNo = fields.brivaNo();
    return accounts.find(brivaNo, fields.custCode()).orElseThrow(Accounts::notFound);
  }

  private static void works(String custCode, String code, String message) {
    if (custCode.startsWith(BrivaWords.FAILS)) {
      throw AccountFields.refusal(code, message);
    }
  }

  private static Refusal notFound() {
    return new Refusal(404, "14", "Data Customer Tidak Ditemukan");
  }

  // rulings 28: only the exact amount, only while it is unpaid
  Payment pay(String brivaNo, String custCode, BigDecimal amount, String channel) {
    LocalDateTime now = surroundings.now();
    VirtualAccount account =
        accounts
            .change(
                brivaNo,
                custCode,
                found -> {
                  demand(!found.paid(), "the account is paid already");
                  demand(!found.expiredDate().isBefore(now), "the account has expired");
                  demand(
                      found.amount().compareTo(amount) == 0,
                      "the amount has to be " + found.amount().toPlainString());
                  return found.withPaid(true, now);
                })
            .orElseThrow(() -> new IllegalStateException("there is no such account"));
    long number = paid.incrementAndGet();
    Payment payment =
        new Payment(
            brivaNo,
            custCode,
            account.nama(),
            account.keterangan(),
            account.amount(),
            now,
            Long.toString(surroundings.clock().millis()),
            settings.noRek(),
            String.format("21182%014d", number),
            channel);
    payments.add(payment);
    return payment;
  }

  private static void demand(boolean allowed, String otherwise) {
    if (!allowed) {
      throw new IllegalStateException(otherwise);
    }
  }
}
