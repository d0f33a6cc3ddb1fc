package dev.briapi.bridge.sandbox.snap;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.sandbox.oauth.Credentials;
import dev.briapi.bridge.sandbox.oauth.Tokens;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BankOperation;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.FaultKind;
import dev.briapi.bridge.sandbox.server.Product;
import dev.briapi.bridge.sandbox.server.ReferenceCounts;
import dev.briapi.bridge.sandbox.server.Refusal;
import dev.briapi.bridge.sandbox.server.SandboxRequest;
import dev.briapi.bridge.sandbox.server.Surroundings;
import dev.briapi.bridge.sandbox.server.Wishes;

/** SNAP: finds the operation, checks what its headers have to carry, and hands over. */
public final class SnapProduct implements Product {
  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "authorization",
          "content-type",
          "x-timestamp",
          "x-signature",
          "x-client-key",
          "x-partner-id",
          "channel-id",
          "x-external-id");

  private final Tokens tokens;
  private final ExternalIds externalIds;
  private final SnapChecks checks;
  private final SnapAccounts accounts = new SnapAccounts();
  private final TransferBook book;
  private final SnapTransfers transfers;
  private final ReferenceCounts references;
  private final Wishes wishes;
  private final Map<SnapOperation, BankOperation> operations = new EnumMap<>(SnapOperation.class);

  /** SNAP for this consumer, with tokens of its own. */
  public SnapProduct(Credentials credentials, SnapSettings settings, Surroundings surroundings) {
    this.tokens = new Tokens(surroundings.clock(), settings.tokenLifetime());
    this.externalIds = new ExternalIds(2 * settings.maxTransfers());
    this.checks = new SnapChecks(tokens, credentials, settings, surroundings, externalIds);
    this.book = new TransferBook(surroundings.clock(), settings.maxTransfers());
    this.transfers = new SnapTransfers(accounts, book, settings, surroundings);
    this.references = new ReferenceCounts(settings.maxTransfers());
    this.wishes = new Wishes(SnapWords.table(), surroundings.lateAnswer());
    for (SnapOperation operation : SnapOperation.values()) {
      SnapRefusals refusals = new SnapRefusals(operation);
      operations.put(
          operation,
          new BankOperation(
              "snap",
              operation.id(),
              request -> check(operation, refusals, request),
              request -> wish(operation, request),
              request -> process(operation, refusals, request),
              refusals::scripted));
    }
  }

  @Override
  public Optional<BankOperation> find(SandboxRequest request) {
    return SnapOperation.of(request).map(operations::get);
  }

  @Override
  public Set<String> headers() {
    return HEADERS;
  }

  /** The accounts that money is sent from. */
  public SnapAccounts accounts() {
    return accounts;
  }

  /** The transfers. */
  public TransferBook transfers() {
    return book;
  }

  /** How often each {@code partnerReferenceNo} was to be transferred. */
  public ReferenceCounts references() {
    return references;
  }

  /** Makes all tokens invalid. */
  public void expireTokens() {
    tokens.expireAll();
  }

  /** Forgets everything but the accounts, which are as at the beginning. */
  public void reset() {
    tokens.expireAll();
    externalIds.clear();
    accounts.reset();
    book.clear();
    references.clear();
    wishes.clear();
  }

  private Optional<Answer> check(
      SnapOperation operation, SnapRefusals refusals, SandboxRequest request) {
    if (operation == SnapOperation.TRANSFER) {
      reference(request).ifPresent(references::arrived);
    }
    try {
      if (operation == SnapOperation.SNAP_TOKEN) {
        checks.token(request, refusals);
      } else {
        checks.call(request, refusals);
      }
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(SnapRefusals.answer(refusal));
    }
  }

  private static Optional<String> reference(SandboxRequest request) {
    return Optional.ofNullable(request.field("partnerReferenceNo"));
  }

  private Optional<Fault> wish(SnapOperation operation, SandboxRequest request) {
    Stream<String> texts =
        switch (operation) {
          case TRANSFER -> Stream.of("partnerReferenceNo", "customerReference").map(request::field);
          case INQUIRE_ACCOUNT ->
              request.json().stream()
                  .map(body -> body.path("additionalInfo").path("deviceId").textValue());
          // the status asks for a reference that had its trouble already
          case TRANSFER_STATUS, SNAP_TOKEN -> Stream.empty();
        };
    return texts
        .filter(text -> text != null)
        .flatMap(
            text -> wishes.of(operation.id() + " " + reference(request).orElse(""), text).stream())
        .findFirst()
        .map(fault -> named(operation, fault));
  }

  /** The words are written with the service code of the transfer. */
  private static Fault named(SnapOperation operation, Fault fault) {
    return fault.kind() == FaultKind.REFUSE
        ? Fault.refuse(
            "*",
            fault.http(),
            operation.code(fault.http(), fault.code().substring(5)),
            fault.message())
        : fault;
  }

  private Answer process(SnapOperation operation, SnapRefusals refusals, SandboxRequest request) {
    try {
      JsonNode body = request.json().orElseThrow(() -> refusals.of(400, "00", "Bad Request"));
      if (operation == SnapOperation.SNAP_TOKEN) {
        return token(body, refusals);
      }
      return switch (operation) {
        case INQUIRE_ACCOUNT -> transfers.inquire(body);
        case TRANSFER -> {
          Answer answer = transfers.transfer(request, body);
          reference(request).ifPresent(references::done);
          yield answer;
        }
        case TRANSFER_STATUS -> transfers.status(body);
        case SNAP_TOKEN -> throw new IllegalStateException(operation.id());
      };
    } catch (Refusal refusal) {
      return SnapRefusals.answer(refusal);
    }
  }

  // rulings 3: no response code, and a lifetime in a string
  private Answer token(JsonNode body, SnapRefusals refusals) {
    if (!body.path("grantType").asText().equals("client_credentials")) {
      throw body.has("grantType") ? refusals.malformed("grantType") : refusals.missing("grantType");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accessToken", tokens.issue());
    answer.put("tokenType", "BearerToken");
    answer.put("expiresIn", Long.toString(tokens.lifetime().toSeconds()));
    return Answer.json(200, answer);
  }
}
