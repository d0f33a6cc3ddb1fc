package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BodyFields;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** D, E and K of the document: the operations that move money. */
final class Exchanges {
  private static final int REMARK = 64; // rulings 21: 15 by the table, 64 in a sample

  private final ValasAccounts accounts;
  private final Deals deals;
  private final Underlyings underlyings;
  private final Transactions transactions;
  private final ValasSettings settings;
  private final Surroundings surroundings;

  Exchanges(
      ValasAccounts accounts,
      Deals deals,
      Underlyings underlyings,
      Transactions transactions,
      ValasSettings settings,
      Surroundings surroundings) {
    this.accounts = accounts;
    this.deals = deals;
    this.underlyings = underlyings;
    this.transactions = transactions;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  Answer nego(JsonNode body) {
    BodyFields fields = ValasAnswers.fields(ValasOperation.TRANSACTION_NEGO, body);
    String debit = fields.digits("debitAccount", 16);
    String credit = fields.digits("creditAccount", 16);
    String code = fields.text("dealCode", 20);
    String remark = fields.optional("remark", REMARK);
    String reference = fields.text("partnerReferenceNo", 64);
    String underlying = fields.optional("underlyingReference", 64);
    ValasAnswers.demand(surroundings, ValasOperation.TRANSACTION_NEGO, body);
    unique(reference);
    Deal deal = deals.open(code);
    Transaction transaction =
        carryOut(
            draft(
                ValasOperation.TRANSACTION_NEGO,
                reference,
                deal.number(),
                debit,
                credit,
                deal.debitCurrency(),
                deal.creditCurrency(),
                deal.debitAmount(),
                deal.buyRate(),
                deal.sellRate(),
                remark),
            underlying,
            true);
    deals.use(deal);
    return ValasAnswers.exchanged(transaction);
  }

  Answer counter(JsonNode body) {
    BodyFields fields = ValasAnswers.fields(ValasOperation.TRANSACTION_COUNTER, body);
    Order order = order(fields);
    String remark = fields.optional("remark", REMARK);
    if (body.has("creditAmount")) {
      throw ValasAnswers.notPermitted("Unused Parameter");
    }
    if (order.amount().compareTo(BigDecimal.ONE) < 0) {
      throw new Refusal(404, "4048213", "Invalid Amount");
    }
    ValasAnswers.demand(surroundings, ValasOperation.TRANSACTION_COUNTER, body);
    unique(order.reference());
    Rates.Price sold = price(Rates.List.COUNTER, order.debitCurrency());
    Rates.Price bought = price(Rates.List.COUNTER, order.creditCurrency());
    return ValasAnswers.exchanged(
        carryOut(
            draft(
                ValasOperation.TRANSACTION_COUNTER,
                order.reference(),
                null,
                order.debit(),
                order.credit(),
                order.debitCurrency(),
                order.creditCurrency(),
                order.amount(),
                sold.buy(),
                bought.sell(),
                remark),
            null,
            false));
  }

  Answer rateProfile(JsonNode body) {
    BodyFields fields = ValasAnswers.fields(ValasOperation.NEGO_RATE_PROFILE, body);
    Order order = order(fields);
    String remark = fields.optional("remark", REMARK);
    String underlying = fields.optional("underlyingReference", 64);
    BigDecimal wanted = fields.has("debitRate") ? fields.money("debitRate") : null;
    ValasAnswers.demand(surroundings, ValasOperation.NEGO_RATE_PROFILE, body);
    unique(order.reference());
    Rates.Price sold = price(Rates.List.PROFILE, order.debitCurrency());
    Rates.Price bought = price(Rates.List.PROFILE, order.creditCurrency());
    return ValasAnswers.exchanged(
        carryOut(
            draft(
                ValasOperation.NEGO_RATE_PROFILE,
                order.reference(),
                null,
                order.debit(),
                order.credit(),
                order.debitCurrency(),
                order.creditCurrency(),
                order.amount(),
                wanted == null ? sold.buy() : wanted,
                wanted == null ? bought.sell() : new BigDecimal("1.00"),
                remark),
            underlying,
            true));
  }

  private record Order(
      String reference,
      String debit,
      String credit,
      String debitCurrency,
      String creditCurrency,
      BigDecimal amount) {}

  private static Order order(BodyFields fields) {
    return new Order(
        fields.text("partnerReferenceNo", 64),
        fields.digits("debitAccount", 16),
        fields.digits("creditAccount", 16),
        currency(fields, "debitCurrency"),
        currency(fields, "creditCurrency"),
        fields.money("debitAmount"));
  }

  static String currency(BodyFields fields, String name) {
    String currency = fields.text(name, 3);
    if (!currency.matches("[A-Z]{3}")) {
      throw ValasAnswers.malformed(name);
    }
    return currency;
  }

  private static Rates.Price price(Rates.List list, String currency) {
    return Rates.price(list, currency)
        .orElseThrow(() -> ValasAnswers.notPermitted("Transaction is not supported"));
  }

  private void unique(String reference) {
    if (transactions.find(reference).isPresent()) {
      throw new Refusal(409, "4098201", "Duplicate partnerReferenceNo");
    }
  }

  private Transaction draft(
      ValasOperation operation,
      String reference,
      String dealCode,
      String debit,
      String credit,
      String debitCurrency,
      String creditCurrency,
      BigDecimal amount,
      BigDecimal buy,
      BigDecimal sell,
      String remark) {
    if (debitCurrency.equals(creditCurrency)) {
      throw ValasAnswers.notPermitted("Transaction is not supported");
    }
    return new Transaction(
        null,
        reference,
        operation.id(),
        dealCode,
        debit,
        credit,
        debitCurrency,
        creditCurrency,
        amount,
        Rates.exchange(amount, buy, sell),
        buy,
        sell,
        remark,
        surroundings.today(),
        "00",
        "Transaction approved");
  }

  private Transaction carryOut(Transaction draft, String underlying, boolean mayHaveUnderlying) {
    ValasAccount from =
        accounts
            .find(draft.debitAccount())
            .orElseThrow(() -> new Refusal(404, "4048245", "debitAccount Not Found"));
    ValasAccount to =
        accounts
            .find(draft.creditAccount())
            .orElseThrow(() -> new Refusal(404, "4048211", "Invalid Account"));
    usable(from);
    usable(to);
    if (!from.balances().containsKey(draft.debitCurrency())
        || !to.balances().containsKey(draft.creditCurrency())) {
      throw ValasAnswers.notPermitted(" Currency discrepency");
    }
    boolean needed = limits(draft, underlying, mayHaveUnderlying);
    if (from.balances().get(draft.debitCurrency()).compareTo(draft.debitAmount()) < 0) {
      throw new Refusal(403, "4038214", "Insufficient Funds");
    }
    if (needed) {
      underlyings.use(underlying);
    }
    accounts.move(draft);
    return transactions.add(draft);
  }

  private static void usable(ValasAccount account) {
    switch (account.state()) {
      case DORMANT -> throw new Refusal(403, "4038209", "Dormant Account");
      case INACTIVE -> throw new Refusal(403, "4038218", "Inactive Account");
      case ACTIVE -> {}
    }
  }

  /** Whether the exchange needs its underlying; refuses one that is over a limit. */
  private boolean limits(Transaction draft, String underlying, boolean mayHaveUnderlying) {
    LocalDate today = draft.day();
    BigDecimal worth = Rates.dollars(draft.debitAmount(), draft.debitCurrency());
    BigDecimal day =
        transactions.dollars(
            one -> one.debitAccount().equals(draft.debitAccount()) && one.day().equals(today));
    if (day.add(worth).compareTo(settings.dailyLimit()) > 0) {
      throw new Refusal(400, "4008224", "Transaction Over Limit");
    }
    if (month(draft.debitAccount()).add(worth).compareTo(settings.underlyingThreshold()) <= 0) {
      return false;
    }
    if (!mayHaveUnderlying) {
      throw new Refusal(400, "4008224", "Transaction Over Limit");
    }
    if (underlying == null) {
      throw new Refusal(403, "4038206", "Feature Not Allowed At This Time. Must Upload Underlying");
    }
    underlyings.demand(underlying);
    return true;
  }

  /** What an account exchanged in this month, in US dollars. */
  BigDecimal month(String debitAccount) {
    YearMonth month = YearMonth.from(surroundings.today());
    return transactions.dollars(
        one -> one.debitAccount().equals(debitAccount) && YearMonth.from(one.day()).equals(month));
  }
}
