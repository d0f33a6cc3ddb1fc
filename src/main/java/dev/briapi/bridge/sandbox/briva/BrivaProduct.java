package dev.briapi.bridge.sandbox.briva;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.sandbox.oauth.GatewayChecks;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BankOperation;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.Product;
import dev.briapi.bridge.sandbox.server.ReferenceCounts;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.SandboxRequest;
import dev.briapi.bridge.sandbox.server.Surroundings;
import dev.briapi.bridge.sandbox.server.Wishes;

/** BRIVA: finds the operation, checks its headers, and hands over. */
public final class BrivaProduct implements Product {
  private static final Set<String> HEADERS =
      Set.of("accept", "authorization", "bri-timestamp", "bri-signature", "content-type");

  private final GatewayChecks gateway;
  private final BrivaSettings settings;
  private final VirtualAccounts book;
  private final Payments payments;
  private final Accounts accounts;
  private final Reports reports;
  private final ReferenceCounts creates;
  private final Wishes wishes;
  private final Map<BrivaOperation, BankOperation> operations = new EnumMap<>(BrivaOperation.class);

  /** BRIVA behind these gateway checks. */
  public BrivaProduct(GatewayChecks gateway, BrivaSettings settings, Surroundings surroundings) {
    this.gateway = gateway;
    this.settings = settings;
    this.book = new VirtualAccounts(settings.maxAccounts());
    this.payments = new Payments(settings, surroundings);
    this.accounts = new Accounts(book, payments, settings, surroundings);
    this.reports = new Reports(payments);
    this.creates = new ReferenceCounts(settings.maxAccounts());
    this.wishes = new Wishes(BrivaWords.table(), surroundings.lateAnswer());
    for (BrivaOperation operation : BrivaOperation.values()) {
      operations.put(
          operation,
          new BankOperation(
              "briva",
              operation.id(),
              request -> check(operation, request),
              request -> wish(operation, request),
              request -> process(operation, request),
              BrivaAnswers::refusal));
    }
  }

  @Override
  public Optional<BankOperation> find(SandboxRequest request) {
    return BrivaOperation.of(request).map(operations::get);
  }

  @Override
  public Set<String> headers() {
    return HEADERS;
  }

  /** The virtual accounts. */
  public VirtualAccounts accounts() {
    return book;
  }

  /** What was paid, and who wants to know of it. */
  public Payments payments() {
    return payments;
  }

  /** How often each account was asked for: by {@code brivaNo/custCode}. */
  public ReferenceCounts creates() {
    return creates;
  }

  /**
   * Pays an account, as a customer would (rulings 28).
   *
   * @param amount whole rupiah; only the account's own amount will do
   * @param channel such as {@code IBNK}
   * @throws IllegalStateException when it cannot be paid
   */
  public Payment pay(String brivaNo, String custCode, BigDecimal amount, String channel) {
    return accounts.pay(brivaNo, custCode, amount, channel);
  }

  /** Forgets accounts, payments and counts; listeners stay. */
  public void reset() {
    book.clear();
    payments.clear();
    creates.clear();
    wishes.clear();
  }

  private Optional<Answer> check(BrivaOperation operation, SandboxRequest request) {
    if (operation == BrivaOperation.CREATE_ACCOUNT) {
      key(request).ifPresent(creates::arrived);
    }
    Optional<Answer> refused = gateway.check(request);
    if (refused.isPresent()) {
      return refused;
    }
    String type = GatewayChecks.mediaType(request);
    // mandatory by the tables, absent from the samples of the inquiries (rulings 21)
    boolean fits = type.equals(operation.mediaType()) || type.isEmpty() && !operation.hasBody();
    return fits ? Optional.empty() : Optional.of(GatewayChecks.badParameter());
  }

  private static Optional<String> key(SandboxRequest request) {
    return request
        .json()
        .map(body -> body.path("brivaNo").asText() + "/" + body.path("custCode").asText());
  }

  private Optional<Fault> wish(BrivaOperation operation, SandboxRequest request) {
    return switch (operation) {
      case CREATE_ACCOUNT, UPDATE_ACCOUNT ->
          request
              .json()
              .flatMap(
                  body ->
                      wishes.of(
                          operation.id() + " " + body.path("custCode").asText(),
                          body.path("keterangan").asText()));
      default -> Optional.empty();
    };
  }

  private Answer process(BrivaOperation operation, SandboxRequest request) {
    JsonNode given = given(operation, request);
    try {
      return answer(operation, request, given);
    } catch (Refusal refusal) {
      Map<String, Object> body = BrivaAnswers.refusal(refusal.code(), refusal.getMessage());
      if (!refusal.code().equals("41") && !refusal.code().equals("21")) {
        body.put("data", given); // every other sample of a refusal repeats what was sent
      }
      return Answer.json(refusal.http(), body);
    }
  }

  private Answer answer(BrivaOperation operation, SandboxRequest request, JsonNode given) {
    return switch (operation) {
      case CREATE_ACCOUNT -> {
        Answer created = accounts.create(given);
        key(request).ifPresent(creates::done);
        yield created;
      }
      case GET_ACCOUNT -> accounts.get(given);
      case GET_ACCOUNT_STATUS -> accounts.status(given);
      case UPDATE_ACCOUNT_STATUS -> accounts.updateStatus(given);
      case UPDATE_ACCOUNT -> accounts.update(given);
      case DELETE_ACCOUNT -> accounts.delete(given);
      case GET_REPORT -> {
        List<String> path = operation.parameters(request);
        yield reports.day(brivaNo(given), path.get(2), path.get(3));
      }
      case GET_REPORT_TIME -> {
        List<String> path = operation.parameters(request);
        yield reports.window(brivaNo(given), path.get(2), path.get(3), path.get(4), path.get(5));
      }
    };
  }

  private String brivaNo(JsonNode given) {
    return new AccountFields(given, settings).brivaNo();
  }

  /** What the request says, be it in a body, in a form or in its path. */
  private static JsonNode given(BrivaOperation operation, SandboxRequest request) {
    if (operation == BrivaOperation.DELETE_ACCOUNT) {
      return form(new String(request.body(), StandardCharsets.UTF_8));
    }
    if (operation.hasBody()) {
      return request.json().orElseGet(JsonNodeFactory.instance::objectNode);
    }
    List<String> path = operation.parameters(request);
    ObjectNode given =
        JsonNodeFactory.instance
            .objectNode()
            .put("institutionCode", path.get(0))
            .put("brivaNo", path.get(1));
    return switch (operation) {
      case GET_REPORT -> given.put("startTime", path.get(2)).put("endTime", path.get(3));
      case GET_REPORT_TIME ->
          given
              .put("startDate", path.get(2))
              .put("startTime", path.get(3))
              .put("endDate", path.get(4))
              .put("endTime", path.get(5));
      default -> given.put("custCode", path.get(2));
    };
  }

  /** A text without an equals sign is a name without a value, as the document's sample shows. */
  private static JsonNode form(String text) {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      form.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    return form;
  }
}
