package dev.briapi.bridge.bank.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

/**
 * How the unknown outcome of one operation is found out: whom to ask, and what the answer proves.
 */
public final class Inquiry {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(?:\\.[0-9]{1,10})?");

  private final Operation operation;
  private final Map<String, String> parameters;
  private final Map<String, String> identity;
  private final List<Agreement> agreements;
  private final Set<String> absent;
  private final Where where;
  private final Proof proof;

  /** A field of the record that has to be the one that we sent. */
  record Agreement(String field, boolean money) {}

  /** Where in the answer the record and its parts are. */
  record Where(String data, String reference, String statusCode, String statusDesc) {}

  /**
   * What proves that it was done: being there at all, a field's wording, or neither (both unset).
   */
  record Proof(boolean existence, String field, Pattern matches) {}

  Inquiry(
      Operation operation,
      Map<String, String> parameters,
      Map<String, String> identity,
      List<Agreement> agreements,
      Set<String> absent,
      Where where,
      Proof proof) {
    this.operation = operation;
    this.parameters = parameters;
    this.identity = identity;
    this.agreements = agreements;
    this.absent = absent;
    this.where = where;
    this.proof = proof;
  }

  /** The operation to call. */
  public Operation operation() {
    return operation;
  }

  /**
   * The parameters of that call, taken from the body whose outcome is unknown.
   *
   * @throws IllegalArgumentException when the body lacks one of them
   */
  public Map<String, String> parameters(JsonNode sent) {
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach(
        (parameter, field) -> {
          String value = text(sent, field);
          if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
          }
          values.put(parameter, value);
        });
    return values;
  }

  /**
   * What the answer proves about the request.
   *
   * @param httpStatus of the inquiry's answer
   * @param answer its body
   * @param sent the body of the request whose outcome is unknown
   */
  public Finding judge(int httpStatus, byte[] answer, JsonNode sent) {
    Verdict verdict = operation.classify(httpStatus, answer, false);
    if (verdict.outcome() == Outcome.REFUSED && absent.contains(verdict.reason())) {
      return Finding.absent(verdict.message());
    }
    if (verdict.outcome() != Outcome.SUCCEEDED) {
      return Finding.unknown(verdict.reason() + ": " + verdict.message());
    }
    JsonNode data = BankJson.field(AnswerBody.read(answer).body(), where.data());
    if (data == null || !data.isObject()) {
      return Finding.unknown("the answer has no record");
    }
    return judge(data, sent);
  }

  private Finding judge(JsonNode data, JsonNode sent) {
    for (Map.Entry<String, String> same : identity.entrySet()) {
      String theirs = text(data, same.getKey());
      if (theirs == null || !theirs.equals(text(sent, same.getValue()))) {
        return Finding.unknown("the answer is about another " + same.getKey());
      }
    }
    String reference = text(data, where.reference());
    if (reference == null) {
      return Finding.unknown("the answer has no " + where.reference());
    }
    List<String> differences = new ArrayList<>();
    for (Agreement agreement : agreements) {
      String theirs = text(data, agreement.field());
      String ours = text(sent, agreement.field());
      if (theirs == null && agreement.money()) {
        return Finding.unknown("the answer has no " + agreement.field());
      }
      // another field that the bank leaves out disproves nothing
      if (theirs != null && !agrees(agreement, theirs, ours)) {
        differences.add(agreement.field() + " is " + theirs + " at BRI, " + ours + " was sent");
      }
    }
    if (!differences.isEmpty()) {
      return finding(Finding.Kind.DIFFERENT, reference, data, List.copyOf(differences));
    }
    return proved(data)
        ? finding(Finding.Kind.FOUND, reference, data, List.of())
        : finding(Finding.Kind.UNKNOWN, reference, data, List.of("the record does not tell"));
  }

  private static boolean agrees(Agreement agreement, String theirs, String ours) {
    if (ours == null) {
      return false;
    }
    if (agreement.money()) {
      // 10 and 10.00 are the same money (rulings 23)
      return DECIMAL.matcher(ours).matches()
          && DECIMAL.matcher(theirs).matches()
          && new BigDecimal(theirs).compareTo(new BigDecimal(ours)) == 0;
    }
    return theirs.equals(ours);
  }

  private boolean proved(JsonNode data) {
    if (proof.field() == null) {
      return proof.existence();
    }
    String text = text(data, proof.field());
    return text != null && proof.matches().matcher(text).find();
  }

  private Finding finding(
      Finding.Kind kind, String reference, JsonNode data, List<String> details) {
    return new Finding(
        kind, reference, text(data, where.statusCode()), text(data, where.statusDesc()), details);
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = BankJson.field(object, name);
    if (value == null || !value.isValueNode() || value.isNull()) {
      return null;
    }
    String text = value.isNumber() ? plain(value) : value.asText();
    return text.isBlank() ? null : text;
  }

  private static String plain(JsonNode number) {
    BigDecimal value = number.decimalValue();
    // an exponent beyond all money is left as it is, so that it cannot fill the memory
    return Math.abs((long) value.scale()) > 100 ? value.toString() : value.toPlainString();
  }
}
