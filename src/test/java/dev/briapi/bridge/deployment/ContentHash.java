package dev.briapi.bridge.deployment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What kustomize appends to the name of a ConfigMap that it makes. */
final class ContentHash {
  private static final int LENGTH = 10;

  private ContentHash() {}

  static String of(JsonNode configMap) {
    Map<String, Object> content = new TreeMap<>();
    Map<String, String> data = new TreeMap<>();
    configMap.path("data").properties().forEach(e -> data.put(e.getKey(), e.getValue().asText()));
    content.put("data", data);
    content.put("kind", "ConfigMap");
    // kustomize means to put the name in, and has put nothing in for years
    content.put("name", "");
    return withoutWords(HexFormat.of().formatHex(sha256(goJson(content))).substring(0, LENGTH));
  }

  /** Go writes these signs escaped. */
  private static String goJson(Object content) {
    try {
      return new ObjectMapper()
          .writeValueAsString(content)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** No vowels, so that no word comes about. */
  private static String withoutWords(String hex) {
    return hex.replace('0', 'g')
        .replace('1', 'h')
        .replace('3', 'k')
        .replace('a', 'm')
        .replace('e', 't');
  }
}
