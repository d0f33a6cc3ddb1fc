package dev.briapi.bridge.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.platform.Products;

/** What an alarm or a dashboard wants to know; every replica says the same. */
@Named("reconciliationMetrics")
@Singleton
public class ReconciliationMetrics {
  /** Those of which something is read back from the bank. */
  private static final List<String> RECONCILED = List.of("briva", "cbm");

  private final JdbcClient database;
  private final String[] products;
  private final MultiGauge open;
  private final MultiGauge payments;
  private final MultiGauge amounts;
  private final MultiGauge ages;

  @Inject
  ReconciliationMetrics(JdbcClient database, Products products, MeterRegistry registry) {
    this.database = database;
    // the last run of one that was switched off only grows older
    this.products = RECONCILED.stream().filter(products::on).toArray(String[]::new);
    this.open =
        MultiGauge.builder("bridge.differences.open")
            .description("Open differences by kind")
            .register(registry);
    this.payments =
        MultiGauge.builder("bridge.payments.day")
            .description("Payments of today, in WIB, that BRI has reported, by number")
            .register(registry);
    this.amounts =
        MultiGauge.builder("bridge.payments.day.amount")
            .description("Their sum in rupiah; exact only as far as a metric can be")
            .register(registry);
    this.ages =
        MultiGauge.builder("bridge.reconciliation.age")
            .baseUnit("seconds")
            .description("How long ago the last run of a product ended well")
            .register(registry);
  }

  /** The registry outlives an application that is started again in the same process. */
  @PreDestroy
  void leave() {
    List.of(open, payments, amounts, ages).forEach(gauges -> gauges.register(List.of(), true));
  }

  /** Reads them anew; what it costs does not grow with what has happened. */
  public void refresh() {
    open.register(
        rows(
            """
            select kind as tag, count(d.id) as value from unnest(array[
              'unknown-account', 'amount-mismatch', 'not-notified', 'not-reported', 'duplicate-payment', 'status-mismatch',
              'invoice-drift', 'invoice-missing', 'overdue']) as known (kind)
            left join (select kind, id from difference where state = 'open') d using (kind) group by kind
            """,
            "kind",
            Map.of()),
        true);
    ages.register(
        rows(
            """
            select tag, extract(epoch from now() - good) as value from (
              select tag, (select max(finished_at) from reconciliation where product = tag and error is null) as good
              from unnest(:products::text[]) tag) product where good is not null
            """,
            "product",
            Map.of("products", products)),
        true);
    String today =
        "select briva_no as tag, %s as value from payment_day where day = wib_day(now())";
    payments.register(rows(today.formatted("payments"), "briva_no", Map.of()), true);
    amounts.register(rows(today.formatted("amount"), "briva_no", Map.of()), true);
  }

  private List<MultiGauge.Row<?>> rows(String sql, String tag, Map<String, ?> parameters) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    database
        .sql(sql)
        .params(parameters)
        .query(
            (row, n) ->
                MultiGauge.Row.of(
                    Tags.of(tag, row.getString("tag")), (Number) value(row.getBigDecimal("value"))))
        .list()
        .forEach(rows::add);
    return rows;
  }

  private static BigDecimal value(BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }
}
