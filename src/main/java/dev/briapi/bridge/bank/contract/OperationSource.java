package dev.briapi.bridge.bank.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.bank.Outcome;

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
    return Effect.valueOf(upper(document.required("x-effect")));
  }

  SignatureScheme signature() {
    JsonNode own = document.path("x-signature");
    return SignatureScheme.valueOf(
        upper(own.isMissingNode() ? contract.required("x-signature") : own));
  }

  List<String> naturalKey() {
    return texts(document.path("x-natural-key"));
  }

  JsonNode bodySchema() {
    return document.path("requestBody").path("content").path("application/json").path("schema");
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
    return new Classifier(codes(document.path("x-codes"), contract.path("x-messages")), gateway);
  }

  /** Reads a code table. */
  static List<CodeRule> codes(JsonNode table, JsonNode messages) {
    List<CodeRule> rules = new ArrayList<>();
    for (JsonNode line : table) {
      String message = text(line, "message");
      rules.add(
          new CodeRule(
              line.required("status").intValue(),
              text(line, "code"),
              message == null ? null : pattern(messages.required(message)),
              Outcome.valueOf(upper(line.required("outcome"))),
              text(line, "reason"),
              text(line, "after-unknown")));
    }
    return List.copyOf(rules);
  }

  Inquiry inquiry() {
    JsonNode inquiry = document.path("x-inquiry");
    if (inquiry.isMissingNode()) {
      return null;
    }
    List<Inquiry.Agreement> agreements = new ArrayList<>();
    for (JsonNode agreement : inquiry.path("agree")) {
      agreements.add(
          new Inquiry.Agreement(
              agreement.required("field").textValue(),
              agreement.required("as").textValue().equals("money")));
    }
    JsonNode proof = inquiry.required("proof");
    JsonNode matches = proof.path("matches");
    return new Inquiry(
        others.apply(inquiry.required("operation").textValue()),
        map(inquiry.required("parameters")),
        map(inquiry.required("identity")),
        List.copyOf(agreements),
        Set.copyOf(texts(inquiry.required("absent"))),
        new Inquiry.Where(
            text(inquiry, "data"),
            text(inquiry, "reference"),
            text(inquiry, "status-code"),
            text(inquiry, "status-desc")),
        new Inquiry.Proof(
            proof.asText().equals("existence"),
            text(proof, "field"),
            matches.isMissingNode() ? null : pattern(matches)));
  }

  private static Pattern pattern(JsonNode text) {
    return Pattern.compile(text.textValue(), Pattern.CASE_INSENSITIVE);
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

  private static String upper(JsonNode word) {
    return word.textValue().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
