package dev.briapi.bridge.bank.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.bank.BankJson;
import dev.briapi.bridge.bank.Outcome;
import dev.briapi.bridge.bank.Verdict;
import dev.briapi.bridge.bank.Violation;

/**
 * One operation of one product, as its contract describes it. Immutable; safe for all threads at
 * once.
 */
public final class Operation {
  private final String product;
  private final String id;
  private final String method;
  private final String pathTemplate;
  private final PathTemplate template;
  private final Effect effect;
  private final SignatureScheme signature;
  private final String summary;
  private final List<String> naturalKey;
  private final List<Field> fields;
  private final List<Parameter> parameters;
  private final Inquiry inquiry;
  private final Classifier classifier;
  private final BodySchema body;
  private final BodySchema advice;
  private final BodySchema query;
  private final Set<String> accounts;
  private final JsonNode document;
  private final String reference;
  private final boolean referenceRequired;
  private final ResultTable result;
  private final String mediaType;

  Operation(OperationSource source) {
    this.product = source.product();
    this.id = source.document().required("operationId").textValue();
    this.method = source.method();
    this.pathTemplate = source.path();
    this.template = PathTemplate.of(source.path());
    this.effect = source.effect();
    this.signature = source.signature();
    this.summary = source.document().path("summary").asText();
    this.naturalKey = source.naturalKey();
    this.fields = source.fields();
    this.parameters = source.parameters();
    this.inquiry = source.inquiry();
    this.classifier = source.classifier();
    this.document = source.document();
    this.reference = source.document().path("x-reference").textValue();
    this.referenceRequired = source.document().path("x-reference-required").asBoolean();
    this.result = source.result();
    this.mediaType = source.mediaType();
    this.accounts = source.accounts();
    JsonNode schema = source.bodySchema();
    this.body = schema.isMissingNode() ? null : new BodySchema(schema, accounts);
    JsonNode advised = schema.path("x-advice");
    this.advice = advised.isMissingNode() ? null : new BodySchema(advised, accounts);
    this.query = new BodySchema(source.parameterSchema(), accounts);
  }

  /** The product that it belongs to, such as {@code cbm}. */
  public String product() {
    return product;
  }

  /** Its name within the product, such as {@code create-invoice}. */
  public String id() {
    return id;
  }

  /** The HTTP method, in capitals. */
  public String method() {
    return method;
  }

  /** BRI's path with its {@code {parameters}}, without a query. */
  public String pathTemplate() {
    return pathTemplate;
  }

  public Effect effect() {
    return effect;
  }

  public SignatureScheme signature() {
    return signature;
  }

  /** A few words for people. */
  public String summary() {
    return summary;
  }

  /** The body fields that identify a request at BRI; empty where it has no key of its own. */
  public List<String> naturalKey() {
    return naturalKey;
  }

  /**
   * The values of that key in a body, joined by U+001F; empty where the operation has none, or the
   * body lacks a part of it.
   */
  public Optional<String> naturalKey(JsonNode body) {
    List<String> values = new ArrayList<>();
    for (String field : naturalKey) {
      String value = Values.text(body, field);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join("\u001f", values));
  }

  /** The body field that carries a file as Base64. */
  public Optional<String> attachmentField() {
    return fields.stream().filter(Field::attachment).map(Field::name).findFirst();
  }

  /** The media type of a request: {@code application/json}, or {@code text/plain}. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * A request body as an object, be it JSON or {@code a=b&c=d}. Whether it is a good one is for
   * {@link #check} to say.
   *
   * @throws IOException when it is neither, has a field twice or exceeds the bounds; its message is
   *     for people
   */
  public JsonNode read(byte[] body) throws IOException {
    return mediaType.equals("text/plain") ? FormText.read(body) : BankJson.read(body);
  }

  /** The fields of the request body in the contract's order; empty where there is no body. */
  public List<Field> fields() {
    return fields;
  }

  /** The parameters of path and query in the contract's order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Whether a request has a body. */
  public boolean hasBody() {
    return body != null;
  }

  /**
   * How an unknown outcome is settled; empty for reads, which are just repeated, and where BRI
   * offers no inquiry: such a request goes to a person.
   */
  public Optional<Inquiry> inquiry() {
    return Optional.ofNullable(inquiry);
  }

  /** The operation's code table and its product's, in the order in which its rules are tried. */
  public List<CodeRule> codes() {
    return classifier.codes();
  }

  /** The operation as it stands in the contract, references resolved. Not to be changed. */
  public JsonNode document() {
    return document;
  }

  /** Everything that is wrong with a request body, all at once; empty when it may be sent. */
  public List<Violation> check(JsonNode body) {
    JsonNode given = body == null ? JsonNodeFactory.instance.nullNode() : body;
    return this.body == null ? List.of() : this.body.check(given);
  }

  /** What looks doubtful in a body that may nevertheless be sent (rulings 22). */
  public List<Violation> advise(JsonNode body) {
    return advice == null || body == null ? List.of() : advice.check(body);
  }

  /** Everything that is wrong with the parameters of path and query. */
  public List<Violation> checkParameters(Map<String, String> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach(node::put);
    List<Violation> violations = new ArrayList<>(query.check(node));
    // whatever is between us and the bank may decode a path before it looks at it
    parameters.stream()
        .filter(Parameter::inPath)
        .filter(
            parameter -> values.getOrDefault(parameter.name(), "").matches(".*[/\\\\\\p{Cntrl}].*"))
        .map(parameter -> new Violation(parameter.name(), null, "must not have / or \\ in it"))
        .forEach(violations::add);
    return List.copyOf(violations);
  }

  /**
   * Where a call with these parameters goes.
   *
   * @throws IllegalArgumentException when a required one is missing
   */
  public BankUri uri(Map<String, String> values) {
    return uri(template, values);
  }

  /** The same below another path, since BRI has moved versions before (rulings 1). */
  public BankUri uri(String otherTemplate, Map<String, String> values) {
    return uri(PathTemplate.of(otherTemplate), values);
  }

  private BankUri uri(PathTemplate path, Map<String, String> values) {
    StringJoiner query = new StringJoiner("&");
    for (Parameter parameter : parameters) {
      String value = values.get(parameter.name());
      if (!parameter.inPath() && value != null) {
        query.add(BankUri.encode(parameter.name()) + "=" + BankUri.encode(value));
      } else if (parameter.required() && value == null) {
        throw new IllegalArgumentException(parameter.name() + " is missing");
      }
    }
    return new BankUri(path.fill(values), query.toString());
  }

  /** The decoded values of the path's parameters in a path that this operation matched. */
  public Map<String, String> pathParameters(String path) {
    return template.values(path);
  }

  /**
   * What an answer means (rulings 14-19).
   *
   * @param httpStatus its status
   * @param body its body; may be null, empty, or anything at all
   * @param afterUnknown whether an earlier attempt of the same request has an unknown outcome: then
   *     "already there" is no refusal, but {@code pending} with the reason {@code already-there}
   */
  public Verdict classify(int httpStatus, byte[] body, boolean afterUnknown) {
    Verdict verdict = classifier.classify(httpStatus, body, afterUnknown);
    if (verdict.outcome() != Outcome.SUCCEEDED) {
      return verdict;
    }
    // a success that does not say what it made is settled by inquiry: the reference must not be
    // lost
    if (referenceRequired && reference(body).isEmpty()) {
      return other(verdict, Outcome.PENDING, "no-reference");
    }
    return result == null
        ? verdict
        : result
            .read(AnswerBody.read(body).body())
            .filter(status -> status.outcome() != Outcome.SUCCEEDED)
            .map(status -> other(verdict, status.outcome(), status.reason()))
            .orElse(verdict);
  }

  private static Verdict other(Verdict verdict, Outcome outcome, String reason) {
    return new Verdict(
        outcome, reason, verdict.httpStatus(), verdict.responseCode(), verdict.message());
  }

  /** BRI's reference of what an answer says was made; empty where the operation makes nothing. */
  public Optional<String> reference(byte[] body) {
    JsonNode answer = reference == null ? null : AnswerBody.read(body).body();
    return answer == null ? Optional.empty() : Optional.ofNullable(Values.text(answer, reference));
  }

  /** Names and aliases of what holds account numbers in body and parameters. */
  Set<String> accounts() {
    return accounts;
  }

  PathTemplate template() {
    return template;
  }

  Set<String> queryNames() {
    return parameters.stream()
        .filter(parameter -> !parameter.inPath())
        .map(Parameter::name)
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return product + "/" + id;
  }
}
