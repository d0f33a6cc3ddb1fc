package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BodyFields;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** B, C, F, G, H, I, J and L of the document: all that moves no money. */
final class Inquiries {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private final ValasAccounts accounts;
  private final Deals deals;
  private final Underlyings underlyings;
  private final Transactions transactions;
  private final Exchanges exchanges;
  private final ValasSettings settings;
  private final Surroundings surroundings;

  Inquiries(
      ValasAccounts accounts,
      Deals deals,
      Underlyings underlyings,
      Transactions transactions,
      Exchanges exchanges,
      ValasSettings settings,
      Surroundings surroundings) {
    this.accounts = accounts;
    this.deals = deals;
    this.underlyings = underlyings;
    this.transactions = transactions;
    this.exchanges = exchanges;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  Answer negoInfo(JsonNode body) {
    Pair pair = pair(ValasAnswers.fields(ValasOperation.NEGO_INFO, body), Rates.List.NEGO);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("currencyPair", pair.dealt() + "-IDR");
    data.put("currency1", pair.dealt());
    data.put("currency2", "IDR");
    data.put("buy", pair.price().buy().toPlainString());
    data.put("sell", pair.price().sell().toPlainString());
    data.put("lastestUpdate", TIME.format(surroundings.now()));
    return ValasAnswers.success(data);
  }

  Answer counterInfo(JsonNode body) {
    Pair pair = pair(ValasAnswers.fields(ValasOperation.COUNTER_INFO, body), Rates.List.COUNTER);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("currency", pair.dealt());
    data.put("counterBuy", pair.price().buy().toPlainString());
    data.put("counterSell", pair.price().sell().toPlainString());
    data.put("LastestUpdate", TIME.format(surroundings.now()));
    return ValasAnswers.success(data);
  }

  private record Pair(String dealt, Rates.Price price) {}

  /** Every foreign currency against the rupiah. */
  private static Pair pair(BodyFields fields, Rates.List list) {
    String dealt = Exchanges.currency(fields, "dealtCurrency");
    String counter = Exchanges.currency(fields, "counterCurrency");
    if (dealt.equals("IDR") || !counter.equals("IDR")) {
      throw ValasAnswers.notPermitted("Currency Pair Not Found");
    }
    return new Pair(
        dealt,
        Rates.price(list, dealt)
            .orElseThrow(() -> ValasAnswers.notPermitted("Currency Pair Not Found")));
  }

  Answer rateProfile(JsonNode body) {
    String number = ValasAnswers.fields(ValasOperation.RATE_PROFILE, body).text("accountNo", 16);
    if (accounts.find(number).isEmpty()) {
      throw notFound();
    }
    List<Map<String, Object>> data =
        Rates.currencies().stream()
            .map(
                currency -> {
                  Rates.Price price = Rates.price(Rates.List.PROFILE, currency).orElseThrow();
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("bid", price.buy().stripTrailingZeros().toPlainString());
                  row.put("ask", price.sell().stripTrailingZeros().toPlainString());
                  row.put("currencyPair", currency + "-IDR");
                  return row;
                })
            .toList();
    return ValasAnswers.success(data);
  }

  private static Refusal notFound() {
    return new Refusal(404, "4048201", "Transaction Not Found");
  }

  Answer dealCode(JsonNode body) {
    Deal deal =
        deals.open(ValasAnswers.fields(ValasOperation.CHECK_DEAL_CODE, body).text("dealCode", 20));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("dealNumber", deal.number());
    data.put("dealDate", TIME.format(deal.dealDate()));
    data.put("valueDate", SECONDS.format(deal.valueDate().atStartOfDay()));
    data.put("debitCurrency", deal.debitCurrency());
    data.put("creditCurrency", deal.creditCurrency());
    data.put("debitAmount", ValasAnswers.money(deal.debitAmount()));
    data.put("creditAmount", ValasAnswers.money(deal.creditAmount()));
    data.put("dealRate", ValasAnswers.rate(deal.dealRate()));
    data.put("buyRate", ValasAnswers.rate(deal.buyRate()));
    data.put("sellRate", ValasAnswers.rate(deal.sellRate()));
    data.put("timeExpired", SECONDS.format(deal.timeExpired()));
    return ValasAnswers.success(data);
  }

  Answer continueNego(JsonNode body) {
    BodyFields fields = ValasAnswers.fields(ValasOperation.NEGO_CONTINUE, body);
    fields.digits("debitAccount", 16);
    fields.digits("creditAccount", 16);
    String debitCurrency = Exchanges.currency(fields, "debitCurrency");
    String creditCurrency = Exchanges.currency(fields, "creditCurrency");
    BigDecimal amount = fields.money("debitAmount");
    BigDecimal rate = fields.money("debitRate");
    for (String currency : List.of(debitCurrency, creditCurrency)) {
      if (Rates.price(Rates.List.NEGO, currency).isEmpty()) {
        throw new Refusal(400, "4008200", "Bad Request"); // the document has no better code here
      }
    }
    Deal deal = deals.make(debitCurrency, creditCurrency, amount, rate);
    return ValasAnswers.success("additionalInfo", Map.of("dealCode", deal.number()));
  }

  Answer transaction(JsonNode body) {
    BodyFields fields = ValasAnswers.fields(ValasOperation.INQUIRY_TRANSACTION, body);
    String partners = fields.optional("originalPartnerReferenceNo", 64);
    String own = fields.optional("originalReferenceNo", 64);
    // the document calls it mandatory, and in its error table expects one of two (rulings 20)
    if (own == null && (partners == null || settings.referenceRequired())) {
      throw ValasAnswers.missing("originalReferenceNo");
    }
    ValasAnswers.demand(surroundings, ValasOperation.INQUIRY_TRANSACTION, body);
    Optional<Transaction> found =
        partners == null ? transactions.findByReference(own) : transactions.find(partners);
    return found
        .filter(transaction -> own == null || transaction.referenceNo().equals(own))
        .map(ValasAnswers::found)
        .orElseThrow(Inquiries::notFound);
  }

  Answer limit(JsonNode body) {
    String account =
        ValasAnswers.fields(ValasOperation.INQUIRY_LIMIT, body).text("debitAccount", 16);
    if (accounts.find(account).isEmpty()) {
      throw new Refusal(404, "4048245", "debitAccount Not Found");
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("totalTransaction", exchanges.month(account)); // a number in the sample
    data.put("underlyingThreshold", settings.underlyingThreshold().toPlainString());
    data.put("underlyingFormulas", "PER_BULAN");
    return ValasAnswers.success(data);
  }

  Answer upload(JsonNode body) {
    BodyFields fields = ValasAnswers.fields(ValasOperation.UPLOAD_UNDERLYING, body);
    String name = fields.text("fileName", 255);
    String data = fields.text("fileData", Integer.MAX_VALUE);
    return ValasAnswers.success(
        Map.of("underlyingReference", underlyings.add(name, data).reference()));
  }
}
