package dev.briapi.bridge.bank.contract;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.BankJson;

/** Values of requests and answers as text, whatever JSON type they have. */
final class Values {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(?:\\.[0-9]{1,10})?");

  private Values() {}

  /**
   * The text of a field, {@code amount.value} for one within another; null where there is none, or
   * it is blank.
   */
  static String text(JsonNode object, String path) {
    String text = raw(object, path);
    return text == null || text.isBlank() ? null : text;
  }

  /** The same, and blank where it is blank. */
  static String raw(JsonNode object, String path) {
    JsonNode value = object;
    for (String name : path.split("\\.")) {
      value = value == null ? null : BankJson.field(value, name);
    }
    if (value == null || !value.isValueNode() || value.isNull()) {
      return null;
    }
    return value.isNumber() ? plain(value) : value.asText();
  }

  /** Whether both are the same money: 10 and 10.00 are (rulings 23). */
  static boolean sameMoney(String one, String other) {
    return DECIMAL.matcher(one).matches()
        && DECIMAL.matcher(other).matches()
        && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** A word of a contract as the name of a constant. */
  static String upper(JsonNode word) {
    return word.textValue().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String plain(JsonNode number) {
    BigDecimal value = number.decimalValue();
    // an exponent beyond all money is left as it is, so that it cannot fill the memory
    return Math.abs((long) value.scale()) > 100 ? value.toString() : value.toPlainString();
  }
}
