package dev.briapi.bridge.bank.contract;

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

  /** How an unknown outcome is settled; empty for reads, which are just repeated. */
  public Optional<Inquiry> inquiry() {
    return Optional.ofNullable(inquiry);
  }

  /** The operation's own code table, in the order in which its rules are tried. */
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
    return query.check(node);
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
    // a success that does not say what it made is settled by inquiry: the reference must not be
    // lost
    return verdict.outcome() == Outcome.SUCCEEDED && reference != null && reference(body).isEmpty()
        ? new Verdict(
            Outcome.PENDING, "no-reference", httpStatus, verdict.responseCode(), verdict.message())
        : verdict;
  }

  /** BRI's reference of what an answer says was made; empty where the operation makes nothing. */
  public Optional<String> reference(byte[] body) {
    JsonNode value = reference == null ? null : AnswerBody.read(body).body();
    for (String name : reference == null ? new String[0] : reference.split("\\.")) {
      value = value == null ? null : BankJson.field(value, name);
    }
    return Optional.ofNullable(value)
        .filter(node -> node.isTextual() || node.isNumber())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
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
