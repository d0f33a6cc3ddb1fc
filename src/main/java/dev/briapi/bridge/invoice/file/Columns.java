package dev.briapi.bridge.invoice.file;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns that a drop file may have, found without regard to letter case. */
public final class Columns {
  private final List<String> fields;
  private final Set<String> required;
  private final Set<String> numeric;
  private final Map<String, String> byName = new HashMap<>();

  /**
   * @param fields the contract's names, in its order
   * @param aliases other names for some of them, such as BeneficaryAccount (rulings 22)
   * @param required those whose column has to be there; which values a line needs is the contract's
   *     affair
   * @param numeric those that hold numbers
   */
  public Columns(
      List<String> fields, Map<String, String> aliases, Set<String> required, Set<String> numeric) {
    this.fields = List.copyOf(fields);
    this.required = Set.copyOf(required);
    this.numeric = Set.copyOf(numeric);
    aliases.forEach((alias, field) -> byName.put(alias.toLowerCase(Locale.ROOT), field));
    fields.forEach(field -> byName.put(field.toLowerCase(Locale.ROOT), field));
    if (!fields.containsAll(required)
        || !fields.containsAll(numeric)
        || !fields.containsAll(aliases.values())) {
      throw new IllegalArgumentException("only known fields can be required, numeric or aliased");
    }
  }

  /** The contract's names, in its order. */
  public List<String> fields() {
    return fields;
  }

  /** The field that a header or a JSON key means, if it is one of ours. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(byName.get(Values.trim(name).toLowerCase(Locale.ROOT)));
  }

  /** The mandatory columns, in the contract's order. */
  public List<String> required() {
    return fields.stream().filter(required::contains).toList();
  }

  /** Whether the field holds a number; every other one holds text. */
  public boolean isNumeric(String field) {
    return numeric.contains(field);
  }

  /** Whether a date cell of a spreadsheet belongs here: BRI's date fields all end in Date. */
  public boolean isDate(String field) {
    return field.endsWith("Date");
  }
}
