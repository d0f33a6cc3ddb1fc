package dev.briapi.bridge.deployment;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Kubernetes' strategic merge, for the lists that our patches change. */
final class StrategicMerge {
  /** Lists whose elements are known by a field of theirs. */
  private static final Map<String, String> BY_KEY =
      Map.of("containers", "name", "volumes", "name", "volumeMounts", "mountPath");

  /** Lists that are replaced as a whole. */
  private static final Set<String> WHOLE =
      Set.of("envFrom", "ingress", "egress", "topologySpreadConstraints");

  private StrategicMerge() {}

  static void apply(ObjectNode base, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String field = change.getKey();
      JsonNode value = change.getValue();
      if (field.startsWith("$")) {
        throw new IllegalArgumentException("cannot be rendered: " + field);
      }
      if (value.isNull()) {
        base.remove(field);
      } else if (value instanceof ObjectNode fields) {
        apply(base.withObjectProperty(field), fields);
      } else if (value instanceof ArrayNode list) {
        base.set(field, list(field, base.path(field), list));
      } else {
        base.set(field, value);
      }
    }
  }

  private static JsonNode list(String field, JsonNode base, ArrayNode patch) {
    if (WHOLE.contains(field)) {
      return patch;
    }
    if (!BY_KEY.containsKey(field)) {
      throw new IllegalArgumentException("cannot be rendered: a patch of the list " + field);
    }
    String key = BY_KEY.get(field);
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    base.forEach(kept::add);
    for (JsonNode element : patch) {
      ObjectNode same = null;
      for (JsonNode candidate : base) {
        if (candidate.get(key).equals(element.get(key))) {
          same = (ObjectNode) candidate;
        }
      }
      if (same == null) {
        same = JsonNodeFactory.instance.objectNode();
      } else {
        kept.remove(indexOf(kept, same));
      }
      apply(same, (ObjectNode) element);
      merged.add(same);
    }
    // what the patch names comes first
    return merged.addAll(kept);
  }

  private static int indexOf(ArrayNode list, JsonNode element) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == element) {
        return i;
      }
    }
    throw new IllegalArgumentException("named twice: " + element);
  }
}
