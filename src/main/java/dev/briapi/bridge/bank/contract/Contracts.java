package dev.briapi.bridge.bank.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The contracts of all products, read once from {@code contracts/*.yaml}. A singleton and not
 * application scoped, whose proxy would read them a second time.
 */
@Singleton
public class Contracts {
  private final List<Operation> operations;
  private final List<Operation> inbound;
  private final Set<String> accountFields = new LinkedHashSet<>();
  private final Set<String> attachmentFields = new LinkedHashSet<>();

  public Contracts() {
    ContractReader reader = new ContractReader();
    List<CodeRule> gateway = reader.gatewayCodes();
    List<Operation> all = new ArrayList<>();
    List<Operation> ofBank = new ArrayList<>();
    for (JsonNode document : reader.documents()) {
      boolean bankCalls = document.path("x-inbound").asBoolean();
      (bankCalls ? ofBank : all).addAll(reader.operations(document, gateway));
      collect(document, "x-account-number", accountFields);
      collect(document, "x-attachment", attachmentFields);
    }
    this.operations = List.copyOf(all);
    this.inbound = List.copyOf(ofBank);
    operations.forEach(operation -> accountFields.addAll(operation.accounts()));
  }

  /** Every operation that can be called at BRI, in the order of the documents. */
  public List<Operation> operations() {
    return operations;
  }

  /** What BRI calls here: never to be sent. */
  public List<Operation> inbound() {
    return inbound;
  }

  /**
   * Up to three operations that somebody may have meant who asked for something that is not there,
   * the nearest first.
   */
  public List<Operation> nearest(String method, String path) {
    return Nearest.of(operations, method, path);
  }

  /** The operation of that product and id; an unknown one is a programming error. */
  public Operation operation(String product, String id) {
    return operations.stream()
        .filter(operation -> operation.product().equals(product) && operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(product + " has no operation " + id));
  }

  /**
   * The operation that a call is meant for. Where several share method and path, the one whose
   * query parameters fit best; whether they fit is for {@link Operation#checkParameters} to say.
   *
   * @param method the HTTP method
   * @param path the path as it stands in the request, percent-encoded, without query
   * @param queryNames the names of the query parameters that are there
   */
  public Optional<Operation> match(String method, String path, Collection<String> queryNames) {
    return operations.stream()
        .filter(operation -> operation.method().equalsIgnoreCase(method))
        .filter(operation -> operation.template().matches(path))
        .min(
            Comparator.<Operation>comparingLong(operation -> operation.template().parameters())
                .thenComparingLong(operation -> misfits(operation, queryNames))
                .thenComparing(
                    Comparator.<Operation>comparingLong(
                            operation ->
                                queryNames.stream()
                                    .filter(operation.queryNames()::contains)
                                    .count())
                        .reversed()));
  }

  /** Names of all fields, of requests and answers, that hold account numbers. */
  public Set<String> accountFields() {
    return Set.copyOf(accountFields);
  }

  /** Names of all fields that hold files as Base64. */
  public Set<String> attachmentFields() {
    return Set.copyOf(attachmentFields);
  }

  private static long misfits(Operation operation, Collection<String> queryNames) {
    long missing =
        operation.parameters().stream()
            .filter(parameter -> !parameter.inPath() && parameter.required())
            .filter(parameter -> !queryNames.contains(parameter.name()))
            .count();
    Set<String> known = operation.queryNames();
    return missing + queryNames.stream().filter(name -> !known.contains(name)).count();
  }

  /** Names and aliases of the properties that carry a mark, or refer to a schema that does. */
  private static void collect(JsonNode document, String mark, Set<String> names) {
    JsonNode schemas =
        new References(document).resolve(document.path("components").path("schemas"));
    for (JsonNode schema : schemas) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (property.getValue().path(mark).asBoolean()) {
          names.add(property.getKey());
          property.getValue().path("x-aliases").forEach(alias -> names.add(alias.textValue()));
        }
      }
    }
  }
}
