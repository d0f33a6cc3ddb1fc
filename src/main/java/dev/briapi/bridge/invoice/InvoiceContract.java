package dev.briapi.bridge.invoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Field;
import dev.briapi.bridge.bank.contract.Operation;
import dev.briapi.bridge.invoice.file.Columns;

/** What the contract of CBM says about a line of a drop file. */
@Singleton
public class InvoiceContract {
  static final String PRODUCT = "cbm";
  static final String OPERATION = "create-invoice";

  private final Operation operation;

  @Inject
  InvoiceContract(Contracts contracts) {
    this.operation = contracts.operation(PRODUCT, OPERATION);
  }

  /** The columns of a drop file: the fields of the operation. */
  Columns columns() {
    Map<String, String> aliases = new HashMap<>();
    operation
        .fields()
        .forEach(field -> field.aliases().forEach(alias -> aliases.put(alias, field.name())));
    return new Columns(
        names(field -> true).toList(),
        aliases,
        set(Field::required),
        set(field -> field.type().equals("number")));
  }

  String attachmentField() {
    return names(Field::attachment).findFirst().orElseThrow();
  }

  private Set<String> set(Predicate<Field> which) {
    return names(which).collect(Collectors.toSet());
  }

  private Stream<String> names(Predicate<Field> which) {
    return operation.fields().stream().filter(which).map(Field::name);
  }

  List<Violation> check(ObjectNode body) {
    return operation.check(body);
  }

  List<Violation> advise(ObjectNode body) {
    return operation.advise(body);
  }
}
