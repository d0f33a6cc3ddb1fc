package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What currencies are worth in rupiah. A pair is worth what selling the one and buying the other
 * costs: credit = debit x buy(debit currency) / sell(credit currency), cut to cents.
 */
final class Rates {
  private static final String IDR = "IDR";
  private static final int CENTS = 2;
  private static final Map<String, BigDecimal> MIDDLES = middles();

  /** A price list. */
  enum List {
    COUNTER("75.0000"),
    NEGO("10.0000"),
    PROFILE("25.0000");

    private final BigDecimal margin;

    List(String margin) {
      this.margin = new BigDecimal(margin);
    }
  }

  /** What BRI pays and takes for one unit of a currency. */
  record Price(BigDecimal buy, BigDecimal sell) {}

  private Rates() {}

  private static Map<String, BigDecimal> middles() {
    Map<String, BigDecimal> rates = new LinkedHashMap<>();
    rates.put("USD", new BigDecimal("15679.0000"));
    rates.put("EUR", new BigDecimal("17105.0000"));
    rates.put("SGD", new BigDecimal("11890.0000"));
    rates.put("JPY", new BigDecimal("126.9504"));
    rates.put("AUD", new BigDecimal("10698.2569"));
    return rates;
  }

  static Set<String> currencies() {
    return MIDDLES.keySet();
  }

  static Optional<Price> price(List list, String currency) {
    if (currency.equals(IDR)) {
      return Optional.of(new Price(new BigDecimal("1.00"), new BigDecimal("1.00")));
    }
    BigDecimal middle = MIDDLES.get(currency);
    if (middle == null) {
      return Optional.empty();
    }
    // a margin for a currency of thousands of rupiah would eat a yen up
    BigDecimal margin =
        middle.compareTo(new BigDecimal("1000")) < 0
            ? list.margin.movePointLeft(2).setScale(4, RoundingMode.HALF_UP)
            : list.margin;
    return Optional.of(new Price(middle.subtract(margin), middle.add(margin)));
  }

  static BigDecimal exchange(BigDecimal debit, BigDecimal buy, BigDecimal sell) {
    return debit.multiply(buy).divide(sell, CENTS, RoundingMode.DOWN);
  }

  /** What an amount is worth in US dollars, for limits. */
  static BigDecimal dollars(BigDecimal amount, String currency) {
    BigDecimal rupiah = currency.equals(IDR) ? amount : amount.multiply(MIDDLES.get(currency));
    return rupiah.divide(MIDDLES.get("USD"), CENTS, RoundingMode.HALF_UP);
  }
}
