package dev.briapi.bridge.bank.contract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An operation as its document has it, and how to read that.
 *
 * @param product the document's product
 * @param contract the whole document
 * @param path the path, its fragment cut off
 * @param method the HTTP method, in capitals
 * @param document the operation, references resolved
 * @param gateway the rules of the gateway
 * @param others finds the operations that an inquiry may use
 */
record OperationSource(
    String product,
    JsonNode contract,
    String path,
    String method,
    JsonNode document,
    List<CodeRule> gateway,
    Function<String, Operation> others) {

  Effect effect() {
    return Effect.valueOf(Values.upper(document.required("x-effect")));
  }

  SignatureScheme signature() {
    JsonNode own = document.path("x-signature");
    return SignatureScheme.valueOf(
        Values.upper(own.isMissingNode() ? contract.required("x-signature") : own));
  }

  List<String> naturalKey() {
    return texts(document.path("x-natural-key"));
  }

  /** What the only media type of the body is; of an operation without one, JSON. */
  String mediaType() {
    Iterator<String> types = document.path("requestBody").path("content").fieldNames();
    return types.hasNext() ? types.next() : "application/json";
  }

  JsonNode bodySchema() {
    JsonNode content = document.path("requestBody").path("content").path(mediaType());
    return content.has("x-form") ? content.path("x-form") : content.path("schema");
  }

  /** What a status in the answer says beside its code; null where it has none. */
  ResultTable result() {
    JsonNode result = document.path("x-result");
    return result.isMissingNode() ? null : ResultTable.of(result);
  }

  List<Field> fields() {
    JsonNode schema = bodySchema();
    List<String> required = texts(schema.path("required"));
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode field = property.getValue();
      JsonNode type = field.path("type");
      fields.add(
          new Field(
              property.getKey(),
              texts(field.path("x-aliases")),
              type.isArray() ? type.path(0).asText() : type.asText(),
              field.path("description").asText(),
              required.contains(property.getKey()),
              field.path("x-account-number").asBoolean(),
              field.path("x-attachment").asBoolean()));
    }
    return List.copyOf(fields);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : document.path("parameters")) {
      String in = parameter.path("in").asText();
      if (in.equals("path") || in.equals("query")) {
        parameters.add(
            new Parameter(
                parameter.path("name").asText(),
                in.equals("path"),
                in.equals("path") || parameter.path("required").asBoolean()));
      }
    }
    return List.copyOf(parameters);
  }

  /** The parameters as one object, so that the same checker serves. */
  JsonNode parameterSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").put("additionalProperties", false);
    schema.putObject("x-rules").put("additionalProperties", "is not a parameter of this operation");
    ArrayNode required = schema.putArray("required");
    ObjectNode wordings = (ObjectNode) schema.get("x-rules");
    for (Map.Entry<String, JsonNode> rule : document.path("x-parameters").properties()) {
      if (rule.getKey().equals("x-rules")) {
        wordings.setAll((ObjectNode) rule.getValue());
      } else {
        schema.set(rule.getKey(), rule.getValue());
      }
    }
    ObjectNode properties = schema.putObject("properties");
    for (JsonNode parameter : document.path("parameters")) {
      String name = parameter.path("name").asText();
      String in = parameter.path("in").asText();
      if (in.equals("path") || in.equals("query")) {
        properties.set(name, parameter.path("schema"));
        if (in.equals("path") || parameter.path("required").asBoolean()) {
          required.add(name);
        }
      }
    }
    return schema;
  }

  /** Names and aliases of all that is marked as an account number in body and parameters. */
  Set<String> accounts() {
    Set<String> names = new LinkedHashSet<>();
    for (Field field : fields()) {
      if (field.account()) {
        names.add(field.name());
        names.addAll(field.aliases());
      }
    }
    for (JsonNode parameter : document.path("parameters")) {
      if (parameter.path("schema").path("x-account-number").asBoolean()) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  Classifier classifier() {
    return new Classifier(
        codes(document.path("x-codes")), codes(contract.path("x-codes")), gateway);
  }

  private List<CodeRule> codes(JsonNode table) {
    return CodeTable.read(
        table,
        contract.path("x-statuses"),
        contract.path("x-messages"),
        texts(document.path("x-service-codes")),
        contract.path("x-answer-flag").asBoolean());
  }

  Inquiry inquiry() {
    JsonNode inquiry = document.path("x-inquiry");
    if (inquiry.isMissingNode()) {
      return null;
    }
    List<Inquiry.Identity> identity = new ArrayList<>();
    map(inquiry.path("identity"))
        .forEach((field, sent) -> identity.add(new Inquiry.Identity(field, sent, false)));
    map(inquiry.path("identity-if-there"))
        .forEach((field, sent) -> identity.add(new Inquiry.Identity(field, sent, true)));
    List<Agreement> agreements = new ArrayList<>();
    inquiry.path("agree").forEach(agreement -> agreements.add(Agreement.of(agreement)));
    List<Inquiry.Slot> body = new ArrayList<>();
    for (JsonNode slot : inquiry.path("body")) {
      body.add(
          new Inquiry.Slot(
              slot.required("to").textValue(),
              text(slot, "from"),
              text(slot, "value"),
              slot.path("optional").asBoolean()));
    }
    JsonNode otherwise = inquiry.path("disagreement");
    return new Inquiry(
        others.apply(inquiry.required("operation").textValue()),
        new Inquiry.Asked(map(inquiry.path("parameters")), List.copyOf(body)),
        List.copyOf(identity),
        List.copyOf(agreements),
        otherwise.isMissingNode()
            ? Inquiry.Disagreement.DIFFERENT
            : Inquiry.Disagreement.valueOf(Values.upper(otherwise)),
        Set.copyOf(texts(inquiry.required("absent"))),
        Absence.valueOf(Values.upper(inquiry.required("absence"))),
        new Inquiry.Where(
            text(inquiry, "data"),
            inquiry.has("reference")
                ? text(inquiry, "reference")
                : text(inquiry, "reference-if-there"),
            inquiry.has("reference"),
            text(inquiry, "status-code"),
            text(inquiry, "status-desc")),
        proof(inquiry.required("proof")));
  }

  private static Inquiry.Proof proof(JsonNode proof) {
    JsonNode matches = proof.path("matches");
    JsonNode result = proof.path("result");
    return new Inquiry.Proof(
        proof.asText().equals("existence"),
        proof.asText().equals("absence"),
        text(proof, "field"),
        matches.isMissingNode() ? null : CodeTable.pattern(matches),
        result.isMissingNode() ? null : ResultTable.of(result));
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), field.getValue().textValue()));
    return map;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).textValue();
  }
}
