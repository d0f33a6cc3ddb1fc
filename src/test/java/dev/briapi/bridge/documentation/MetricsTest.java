package dev.briapi.bridge.documentation;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.flow.DropBox;
import dev.briapi.bridge.flow.SandboxEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class MetricsTest {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (bridge_\\w+) (\\w+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  DropBox drop;

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics;

  @Test
  void thePageHasEveryMetricOfOursWithItsLabelsAndNoOther() {
    drop.drop(
        "metrics.csv",
        """
        AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate
        BRIAPI01,BRIAPI02,AR,METRICS-1,IDR,1000.00,Counted,DF,2026-11-20,2026-11-23,2027-01-20
        """);
    drop.completed("metrics.csv");

    Markdown page = Markdown.page("observability.md");
    Map<String, String> documented = new TreeMap<>();
    for (var row : page.table("metric", "kind", "labels", "unit", "meaning")) {
      documented.put(Markdown.plain(row.get(0)), row.get(1) + " " + Markdown.plain(row.get(2)));
      unitFits(Markdown.plain(row.get(0)), row.get(3));
    }
    for (var row : page.table("metric", "labels", "unit", "what is measured")) {
      documented.put(Markdown.plain(row.get(0)), "gauge " + Markdown.plain(row.get(1)));
      unitFits(Markdown.plain(row.get(0)), row.get(2));
    }
    String text = given().get(metrics).asString();
    Map<String, String> seen = seen(text);
    // those come and go with what there is to reconcile, and have their own page
    Markdown.page("reconciliation.md").words("metric", "meaning").stream()
        .map(metric -> metric.replaceFirst("\\{.*", ""))
        .forEach(seen::remove);
    assertThat(documented).isEqualTo(seen);
    for (String metric : page.words("metric of the pool", "meaning")) {
      assertThat(text).contains("\n" + metric + "{datasource=\"default\"");
    }
  }

  /** Prometheus has the unit of time in the name. */
  private static void unitFits(String metric, String unit) {
    assertThat(metric.endsWith("_seconds")).as(metric).isEqualTo(unit.equals("seconds"));
  }

  /** Kind and labels of what Prometheus sees. */
  private static Map<String, String> seen(String text) {
    Map<String, String> seen = new TreeMap<>();
    TYPE.matcher(text)
        .results()
        .forEach(
            type -> {
              String name = type.group(1);
              boolean total = type.group(2).equals("counter") && !name.endsWith("_total");
              seen.put(total ? name + "_total" : name, type.group(2) + " " + labels(text, name));
            });
    // the largest value comes with every histogram
    seen.keySet()
        .removeIf(
            name -> seen.containsKey(name.replaceFirst("_max$", "")) && name.endsWith("_max"));
    return seen;
  }

  private static String labels(String text, String name) {
    TreeSet<String> labels = new TreeSet<>();
    Pattern.compile("(?m)^" + name + "(?:_bucket|_count|_sum|_total)?\\{([^}]*)}")
        .matcher(text)
        .results()
        .forEach(
            line ->
                LABEL
                    .matcher(line.group(1))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !label.equals("le"))
                    .forEach(labels::add));
    return String.join(", ", labels);
  }
}
