package dev.briapi.bridge.deployment;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.documentation.Markdown;
import dev.briapi.bridge.flow.DropBox;
import dev.briapi.bridge.flow.SandboxEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(SandboxEnvironment.class)
class MonitoredMetricsTest {
  /** Metrics of Prometheus itself and of the nodes, with the labels that are used of them. */
  private static final Map<String, Set<String>> OF_OTHERS =
      Map.of(
          "up", Set.of("job"),
          "kubelet_volume_stats_available_bytes", Set.of("persistentvolumeclaim"),
          "kubelet_volume_stats_capacity_bytes", Set.of("persistentvolumeclaim"));

  /** What Prometheus adds to everything that it reads; what was there by that name is renamed. */
  private static final Map<String, String> OF_PROMETHEUS = Map.of("exported_job", "job");

  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]\\w*)(?:\\{(.*)})? [^ ]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  DropBox drop;

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics;

  @Test
  void alertsAndDashboardReferToMetricsAndLabelsThatThereAre() {
    drop.drop(
        "monitored.csv",
        """
        AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate
        BRIAPI01,BRIAPI02,AR,MONITORED-1,IDR,1000.00,Counted,DF,2026-11-20,2026-11-23,2027-01-20
        """);
    drop.completed("monitored.csv");
    given().get("/api/batches");
    Map<String, Set<String>> there =
        await("a request that was counted")
            .atMost(DropBox.PATIENCE)
            .until(
                this::there, metrics -> metrics.containsKey("http_server_requests_seconds_count"));
    Set<String> values = values();

    new Monitoring()
        .expressions()
        .forEach(
            (where, expression) -> {
              assertThat(there.keySet()).as(where).containsAll(expression.metrics());
              Set<String> labels = new HashSet<>(Set.of("pod", "le"));
              expression.metrics().forEach(metric -> labels.addAll(there.get(metric)));
              assertThat(expression.grouping())
                  .as(where)
                  .allMatch(label -> labels.contains(OF_PROMETHEUS.getOrDefault(label, label)));
              for (String matcher : expression.matchers()) {
                String[] parts = matcher.split("[.=]", 3);
                assertThat(there.get(parts[0])).as(where).contains(parts[1]);
                if (parts[0].startsWith("bridge_")) {
                  assertThat(values).as(where).contains(parts[2]);
                }
              }
            });
  }

  /** The metrics that the application has, those that come and go included, with their labels. */
  private Map<String, Set<String>> there() {
    Map<String, Set<String>> there = new HashMap<>(OF_OTHERS);
    Matcher sample = SAMPLE.matcher(given().get(metrics).asString());
    while (sample.find()) {
      Set<String> labels = there.computeIfAbsent(sample.group(1), name -> new HashSet<>());
      if (sample.group(2) != null) {
        LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
    }
    for (String metric : Markdown.page("reconciliation.md").words("metric", "meaning")) {
      String[] parts = metric.split("[{}]");
      there.put(parts[0], Set.of(parts[1].split(", ?")));
    }
    return there;
  }

  /** Words of ours that a label may have as its value: the documentation has them all. */
  private static Set<String> values() {
    Set<String> values = new HashSet<>();
    for (Markdown page : Markdown.all()) {
      QUOTED.matcher(page.text()).results().forEach(word -> values.add(word.group(1)));
    }
    return values;
  }
}
