package dev.briapi.bridge.bank.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Replaces the local references of a document by what they refer to. What stands beside a reference
 * is laid over it, the wordings of {@code x-rules} one by one.
 */
final class References {
  private static final int MAX_DEPTH = 40;

  private final JsonNode document;

  References(JsonNode document) {
    this.document = document;
  }

  JsonNode resolve(JsonNode node) {
    return resolve(node, 0);
  }

  private JsonNode resolve(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a reference goes round in a circle");
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(resolve(item, depth + 1)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    JsonNode reference = node.get("$ref");
    if (reference != null) {
      object.setAll((ObjectNode) resolve(target(reference.textValue()), depth + 1));
    }
    node.properties()
        .forEach(
            field -> {
              JsonNode value = resolve(field.getValue(), depth + 1);
              if (field.getKey().equals("x-rules") && object.has("x-rules")) {
                ((ObjectNode) object.get("x-rules")).setAll((ObjectNode) value);
              } else if (!field.getKey().equals("$ref")) {
                object.set(field.getKey(), value);
              }
            });
    return object;
  }

  private JsonNode target(String reference) {
    JsonNode target = document.at(reference.substring(1));
    if (!reference.startsWith("#/") || !target.isObject()) {
      throw new IllegalArgumentException(reference + " refers to nothing");
    }
    return target;
  }
}
