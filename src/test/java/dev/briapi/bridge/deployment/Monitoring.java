package dev.briapi.bridge.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;

/** Alerts and dashboard. */
final class Monitoring {
  private final Overlay overlay = Overlay.of("monitoring");

  Overlay overlay() {
    return overlay;
  }

  List<Rule> alerts() {
    return overlay.one(PrometheusRule.class).getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .toList();
  }

  JsonNode dashboard() {
    try {
      return new ObjectMapper()
          .readTree(overlay.one(ConfigMap.class).getData().get("briapi-bridge.json"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All expressions, by where they are. */
  Map<String, PromQl> expressions() {
    Map<String, PromQl> expressions = new LinkedHashMap<>();
    alerts()
        .forEach(
            alert ->
                expressions.put(
                    alert.getAlert(), PromQl.of(alert.getExpr().getValue().toString())));
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        expressions.put(
            panel.path("title").asText() + " " + target.path("refId").asText(),
            PromQl.of(target.path("expr").asText()));
      }
    }
    return expressions;
  }
}
