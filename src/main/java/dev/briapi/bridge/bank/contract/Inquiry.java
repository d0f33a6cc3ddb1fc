package dev.briapi.bridge.bank.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;

/**
 * How the unknown outcome of one operation is found out: whom to ask, what to ask, and what the
 * answer proves.
 */
public final class Inquiry {
  private final Operation operation;
  private final Asked asked;
  private final List<Identity> identity;
  private final List<Agreement> agreements;
  private final Disagreement disagreement;
  private final Set<String> absent;
  private final Absence absence;
  private final Where where;
  private final Proof proof;

  /**
   * What to ask.
   *
   * @param operation the operation to call, a read
   * @param parameters of its path and query
   * @param body compact JSON; null where the operation has none
   */
  public record Question(Operation operation, Map<String, String> parameters, String body) {}

  /**
   * What is taken from our body.
   *
   * @param parameters parameter to field
   * @param body fields of the question; empty where it has no body
   */
  record Asked(Map<String, String> parameters, List<Slot> body) {}

  /**
   * A field of the question's body.
   *
   * @param to its name, with dots where it is within another
   * @param from the field of ours that it comes from; null where it is always the same
   * @param value what it always is; null where it comes from ours
   * @param optional whether it is left out where ours has none
   */
  record Slot(String to, String from, String value, boolean optional) {}

  /** A field of the record that shows which request it is of; an optional one may be left out. */
  record Identity(String field, String sent, boolean optional) {}

  /** What a record means that is ours and says something else than we did. */
  enum Disagreement {
    DIFFERENT,
    NOT_DONE,
    UNKNOWN
  }

  /**
   * Where in the answer the record and its parts are.
   *
   * @param data the field that holds the record; null where that is the whole answer
   * @param referenceRequired whether a record without BRI's reference proves nothing
   */
  record Where(
      String data,
      String reference,
      boolean referenceRequired,
      String statusCode,
      String statusDesc) {}

  /**
   * What proves that it was done: being there at all, being there no more, a field's wording, a
   * status, or nothing (all unset).
   */
  record Proof(
      boolean existence, boolean absence, String field, Pattern matches, ResultTable result) {}

  Inquiry(
      Operation operation,
      Asked asked,
      List<Identity> identity,
      List<Agreement> agreements,
      Disagreement disagreement,
      Set<String> absent,
      Absence absence,
      Where where,
      Proof proof) {
    this.operation = operation;
    this.asked = asked;
    this.identity = identity;
    this.agreements = agreements;
    this.disagreement = disagreement;
    this.absent = absent;
    this.absence = absence;
    this.where = where;
    this.proof = proof;
  }

  /** The operation to call, a read. */
  public Operation operation() {
    return operation;
  }

  /** What it allows when {@link #judge} says that the bank has nothing. */
  public Absence absence() {
    return absence;
  }

  /**
   * What to ask about the request whose outcome is unknown.
   *
   * @param sent its body
   * @throws IllegalArgumentException when that lacks something that the question needs
   */
  public Question question(JsonNode sent) {
    Map<String, String> values = new LinkedHashMap<>();
    asked.parameters().forEach((parameter, field) -> values.put(parameter, needed(sent, field)));
    if (asked.body().isEmpty()) {
      return new Question(operation, values, null);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Slot slot : asked.body()) {
      String value = slot.from() == null ? slot.value() : Values.text(sent, slot.from());
      if (value != null || !slot.optional()) {
        put(body, slot.to(), value == null ? needed(sent, slot.from()) : value);
      }
    }
    return new Question(operation, values, body.toString());
  }

  private static String needed(JsonNode sent, String field) {
    String value = Values.text(sent, field);
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  private static void put(ObjectNode body, String path, String value) {
    ObjectNode object = body;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      object = object.withObjectProperty(names[i]);
    }
    object.put(names[names.length - 1], value);
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
      return nothing(verdict.message());
    }
    if (verdict.outcome() != Outcome.SUCCEEDED) {
      return Finding.unknown(verdict.reason() + ": " + verdict.message());
    }
    JsonNode body = AnswerBody.read(answer).body();
    JsonNode data = where.data() == null ? body : BankJson.field(body, where.data());
    if (data == null || !data.isObject()) {
      return Finding.unknown("the answer has no record");
    }
    return judge(data, sent);
  }

  private Finding judge(JsonNode data, JsonNode sent) {
    for (Identity same : identity) {
      String theirs = Values.text(data, same.field());
      boolean left = theirs == null && same.optional();
      if (!left && (theirs == null || !theirs.equals(Values.text(sent, same.sent())))) {
        return Finding.unknown("the answer is about another " + same.field());
      }
    }
    String reference = where.reference() == null ? null : Values.text(data, where.reference());
    if (reference == null && where.referenceRequired()) {
      return Finding.unknown("the answer has no " + where.reference());
    }
    for (Agreement agreement : agreements) {
      if (agreement.unproved(data)) {
        return Finding.unknown("the answer has no " + agreement.field());
      }
    }
    List<String> differences =
        agreements.stream()
            .map(agreement -> agreement.difference(data, sent))
            .flatMap(Optional::stream)
            .toList();
    if (!differences.isEmpty()) {
      return switch (disagreement) {
        case DIFFERENT -> finding(Finding.Kind.DIFFERENT, reference, data, differences);
        case NOT_DONE -> notDone("not-processed", reference, data, differences);
        case UNKNOWN -> finding(Finding.Kind.UNKNOWN, reference, data, differences);
      };
    }
    return proved(reference, data);
  }

  private Finding proved(String reference, JsonNode data) {
    if (proof.absence()) {
      return notDone("not-processed", reference, data, List.of("it is still there"));
    }
    if (proof.result() != null) {
      return proof
          .result()
          .read(data)
          .map(result -> resulted(result, reference, data))
          .orElseGet(() -> worded(reference, data));
    }
    return worded(reference, data);
  }

  private Finding worded(String reference, JsonNode data) {
    boolean done = proof.existence();
    if (proof.field() != null) {
      String text = Values.text(data, proof.field());
      done = text != null && proof.matches().matcher(text).find();
    }
    return done ? finding(Finding.Kind.FOUND, reference, data, List.of()) : untold(reference, data);
  }

  private Finding resulted(ResultTable.Result result, String reference, JsonNode data) {
    if (result.reason() != null && absent.contains(result.reason())) {
      return nothing("its status is " + result.reason());
    }
    return switch (result.outcome()) {
      case SUCCEEDED -> finding(Finding.Kind.FOUND, reference, data, List.of());
      case REFUSED ->
          notDone(result.reason(), reference, data, List.of("its status is " + result.reason()));
      default ->
          finding(
              Finding.Kind.UNKNOWN, reference, data, List.of("its status is " + result.reason()));
    };
  }

  private Finding nothing(String words) {
    return proof.absence()
        ? new Finding(Finding.Kind.FOUND, null, null, null, null, List.of())
        : Finding.absent(words);
  }

  private Finding untold(String reference, JsonNode data) {
    return finding(Finding.Kind.UNKNOWN, reference, data, List.of("the record does not tell"));
  }

  private Finding finding(
      Finding.Kind kind, String reference, JsonNode data, List<String> details) {
    return new Finding(
        kind,
        null,
        reference,
        status(data, where.statusCode()),
        status(data, where.statusDesc()),
        details);
  }

  private Finding notDone(String reason, String reference, JsonNode data, List<String> details) {
    Finding finding = finding(Finding.Kind.NOT_DONE, reference, data, details);
    return new Finding(
        finding.kind(), reason, reference, finding.statusCode(), finding.statusDesc(), details);
  }

  private static String status(JsonNode data, String field) {
    return field == null ? null : Values.text(data, field);
  }
}
