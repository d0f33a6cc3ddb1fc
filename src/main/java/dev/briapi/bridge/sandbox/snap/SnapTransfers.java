package dev.briapi.bridge.sandbox.snap;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BodyFields;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.SandboxRequest;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** A and B of the document, and the status of a transfer (rulings 2). */
final class SnapTransfers {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final SnapAccounts accounts;
  private final TransferBook book;
  private final SnapSettings settings;
  private final Surroundings surroundings;

  SnapTransfers(
      SnapAccounts accounts, TransferBook book, SnapSettings settings, Surroundings surroundings) {
    this.accounts = accounts;
    this.book = book;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  private static BodyFields fields(JsonNode body, SnapRefusals refusals) {
    return new BodyFields(body, refusals::missing, refusals::malformed);
  }

  Answer inquire(JsonNode body) {
    SnapRefusals refusals = new SnapRefusals(SnapOperation.INQUIRE_ACCOUNT);
    BodyFields fields = fields(body, refusals);
    String bank = fields.digits("beneficiaryBankCode", 8);
    String account = fields.digits("beneficiaryAccountNo", 34);
    demandRules(SnapOperation.INQUIRE_ACCOUNT, body, refusals);
    Beneficiaries.demand(account, refusals);
    Map<String, Object> answer = success(SnapOperation.INQUIRE_ACCOUNT);
    answer.put("referenceNo", reference());
    answer.put("beneficiaryAccountName", Beneficiaries.NAME);
    answer.put("beneficiaryAccountNo", account);
    answer.put("beneficiaryBankCode", bank);
    answer.put("beneficiaryBankName", "Bank " + bank);
    answer.put("currency", "IDR");
    repeat(body, answer);
    return Answer.json(200, answer);
  }

  Answer transfer(SandboxRequest request, JsonNode body) {
    SnapRefusals refusals = new SnapRefusals(SnapOperation.TRANSFER);
    BodyFields fields = fields(body, refusals);
    String reference = fields.text("partnerReferenceNo", 64);
    BigDecimal amount = amount(fields, refusals);
    fields.text("beneficiaryAccountName", 100);
    String beneficiary = fields.digits("beneficiaryAccountNo", 34);
    fields.optional("beneficiaryAddress", 100);
    String bank = fields.digits("beneficiaryBankCode", 8);
    fields.optional("beneficiaryBankName", 50);
    fields.optional("beneficiaryEmail", 50);
    String customerReference = fields.optional("customerReference", 30);
    String source = fields.digits("sourceAccountNo", 19);
    String date = fields.text("transactionDate", 25);
    dated(date, refusals);
    demandRules(SnapOperation.TRANSFER, body, refusals);
    if (book.find(reference).isPresent()) {
      throw refusals.of(409, "01", "Conflict");
    }
    demand(source, amount, refusals);
    Beneficiaries.demand(beneficiary, refusals);
    Fate fate = Fate.in(reference + " " + customerReference);
    Instant now = surroundings.clock().instant();
    Transfer transfer =
        new Transfer(
            reference,
            reference(),
            request.header("x-external-id"),
            amount,
            source,
            beneficiary,
            bank,
            date,
            now,
            fate.first(),
            fate.end(),
            fate.first() == fate.end() ? now : now.plus(settings.settleAfter()));
    book.add(transfer);
    if (fate.end().paid()) {
      accounts.debit(source, amount);
    }
    return answer(fate, transfer, body, refusals);
  }

  private void demandRules(SnapOperation operation, JsonNode body, SnapRefusals refusals) {
    surroundings.demand(
        "snap",
        operation.id(),
        body,
        wrong ->
            wrong.rule().startsWith("is required")
                ? refusals.missing(wrong.field())
                : refusals.malformed(wrong.field()));
  }

  private static BigDecimal amount(BodyFields fields, SnapRefusals refusals) {
    BigDecimal amount = fields.money("amount.value");
    if (amount.scale() != 2) {
      throw refusals.malformed("amount.value"); // rulings 23: strings with two decimals
    }
    if (!fields.text("amount.currency", 3).equals("IDR")) {
      throw refusals.malformed("amount.currency");
    }
    if (amount.signum() == 0) {
      throw refusals.of(404, "13", "Invalid Amount");
    }
    return amount;
  }

  /** The table has a point in time, its example a day. */
  private static void dated(String text, SnapRefusals refusals) {
    try {
      if (text.length() == 10) {
        LocalDate.parse(text);
      } else {
        OffsetDateTime.parse(text);
      }
    } catch (DateTimeException e) {
      throw refusals.malformed("transactionDate");
    }
  }

  private void demand(String source, BigDecimal amount, SnapRefusals refusals) {
    SnapAccount account = accounts.find(source).orElseThrow(() -> Beneficiaries.invalid(refusals));
    if (!account.active()) {
      throw Beneficiaries.inactive(refusals);
    }
    if (amount.compareTo(settings.mostAmount()) > 0) {
      throw refusals.of(403, "02", "Exceeds Transaction Amount Limit");
    }
    if (account.balance().compareTo(amount) < 0) {
      throw refusals.of(403, "14", "Insufficient Funds");
    }
  }

  private Answer answer(Fate fate, Transfer transfer, JsonNode body, SnapRefusals refusals) {
    if (fate.http() == 403) {
      Refusal suspended = refusals.of(403, "16", "Suspend Transaction");
      return SnapRefusals.answer(suspended);
    }
    Map<String, Object> answer =
        fate.http() == 202
            ? SnapRefusals.body(SnapOperation.TRANSFER.code(202, "00"), "Request In Progress")
            : success(SnapOperation.TRANSFER);
    answer.put("referenceNo", transfer.referenceNo());
    answer.put("partnerReferenceNo", transfer.partnerReferenceNo());
    answer.put("amount", money(transfer));
    answer.put("beneficiaryAccountNo", transfer.beneficiaryAccountNo());
    answer.put("beneficiaryBankCode", transfer.beneficiaryBankCode());
    answer.put("sourceAccountNo", transfer.sourceAccountNo());
    if (fate == Fate.FAILED) {
      answer.put("transactionStatus", transfer.end().code()); // rulings 15
    }
    repeat(body, answer);
    return Answer.json(fate.http(), answer);
  }

  Answer status(JsonNode body) {
    SnapRefusals refusals = new SnapRefusals(SnapOperation.TRANSFER_STATUS);
    BodyFields fields = fields(body, refusals);
    String reference = fields.text("originalPartnerReferenceNo", 64);
    if (!fields.digits("serviceCode", 2).equals("18")) {
      throw refusals.malformed("serviceCode");
    }
    dated(fields.text("transactionDate", 25), refusals);
    demandRules(SnapOperation.TRANSFER_STATUS, body, refusals);
    Transfer transfer =
        book.find(reference).orElseThrow(() -> refusals.of(404, "01", "Transaction Not Found"));
    TransferStatus status = transfer.status(surroundings.clock().instant());
    Map<String, Object> answer = success(SnapOperation.TRANSFER_STATUS);
    answer.put("originalReferenceNo", transfer.referenceNo());
    answer.put("originalPartnerReferenceNo", transfer.partnerReferenceNo());
    answer.put("originalExternalId", transfer.externalId());
    answer.put("serviceCode", "18");
    answer.put("transactionDate", transfer.transactionDate());
    answer.put("amount", money(transfer));
    answer.put("beneficiaryAccountNo", transfer.beneficiaryAccountNo());
    answer.put("beneficiaryBankCode", transfer.beneficiaryBankCode());
    answer.put("sourceAccountNo", transfer.sourceAccountNo());
    answer.put("latestTransactionStatus", status.code());
    answer.put("transactionStatusDesc", status.description());
    repeat(body, answer);
    return Answer.json(200, answer);
  }

  private static Map<String, Object> success(SnapOperation operation) {
    return SnapRefusals.body(operation.code(200, "00"), "Successful");
  }

  private static void repeat(JsonNode body, Map<String, Object> answer) {
    if (body.path("additionalInfo").isObject()) {
      answer.put("additionalInfo", body.get("additionalInfo"));
    }
  }

  private static Map<String, Object> money(Transfer transfer) {
    Map<String, Object> money = new LinkedHashMap<>();
    money.put("currency", "IDR");
    money.put("value", transfer.amount().toPlainString());
    return money;
  }

  /** The WIB day and ten digits, as in the samples. */
  private String reference() {
    return surroundings.today().format(DAY) + String.format("%010d", book.nextNumber());
  }
}
