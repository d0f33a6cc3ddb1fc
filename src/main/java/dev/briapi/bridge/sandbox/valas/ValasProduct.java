package dev.briapi.bridge.sandbox.valas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

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

/** Valas: finds the operation, checks what its headers have to carry, and hands over. */
public final class ValasProduct implements Product {
  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "authorization",
          "bri-timestamp",
          "bri-signature",
          "content-type",
          "partnercode");

  private final GatewayChecks gateway;
  private final byte[] partnerCode;
  private final Surroundings surroundings;
  private final ValasAccounts accounts = new ValasAccounts();
  private final Deals deals;
  private final Underlyings underlyings;
  private final Transactions transactions;
  private final Exchanges exchanges;
  private final Inquiries inquiries;
  private final ReferenceCounts references;
  private final Wishes wishes;
  private final Map<ValasOperation, BankOperation> operations = new EnumMap<>(ValasOperation.class);

  /** Valas behind these gateway checks. */
  public ValasProduct(GatewayChecks gateway, ValasSettings settings, Surroundings surroundings) {
    this.gateway = gateway;
    this.partnerCode = settings.partnerCode().getBytes(StandardCharsets.UTF_8);
    this.surroundings = surroundings;
    this.deals = new Deals(surroundings, settings.maxTransactions());
    this.underlyings = new Underlyings(surroundings, settings.maxTransactions());
    this.transactions = new Transactions(settings.maxTransactions());
    this.exchanges =
        new Exchanges(accounts, deals, underlyings, transactions, settings, surroundings);
    this.inquiries =
        new Inquiries(
            accounts, deals, underlyings, transactions, exchanges, settings, surroundings);
    this.references = new ReferenceCounts(settings.maxTransactions());
    this.wishes = new Wishes(ValasWords.table(), surroundings.lateAnswer());
    for (ValasOperation operation : ValasOperation.values()) {
      operations.put(
          operation,
          new BankOperation(
              "valas",
              operation.id(),
              request -> check(operation, request),
              request -> wish(operation, request),
              request -> process(operation, request),
              ValasAnswers::refusal));
    }
  }

  @Override
  public Optional<BankOperation> find(SandboxRequest request) {
    return ValasOperation.of(request).map(operations::get);
  }

  @Override
  public Set<String> headers() {
    return HEADERS;
  }

  /** The accounts and their balances. */
  public ValasAccounts accounts() {
    return accounts;
  }

  /** The deals. */
  public Deals deals() {
    return deals;
  }

  /** The uploaded documents. */
  public Underlyings underlyings() {
    return underlyings;
  }

  /** What was exchanged. */
  public Transactions transactions() {
    return transactions;
  }

  /** How often each {@code partnerReferenceNo} was asked to move money. */
  public ReferenceCounts references() {
    return references;
  }

  /** Forgets everything but the accounts, which are as at the beginning. */
  public void reset() {
    accounts.reset();
    deals.clear();
    underlyings.clear();
    transactions.clear();
    references.clear();
    wishes.clear();
  }

  private Optional<Answer> check(ValasOperation operation, SandboxRequest request) {
    if (operation.movesMoney()) {
      reference(request).ifPresent(references::arrived);
    }
    Optional<Answer> refused = gateway.check(request);
    if (refused.isPresent()) {
      return refused;
    }
    if (!GatewayChecks.mediaType(request).equals("application/json")) {
      return Optional.of(GatewayChecks.badParameter());
    }
    String given = request.header("partnercode");
    if (given == null || given.isBlank()) {
      return Optional.of(ValasAnswers.refused(ValasAnswers.missing("partnerCode")));
    }
    return MessageDigest.isEqual(partnerCode, given.getBytes(StandardCharsets.UTF_8))
        ? Optional.empty()
        : Optional.of(ValasAnswers.refused(new Refusal(401, "4018200", "Unauthorized Client")));
  }

  private static Optional<String> reference(SandboxRequest request) {
    return Optional.ofNullable(request.field("partnerReferenceNo"));
  }

  private Optional<Fault> wish(ValasOperation operation, SandboxRequest request) {
    if (operation == ValasOperation.INQUIRY_TRANSACTION) {
      return Optional.empty(); // it asks for a reference that had its trouble already
    }
    return Stream.of("partnerReferenceNo", "remark", "fileName")
        .map(request::field)
        .filter(text -> text != null)
        .flatMap(
            text -> wishes.of(operation.id() + " " + reference(request).orElse(""), text).stream())
        .findFirst();
  }

  private Answer process(ValasOperation operation, SandboxRequest request) {
    try {
      JsonNode body = request.json().orElseThrow(() -> new Refusal(400, "4008200", "Bad Request"));
      Answer answer = answer(operation, body);
      if (operation.movesMoney()) {
        reference(request).ifPresent(references::done);
      }
      return answer;
    } catch (Refusal refusal) {
      return ValasAnswers.refused(refusal);
    }
  }

  private Answer answer(ValasOperation operation, JsonNode body) {
    // those look at some fields before, which have codes of their own
    if (!operation.movesMoney() && operation != ValasOperation.INQUIRY_TRANSACTION) {
      ValasAnswers.demand(surroundings, operation, body);
    }
    return switch (operation) {
      case NEGO_INFO -> inquiries.negoInfo(body);
      case CHECK_DEAL_CODE -> inquiries.dealCode(body);
      case TRANSACTION_NEGO -> exchanges.nego(body);
      case TRANSACTION_COUNTER -> exchanges.counter(body);
      case INQUIRY_TRANSACTION -> inquiries.transaction(body);
      case INQUIRY_LIMIT -> inquiries.limit(body);
      case COUNTER_INFO -> inquiries.counterInfo(body);
      case UPLOAD_UNDERLYING -> inquiries.upload(body);
      case RATE_PROFILE -> inquiries.rateProfile(body);
      case NEGO_RATE_PROFILE -> exchanges.rateProfile(body);
      case NEGO_CONTINUE -> inquiries.continueNego(body);
    };
  }
}
