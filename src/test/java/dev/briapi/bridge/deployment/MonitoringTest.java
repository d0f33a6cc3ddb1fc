package dev.briapi.bridge.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.documentation.Markdown;

import static org.assertj.core.api.Assertions.assertThat;

class MonitoringTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$labels\\.(\\w+)");
  private static final String RUNBOOK = "src/site/markdown/runbook.md#";

  private final Monitoring monitoring = new Monitoring();

  @Test
  void prometheusFindsTheBridgeOfProduction() throws IOException {
    ServiceMonitor monitor = monitoring.overlay().one(ServiceMonitor.class);
    Service service = Overlay.of("overlays/production").one(Service.class);
    assertThat(monitor.getMetadata().getNamespace())
        .isEqualTo(service.getMetadata().getNamespace());
    assertThat(monitor.getSpec().getSelector().getMatchLabels()).isNotEmpty();
    assertThat(service.getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
    Endpoint endpoint = monitor.getSpec().getEndpoints().get(0);
    assertThat(service.getSpec().getPorts())
        .extracting(ServicePort::getName)
        .contains(endpoint.getPort());
    Properties application = new Properties();
    try (InputStream in =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      application.load(in);
    }
    assertThat(endpoint.getPath())
        .isEqualTo(application.getProperty("quarkus.micrometer.export.prometheus.path"));
  }

  @Test
  void everyAlertHasASectionOfItsNameInTheRunbookAndTheRunbookHasNoOther() {
    Markdown runbook = Markdown.page("runbook.md");
    List<String> alerts = monitoring.alerts().stream().map(Rule::getAlert).toList();
    assertThat(alerts).doesNotHaveDuplicates();
    for (Rule alert : monitoring.alerts()) {
      assertThat(alert.getAnnotations())
          .containsKeys("summary", "description")
          .containsEntry("runbook", RUNBOOK + alert.getAlert().toLowerCase(Locale.ROOT));
    }
    assertThat(runbook.sections().keySet().stream().filter(name -> name.matches("Bridge[A-Z]\\w+")))
        .containsExactlyElementsOf(alerts);
    assertThat(runbook.sections().values().stream().skip(1))
        .allSatisfy(section -> assertThat(section).isNotBlank());
  }

  @Test
  void theRunbookAnswersEveryQuestion() {
    assertThat(Markdown.page("runbook.md").sections())
        .containsKeys(
            "A batch is stuck",
            "A transfer is pending",
            "A dead letter",
            "A difference",
            "A rejected file",
            "No token",
            "Rotating a secret or a key",
            "Restoring a backup",
            "Replaying a day");
  }

  @Test
  void everyAlertSaysHowUrgentItIsAndSpeaksOfLabelsThatItHas() {
    for (Rule alert : monitoring.alerts()) {
      assertThat(alert.getLabels().get("severity"))
          .as(alert.getAlert())
          .isIn("critical", "warning", "info");
      PromQl expression = PromQl.of(alert.getExpr().getValue().toString());
      Set<String> labels = new HashSet<>(expression.grouping());
      if (expression.metrics().equals(Set.of("up"))) {
        labels.add("pod");
      }
      assertThat(labels)
          .as(alert.getAlert())
          .containsAll(
              VARIABLE
                  .matcher(String.join(" ", alert.getAnnotations().values()))
                  .results()
                  .map(variable -> variable.group(1))
                  .toList());
    }
  }

  @Test
  void theDashboardAsksItsFourQuestionsInThisOrder() {
    List<String> rows = new ArrayList<>();
    for (JsonNode panel : monitoring.dashboard().path("panels")) {
      if (panel.path("type").asText().equals("row")) {
        rows.add(panel.path("title").asText());
      }
    }
    assertThat(rows)
        .containsExactly(
            "Is money moving?", "Is anything stuck?", "Is the bank well?", "Are we well?");
  }

  @Test
  void everyPanelSaysWhatItShowsAndStandsBesideTheOthers() {
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : monitoring.dashboard().path("panels")) {
      String title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          int column = place.path("x").asInt() + x;
          assertThat(column).as(title).isLessThan(24);
          assertThat(taken.add(column + "," + (place.path("y").asInt() + y))).as(title).isTrue();
        }
      }
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("description").asText()).as(title).isNotBlank();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      }
    }
    assertThat(monitoring.dashboard().at("/templating/list/0/name").asText())
        .isEqualTo("datasource");
  }

  @Test
  void anExpressionIsTakenApart() {
    PromQl read =
        PromQl.of(
            """
            histogram_quantile(0.95, sum by (product, le) (rate(a_bucket{x="1", y=~"2|3"}[$__rate_interval])))
              unless on () (max(b offset 1h) > 1e3 or vector(0))
            """);
    assertThat(read)
        .isEqualTo(
            new PromQl(
                Set.of("a_bucket", "b"),
                Set.of("a_bucket.x=1", "a_bucket.y=2", "a_bucket.y=3"),
                Set.of("product", "le")));
    assertThat(Map.of("d", PromQl.of("c")).get("d").metrics()).containsExactly("c");
  }
}
