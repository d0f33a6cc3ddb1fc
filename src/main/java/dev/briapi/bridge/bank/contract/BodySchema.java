package dev.briapi.bridge.bank.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;

import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.bank.Violation;

/** A JSON Schema of a contract, compiled once, which tells what is wrong in words for people. */
final class BodySchema {
  private static final int MAX_VALUE = 60;
  private static final int MAX_EXPONENT = 200;

  private final JsonNode source;
  private final JsonSchema schema;
  private final Map<String, Integer> order = new HashMap<>();
  private final Set<String> accounts;

  /**
   * @param source the schema without references
   * @param accounts names of the fields whose values are masked
   */
  BodySchema(JsonNode source, Set<String> accounts) {
    this.source = source;
    this.accounts =
        accounts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(Keywords.equalFields())
            .keyword(Keywords.maxDecimals())
            .keyword(Keywords.plain())
            .formats(Formats.all())
            .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
            .build();
    this.schema =
        JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(dialect.getIri())
            .metaSchema(dialect)
            .build()
            .getSchema(
                source,
                SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .regularExpressionFactory(BodySchema::expression)
                    .build());
    schema.initializeValidators();
    source.path("properties").fieldNames().forEachRemaining(name -> order.put(name, order.size()));
  }

  /** In JSON Schema a dollar is the end; in Java a line feed may follow. */
  private static RegularExpression expression(String text) {
    String exact = text.endsWith("$") ? text.substring(0, text.length() - 1) + "\\z" : text;
    Pattern pattern = Pattern.compile(exact);
    return value -> pattern.matcher(value).find();
  }

  /** Everything that is wrong, in the order of the contract's fields. */
  List<Violation> check(JsonNode body) {
    Set<ValidationMessage> messages = schema.validate(moderate(body));
    if (messages.isEmpty()) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ValidationMessage message : messages) {
      Violation violation = violation(message);
      if (seen.add(violation.field() + ' ' + violation.rule())) {
        violations.add(violation);
      }
    }
    violations.sort(Comparator.comparingInt(v -> order.getOrDefault(v.field(), Integer.MAX_VALUE)));
    return List.copyOf(violations);
  }

  /**
   * The same with exponents beyond all bounds brought down to ones that are merely beyond all
   * money: the library writes some numbers out, and {@code 1e999999999} would fill the memory.
   */
  private static JsonNode moderate(JsonNode node) {
    if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
      BigDecimal number = node.decimalValue();
      int scale = number.scale() > 0 ? MAX_EXPONENT : -MAX_EXPONENT;
      return DecimalNode.valueOf(new BigDecimal(number.unscaledValue(), scale));
    }
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> copy.set(field.getKey(), moderate(field.getValue())));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> copy.add(moderate(item)));
      return copy;
    }
    return node;
  }

  private Violation violation(ValidationMessage message) {
    JsonNodePath path = message.getEvaluationPath();
    String keyword = path.getName(-1);
    JsonNode at = source;
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      Object element = path.getElement(i);
      at = element instanceof Integer index ? at.path(index) : at.path(String.valueOf(element));
    }
    JsonNode wording = at.path("x-rules").path(keyword);
    String rule = wording.isTextual() ? wording.textValue() : wording(keyword, at.path(keyword));
    String field = field(message);
    // what stands in a field that nobody knows may be anything, an account number as well
    boolean untold = keyword.equals("required") || keyword.equals("additionalProperties");
    return new Violation(
        field == null ? "body" : field,
        untold || field == null ? null : shown(field, message.getInstanceNode()),
        rule);
  }

  private static String field(ValidationMessage message) {
    StringBuilder name = new StringBuilder();
    JsonNodePath location = message.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      name.append(i == 0 ? "" : ".").append(location.getElement(i));
    }
    if (message.getProperty() != null) {
      name.append(name.isEmpty() ? "" : ".").append(message.getProperty());
    }
    if (name.isEmpty()) {
      return null;
    }
    return name.length() > MAX_VALUE ? name.substring(0, MAX_VALUE) + "…" : name.toString();
  }

  private String shown(String field, JsonNode value) {
    if (value == null || value.isContainerNode() || value.isNull()) {
      return null;
    }
    String text = value.asText();
    if (accounts.contains(field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
      return Masking.lastFour(text);
    }
    String line = text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) + "…" : text;
    return line.replaceAll("\\p{Cc}", "�");
  }

  private static String wording(String keyword, JsonNode value) {
    return switch (keyword) {
      case "required" -> "is required";
      case "additionalProperties" -> "is not a field of this operation";
      case "type" -> "is not " + type(value);
      case "maxLength" -> "is longer than " + value.asText() + " characters";
      case "minLength" -> "is shorter than " + value.asText() + " characters";
      case "enum" -> "is not one of " + list(value);
      case "const" -> "is not " + value.asText();
      case "exclusiveMinimum" -> "is not greater than " + value.asText();
      case "minimum" -> "is less than " + value.asText();
      case "maximum" -> "is greater than " + value.asText();
      case "exclusiveMaximum" -> "is not less than " + value.asText();
      case "x-max-decimals" -> "has more than " + value.asText() + " decimals";
      case "x-plain" -> "is not written without an exponent, such as 1000.00";
      case "pattern" -> "is not of the form " + value.asText();
      case "format" -> format(value.asText());
      default -> "is not valid (" + keyword + ")";
    };
  }

  private static String format(String format) {
    return switch (format) {
      case "date" -> "is not a date in the form yyyy-MM-dd";
      case "compact-date" -> "is not a date in the form yyyyMMdd";
      case "local-date-time" -> "is not a time in the form yyyy-MM-dd HH:mm:ss";
      case "snap-time" -> "is not a time in the form yyyy-MM-ddTHH:mm:ss+07:00";
      default -> "is not " + format;
    };
  }

  private static String type(JsonNode type) {
    return switch (type.asText()) {
      case "string" -> "text";
      case "number" -> "a number";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "a JSON object";
      default -> "of the right type";
    };
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
