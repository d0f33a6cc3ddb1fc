package dev.briapi.bridge.bank.contract;

import java.math.BigDecimal;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ErrorMessageType;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;

/** The two rules of the contracts that JSON Schema has no word for. */
final class Keywords {
  private Keywords() {}

  /** {@code x-equal-fields: [A, B]} holds when all of them are there with the same text. */
  static Keyword equalFields() {
    return keyword("x-equal-fields", Keywords::equal);
  }

  /**
   * {@code x-max-decimals: 2} holds for numbers that need no more. Unlike {@code multipleOf} it
   * takes no time on {@code 1e999999999}.
   */
  static Keyword maxDecimals() {
    return keyword("x-max-decimals", Keywords::decimals);
  }

  /** {@code x-plain: true} holds for numbers without an exponent: 1e3 is no amount for people. */
  static Keyword plain() {
    return keyword(
        "x-plain", (wanted, value) -> !value.isNumber() || value.decimalValue().scale() >= 0);
  }

  private static boolean equal(JsonNode names, JsonNode value) {
    JsonNode first = value.get(names.get(0).textValue());
    if (first == null) {
      return false;
    }
    for (JsonNode name : names) {
      if (!first.equals(value.get(name.textValue()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean decimals(JsonNode most, JsonNode value) {
    if (!value.isNumber() || value.isIntegralNumber()) {
      return true;
    }
    BigDecimal number = value.decimalValue();
    return number.scale() <= most.intValue()
        || number.stripTrailingZeros().scale() <= most.intValue();
  }

  private interface Rule {
    boolean holds(JsonNode schema, JsonNode value);
  }

  private static Keyword keyword(String name, Rule rule) {
    return new AbstractKeyword(name) {
      @Override
      public JsonValidator newValidator(
          SchemaLocation location,
          JsonNodePath path,
          JsonNode schema,
          JsonSchema parent,
          ValidationContext context) {
        return new RuleValidator(location, path, schema, parent, context, this, rule);
      }
    };
  }

  private static final class RuleValidator extends BaseJsonValidator {
    private final Rule rule;

    RuleValidator(
        SchemaLocation location,
        JsonNodePath path,
        JsonNode schema,
        JsonSchema parent,
        ValidationContext context,
        Keyword keyword,
        Rule rule) {
      super(
          location, path, schema, parent, new Broken(keyword.getValue()), keyword, context, false);
      this.rule = rule;
    }

    @Override
    public Set<ValidationMessage> validate(
        ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath location) {
      if (rule.holds(schemaNode, node)) {
        return Set.of();
      }
      return Set.of(
          message()
              .instanceNode(node)
              .property(property())
              .instanceLocation(location)
              .evaluationPath(evaluationPath)
              .messageSupplier(() -> "broken")
              .build());
    }

    /** The field that an inequality is put down to, the last one; otherwise the value itself. */
    private String property() {
      return schemaNode.isArray() ? schemaNode.get(schemaNode.size() - 1).textValue() : null;
    }
  }

  private record Broken(String word) implements ErrorMessageType {
    @Override
    public String getErrorCode() {
      return word;
    }
  }
}
