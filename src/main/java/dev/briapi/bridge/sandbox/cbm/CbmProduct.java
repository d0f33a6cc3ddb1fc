package dev.briapi.bridge.sandbox.cbm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.sandbox.oauth.GatewayChecks;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.BankOperation;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.Product;
import dev.briapi.bridge.sandbox.server.SandboxRequest;
import dev.briapi.bridge.sandbox.server.Surroundings;

/** CBM: finds the operation, checks what its headers have to carry, and hands over. */
public final class CbmProduct implements Product, AutoCloseable {
  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "authorization",
          "bri-timestamp",
          "bri-signature",
          "content-type",
          "cbm-corporatekey",
          "cbm-corporaterequestid");

  private final GatewayChecks gateway;
  private final Surroundings surroundings;
  private final byte[] corporateKey;
  private final InvoiceBook book;
  private final CreateCounts counts;
  private final RequestIds requestIds;
  private final InvoiceCreation creation;
  private final InvoiceActions actions;
  private final Inquiries inquiries;
  private final Map<CbmOperation, BankOperation> operations = new EnumMap<>(CbmOperation.class);

  /** CBM behind these gateway checks. */
  public CbmProduct(GatewayChecks gateway, CbmSettings settings, Surroundings surroundings) {
    Clock clock = surroundings.clock();
    this.gateway = gateway;
    this.surroundings = surroundings;
    this.corporateKey = ("Bearer " + settings.corporateKey()).getBytes(StandardCharsets.UTF_8);
    this.book =
        new InvoiceBook(
            clock,
            new LifeCycle(settings.lifecycleStep()),
            settings.maxInvoices(),
            settings.journal());
    this.counts = new CreateCounts(settings.maxInvoices());
    this.requestIds = new RequestIds(settings.maxRequestIds());
    this.creation = new InvoiceCreation(book, counts, surroundings.rules(), clock);
    this.actions = new InvoiceActions(book, clock);
    this.inquiries = new Inquiries(book, clock);
    for (CbmOperation operation : CbmOperation.values()) {
      operations.put(
          operation,
          new BankOperation(
              "cbm",
              operation.id(),
              request -> check(operation, request),
              request -> wish(operation, request),
              request -> process(operation, request),
              CbmAnswers::refusal));
    }
  }

  @Override
  public Optional<BankOperation> find(SandboxRequest request) {
    return CbmOperation.of(request).map(operations::get);
  }

  @Override
  public Set<String> headers() {
    return HEADERS;
  }

  /** The invoices. */
  public InvoiceBook invoices() {
    return book;
  }

  /** How often each invoice was asked for. */
  public CreateCounts creates() {
    return counts;
  }

  /** Forgets invoices, counts and request ids. */
  public void reset() {
    book.clear();
    counts.clear();
    requestIds.clear();
  }

  private Optional<Answer> check(CbmOperation operation, SandboxRequest request) {
    if (operation == CbmOperation.CREATE_INVOICE) {
      key(request).ifPresent(counts::arrived);
    }
    Optional<Answer> refused = gateway.check(request);
    if (refused.isPresent()) {
      return refused;
    }
    if (!GatewayChecks.mediaType(request).equals("application/json")) {
      return Optional.of(GatewayChecks.badParameter());
    }
    String given = request.header("cbm-corporatekey");
    if (given == null
        || !MessageDigest.isEqual(corporateKey, given.getBytes(StandardCharsets.UTF_8))) {
      return refused(operation, "10", "Unauthorize Access.");
    }
    String id = request.header("cbm-corporaterequestid");
    if (id == null || id.isBlank()) {
      return refused(operation, "11", "CBM-CorporateRequestId is required.");
    }
    return requestIds.use(id)
        ? Optional.empty()
        : refused(operation, "11", "CBM-CorporateRequestId cannot duplicate.");
  }

  private static Optional<Answer> refused(CbmOperation operation, String code, String desc) {
    return Optional.of(CbmAnswers.refused(operation.forbidden(), code, desc));
  }

  private Optional<Fault> wish(CbmOperation operation, SandboxRequest request) {
    if (operation != CbmOperation.CREATE_INVOICE) {
      return Optional.empty();
    }
    return key(request)
        .flatMap(
            key -> {
              int attempt = counts.admitted(key);
              return CbmWords.table()
                  .in(key.invoiceNumber())
                  .filter(word -> attempt <= word.attempts())
                  .map(word -> word.fault().apply(surroundings.lateAnswer()));
            });
  }

  private static Optional<Invoice.Key> key(SandboxRequest request) {
    return request
        .json()
        .filter(body -> body.path("InvoiceNumber").isTextual())
        .map(
            body ->
                new Invoice.Key(
                    body.path("AnchorCode").asText(),
                    body.path("PartnerCode").asText(),
                    body.path("InvoiceNumber").textValue()));
  }

  private Answer process(CbmOperation operation, SandboxRequest request) {
    try {
      return operation.hasBody() ? act(operation, request) : ask(operation, request);
    } catch (CbmRefusal refusal) {
      return CbmAnswers.refused(refusal.http(), refusal.code(), refusal.getMessage());
    }
  }

  private Answer act(CbmOperation operation, SandboxRequest request) {
    JsonNode body =
        request.json().orElseThrow(() -> CbmRefusal.invalid("The body is not a JSON object"));
    if (operation == CbmOperation.CREATE_INVOICE) {
      return creation.create(body); // which has the rules looked at after its own
    }
    for (Violation wrong : surroundings.rules().check("cbm", operation.id(), body)) {
      throw CbmRefusal.invalid(wrong.message());
    }
    return switch (operation) {
      case CANCEL_INVOICE -> actions.cancel(body);
      case PAY_INVOICE -> actions.pay(body);
      case PAY_FACILITY -> actions.payFacility(body);
      case INSTAPAY -> actions.instapay(body);
      case REQUEST_SETTLEMENT -> actions.requestSettlement(body);
      default -> throw new IllegalStateException(operation.id());
    };
  }

  private Answer ask(CbmOperation operation, SandboxRequest request) {
    if (operation == CbmOperation.INQUIRE_INVOICE_BY_NUMBER) {
      return inquiries.invoiceByNumber(request.query());
    }
    String parameter;
    try {
      parameter =
          URLDecoder.decode(
              operation.parameter(request).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw CbmRefusal.invalid("The path cannot be read");
    }
    return switch (operation) {
      case INQUIRE_INVOICE -> inquiries.invoice(parameter);
      case LIST_FACILITIES -> inquiries.facilities(parameter);
      case INQUIRE_FACILITY -> inquiries.facility(parameter, request.query());
      case LIST_PARTNERS -> inquiries.partners(parameter);
      case INQUIRE_PARTNER -> inquiries.partner(parameter, request.query());
      case INQUIRE_PARTNER_FACILITY -> inquiries.partnerFacility(parameter, request.query());
      default -> throw new IllegalStateException(operation.id());
    };
  }

  @Override
  public void close() {
    book.close();
  }
}
