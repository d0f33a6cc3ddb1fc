package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Reads the documents below {@code contracts/}. */
final class ContractReader {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final ObjectMapper yaml =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** All documents that {@code gateway.yaml} names. */
  List<JsonNode> documents() {
    List<JsonNode> documents = new ArrayList<>();
    gateway().required("contracts").forEach(name -> documents.add(read(name.textValue())));
    return documents;
  }

  /** The rules for what the gateway answers on behalf of every product. */
  List<CodeRule> gatewayCodes() {
    return CodeTable.read(
        gateway().required("codes"),
        JsonNodeFactory.instance.missingNode(),
        JsonNodeFactory.instance.objectNode(),
        List.of(),
        false);
  }

  /** The operations of one document, in its order. */
  List<Operation> operations(JsonNode document, List<CodeRule> gateway) {
    String product = document.required("x-product").textValue();
    Map<String, Operation> read = new LinkedHashMap<>();
    List<OperationSource> sources = new ArrayList<>();
    References references = new References(document);
    for (Map.Entry<String, JsonNode> path : document.required("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        if (METHODS.contains(entry.getKey())
            && entry.getValue().path("x-operation").asBoolean(true)) {
          sources.add(
              new OperationSource(
                  product,
                  document,
                  path.getKey().replaceFirst("#.*", ""),
                  entry.getKey().toUpperCase(Locale.ROOT),
                  references.resolve(entry.getValue()),
                  gateway,
                  id -> found(read, product, id)));
        }
      }
    }
    // an inquiry needs the operation that it asks: those without one come first
    build(sources, read, false);
    build(sources, read, true);
    return sources.stream()
        .map(source -> read.get(source.document().path("operationId").textValue()))
        .toList();
  }

  private static void build(
      List<OperationSource> sources, Map<String, Operation> read, boolean withInquiry) {
    for (OperationSource source : sources) {
      if (source.document().has("x-inquiry") == withInquiry) {
        Operation operation = new Operation(source);
        if (read.put(operation.id(), operation) != null) {
          throw new IllegalArgumentException(operation + " is there twice");
        }
      }
    }
  }

  private static Operation found(Map<String, Operation> read, String product, String id) {
    Operation operation = read.get(id);
    if (operation == null) {
      throw new IllegalArgumentException(product + " has no operation " + id);
    }
    return operation;
  }

  private JsonNode gateway() {
    return read("gateway.yaml");
  }

  private JsonNode read(String name) {
    String resource = "/contracts/" + name;
    try (InputStream stream = ContractReader.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return yaml.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
