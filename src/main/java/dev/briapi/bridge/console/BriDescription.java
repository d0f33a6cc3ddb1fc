package dev.briapi.bridge.console;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.bank.contract.Parameter;

/**
 * Publishes what is under {@code /bri}: every operation of the contracts with BRI's samples, and
 * what the front door answers besides.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class BriDescription implements OASFilter {
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "cbm", "Corporate Billing Management: invoices and their financing.",
          "briva", "BRI virtual accounts.",
          "valas", "Foreign exchange.",
          "snap", "Transfers to other banks by the national standard.");
  private static final Set<String> IN_ADDRESS = Set.of("path", "query");
  private static final String PROBLEM = "application/problem+json";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, ObjectNode> paths = new LinkedHashMap<>();
    Map<String, List<Operation>> together =
        new Contracts()
            .operations().stream()
                .collect(
                    Collectors.groupingBy(
                        operation -> operation.method() + " " + operation.pathTemplate(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    together
        .values()
        .forEach(
            same ->
                paths
                    .computeIfAbsent("/bri" + same.get(0).pathTemplate(), path -> object())
                    .set(same.get(0).method().toLowerCase(Locale.ROOT), described(same)));
    parse(paths)
        .getPaths()
        .getPathItems()
        .forEach((path, item) -> document.getPaths().addPathItem(path, item));
    PRODUCTS.keySet().stream()
        .sorted()
        .forEach(
            product ->
                document.addTag(
                    OASFactory.createTag().name(product).description(PRODUCTS.get(product))));
  }

  private static OpenAPI parse(Map<String, ObjectNode> paths) {
    ObjectNode document = object().put("openapi", "3.1.0");
    document.putObject("info").put("title", "BRIAPI").put("version", "1");
    document.putObject("paths").setAll(paths);
    byte[] text = document.toString().getBytes(StandardCharsets.UTF_8);
    return SmallRyeOpenAPI.builder()
        .enableModelReader(false)
        .enableStandardStaticFiles(false)
        .enableStandardFilter(false)
        .enableAnnotationScan(false)
        .withCustomStaticFile(() -> new java.io.ByteArrayInputStream(text))
        .build()
        .model();
  }

  /** One operation; or several that share method and path and differ by their query. */
  private static ObjectNode described(List<Operation> same) {
    Operation first = same.get(0);
    ObjectNode described = object();
    described.putArray("tags").add(first.product());
    described.put("operationId", joined(same, op -> op.product() + "-" + op.id(), "-or-"));
    described.put("summary", joined(same, Operation::summary, " / "));
    described.put(
        "description",
        joined(same, op -> op.document().path("description").asText(), "\n\n") + key(first));
    described.putArray("security").addObject().putArray(ApiDescription.KEY);
    parameters(described, same);
    body(described, same);
    answers(described.putObject("responses"), same);
    return described;
  }

  private static String joined(
      List<Operation> same, java.util.function.Function<Operation, String> part, String between) {
    return same.stream()
        .map(part)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(between));
  }

  private static String key(Operation operation) {
    return operation.naturalKey().isEmpty()
        ? ""
        : "\n\nA repetition of the same "
            + String.join(", ", operation.naturalKey())
            + " gets the stored answer.";
  }

  private static void parameters(ObjectNode described, List<Operation> same) {
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    for (Operation operation : same) {
      for (JsonNode parameter : operation.document().path("parameters")) {
        if (IN_ADDRESS.contains(parameter.path("in").asText())) {
          ObjectNode known =
              found.computeIfAbsent(
                  parameter.path("name").asText(), name -> (ObjectNode) plain(parameter));
          known.put("required", requiredByAll(same, parameter.path("name").asText()));
        }
      }
    }
    ArrayNode parameters = described.putArray("parameters");
    found.values().forEach(parameters::add);
    if (!same.get(0).method().equals("GET")) {
      ObjectNode key = parameters.addObject();
      key.put("name", "Idempotency-Key").put("in", "header").put("required", false);
      key.put(
          "description",
          "The caller's own key of this request: the same again gets the stored answer. "
              + "A new one lets what BRI refused be tried again.");
      key.putObject("schema").put("type", "string").put("maxLength", 255);
    }
  }

  private static boolean requiredByAll(List<Operation> same, String name) {
    return same.stream()
        .allMatch(
            operation ->
                operation.parameters().stream()
                    .filter(Parameter::required)
                    .anyMatch(parameter -> parameter.name().equals(name)));
  }

  private static void body(ObjectNode described, List<Operation> same) {
    // what differs by its query is read, and has no body
    if (same.get(0).hasBody()) {
      described.set("requestBody", plain(same.get(0).document().path("requestBody")));
    }
  }

  /** What the bank answers when it does it, and what the front door makes of everything else. */
  private static void answers(ObjectNode responses, List<Operation> same) {
    JsonNode done = plain(same.get(0).document().path("responses").path("200"));
    responses.set("200", done.isObject() ? done : text("BRI did it. The answer is BRI's own."));
    responses.set("202", pending());
    responses.set(
        "400",
        text(
            "The request does not fit the contract (`errors` says why, and nothing was sent), or BRI refused it with this status."));
    refer(responses, "401", "Unauthorized");
    refer(responses, "403", "Forbidden");
    responses.set("409", problem("The same key was used with another content; nothing was sent."));
    responses.set(
        "4XX",
        text(
            "BRI refused it; the answer is BRI's own, and `Bridge-Reason` says why in a stable word."));
    responses.set(
        "422", text("BRI refused it with a status that is no refusal, or later, by inquiry."));
    responses.set(
        "503", problem("BRI has not processed it, and it is not sent unless it is repeated."));
  }

  private static ObjectNode pending() {
    ObjectNode pending = text("Whether BRI did it is not known yet: ask at `Location`.");
    pending
        .putObject("content")
        .putObject("application/json")
        .putObject("example")
        .put("requestId", "0f6d9f0e-1e5c-4a5e-9a43-3c0d3f0b7a11")
        .put("outcome", "pending")
        .put("reason", "no-answer")
        .put("product", "cbm")
        .put("operation", "create-invoice");
    pending
        .putObject("headers")
        .putObject("Location")
        .put("description", "Where to ask what became of it.")
        .putObject("schema")
        .put("type", "string");
    return pending;
  }

  private static ObjectNode problem(String description) {
    ObjectNode problem = text(description);
    problem
        .putObject("content")
        .putObject(PROBLEM)
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    return problem;
  }

  private static void refer(ObjectNode responses, String status, String name) {
    responses.putObject(status).put("$ref", "#/components/responses/" + name);
  }

  private static ObjectNode text(String description) {
    return object().put("description", description);
  }

  /** Without our extensions, which are for the bridge itself. */
  private static JsonNode plain(JsonNode node) {
    if (node.isObject()) {
      ObjectNode plain = object();
      node.properties().stream()
          .filter(field -> !field.getKey().startsWith("x-"))
          .forEach(field -> plain.set(field.getKey(), plain(field.getValue())));
      return plain;
    }
    if (node.isArray()) {
      ArrayNode plain = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    return node;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
