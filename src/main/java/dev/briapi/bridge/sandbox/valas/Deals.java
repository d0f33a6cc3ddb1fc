package dev.briapi.bridge.sandbox.valas;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.Surroundings;

/**
 * The deals: those that nego continue made, and one for every code of a letter and seven digits,
 * made when it is first asked for: {@code O} is open, {@code E} expired, {@code U} used, {@code V}
 * for tomorrow's value date. Safe for use by several threads.
 */
public final class Deals {
  private static final Pattern SEEDED = Pattern.compile("[OEUV][0-9]{7}");
  private static final LocalTime CLOSING = LocalTime.of(23, 45);
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
  private static final BigDecimal RATE = new BigDecimal("14000.00");
  private static final BigDecimal AMOUNT = new BigDecimal("11.00");
  private static final long FIRST = 35_227_921; // as in the document's sample

  private final Map<String, Deal> deals = new LinkedHashMap<>();
  private final Surroundings surroundings;
  private final int most;
  private long made;

  Deals(Surroundings surroundings, int most) {
    this.surroundings = surroundings;
    this.most = most;
  }

  /**
   * Good until a quarter to midnight, or, for those who try it later than that, until the day ends.
   */
  private static LocalDateTime until(LocalDate day, LocalDateTime now) {
    return day.atTime(now.toLocalTime().isBefore(CLOSING) ? CLOSING : END_OF_DAY);
  }

  /** Agrees on a rate. */
  synchronized Deal make(
      String debitCurrency, String creditCurrency, BigDecimal amount, BigDecimal rate) {
    LocalDateTime now = surroundings.now();
    BigDecimal one = new BigDecimal("1.00");
    Deal deal =
        new Deal(
            "N" + (FIRST + made++),
            now,
            now.toLocalDate(),
            debitCurrency,
            creditCurrency,
            amount,
            Rates.exchange(amount, rate, one),
            rate,
            rate,
            one,
            until(now.toLocalDate(), now),
            false);
    return keep(deal);
  }

  private Deal keep(Deal deal) {
    deals.put(deal.number(), deal);
    if (deals.size() > most) {
      deals.remove(deals.keySet().iterator().next());
    }
    return deal;
  }

  /** The deal of a code. */
  public synchronized Optional<Deal> find(String code) {
    Deal known = deals.get(code);
    if (known != null || !SEEDED.matcher(code).matches()) {
      return Optional.ofNullable(known);
    }
    LocalDateTime now = surroundings.now();
    char kind = code.charAt(0);
    return Optional.of(
        keep(
            new Deal(
                code,
                now,
                now.toLocalDate().plusDays(kind == 'V' ? 1 : 0),
                "USD",
                "IDR",
                AMOUNT,
                Rates.exchange(AMOUNT, RATE, BigDecimal.ONE),
                RATE,
                RATE,
                new BigDecimal("1.00"),
                kind == 'E'
                    ? now.minusMinutes(1)
                    : until(now.toLocalDate().plusDays(kind == 'V' ? 1 : 0), now),
                kind == 'U')));
  }

  /** The deal of a code if it is good now. */
  synchronized Deal open(String code) {
    Deal deal = find(code).orElseThrow(() -> notPermitted(" Inquiry Delcode Failed."));
    LocalDateTime now = surroundings.now();
    if (deal.used()) {
      throw notPermitted("dealcode already used");
    }
    if (now.isAfter(deal.timeExpired())) {
      throw new Refusal(400, "4008222", "Dealcode Expired");
    }
    if (!deal.valueDate().equals(now.toLocalDate())) {
      throw notPermitted("value date does not match today’s date");
    }
    return deal;
  }

  private static Refusal notPermitted(String why) {
    return ValasAnswers.notPermitted(why);
  }

  synchronized void use(Deal deal) {
    keep(deal.asUsed());
  }

  /** All deals that anybody asked for. */
  public synchronized List<Deal> all() {
    return List.copyOf(deals.values());
  }

  synchronized void clear() {
    deals.clear();
  }
}
