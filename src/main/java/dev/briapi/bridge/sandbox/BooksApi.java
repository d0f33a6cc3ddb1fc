package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.briapi.bridge.sandbox.briva.BrivaProduct;
import dev.briapi.bridge.sandbox.cbm.Invoice;
import dev.briapi.bridge.sandbox.cbm.InvoiceStatus;
import dev.briapi.bridge.sandbox.oauth.GatewayChecks;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.SandboxRequest;
import dev.briapi.bridge.sandbox.snap.SnapAccount;
import dev.briapi.bridge.sandbox.snap.TransferStatus;
import dev.briapi.bridge.sandbox.valas.ValasAccount;

/** The part of {@code /sandbox/**} that shows and changes what the products have in their books. */
final class BooksApi {
  private final Sandbox sandbox;
  private final NotificationsApi notifications;

  BooksApi(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.notifications = new NotificationsApi(sandbox);
  }

  Answer answer(SandboxRequest request, String[] parts) throws IOException {
    Map<String, String> query = request.query();
    int limit = AdminApi.limit(query, 100);
    if (parts.length > 3 && parts[2].equals("briva") && parts[3].equals("notifications")) {
      return notifications.answer(request, limit).orElseGet(BooksApi::nothing);
    }
    return switch (request.method() + " " + request.path()) {
      case "GET /sandbox/invoices" -> invoices(query, limit);
      case "GET /sandbox/briva/pay" -> PaymentForm.page();
      case "GET /sandbox/briva/accounts" ->
          list(sandbox.briva().accounts().size(), sandbox.briva().accounts().list(limit));
      case "GET /sandbox/briva/payments" -> items(sandbox.briva().payments().all());
      case "POST /sandbox/briva/payments" -> pay(request);
      case "GET /sandbox/valas/accounts" -> items(sandbox.valas().accounts().all());
      case "POST /sandbox/valas/accounts" -> {
        ValasAccount account = Json.read(request.body(), ValasAccount.class);
        sandbox.valas().accounts().put(account);
        yield Answer.json(201, account);
      }
      case "GET /sandbox/valas/deals" -> items(sandbox.valas().deals().all());
      case "GET /sandbox/valas/transactions" ->
          list(sandbox.valas().transactions().size(), sandbox.valas().transactions().list(limit));
      case "GET /sandbox/snap/accounts" -> items(sandbox.snap().accounts().all());
      case "POST /sandbox/snap/accounts" -> {
        SnapAccount account = Json.read(request.body(), SnapAccount.class);
        sandbox.snap().accounts().put(account);
        yield Answer.json(201, account);
      }
      case "GET /sandbox/snap/transfers" ->
          list(sandbox.snap().transfers().size(), sandbox.snap().transfers().list(limit));
      default -> item(request, parts);
    };
  }

  private Answer item(SandboxRequest request, String[] parts) throws IOException {
    if (parts.length < 4) {
      return nothing();
    }
    String kind = request.method() + " " + parts[2] + (parts.length > 4 ? "/" + parts[3] : "");
    String last = decoded(parts[parts.length - 1]);
    String before = decoded(parts[parts.length - 2]);
    return switch (kind + " " + parts.length) {
      case "GET invoices 4" -> found(sandbox.cbm().invoices().find(last));
      case "GET briva/accounts 6" -> found(sandbox.briva().accounts().find(before, last));
      case "GET valas/transactions 5" -> found(sandbox.valas().transactions().find(last));
      case "GET snap/transfers 5" -> found(sandbox.snap().transfers().find(last));
      default -> last.equals("status") ? move(request, parts, before) : nothing();
    };
  }

  private Answer move(SandboxRequest request, String[] parts, String key) throws IOException {
    return switch (request.method() + " " + parts[2] + " " + parts.length) {
      case "POST invoices 5" -> {
        Move move = Json.read(request.body(), Move.class);
        yield found(sandbox.cbm().invoices().move(key, required("status", move.status())));
      }
      case "POST valas 6" -> {
        Judgement judgement = Json.read(request.body(), Judgement.class);
        yield found(
            sandbox
                .valas()
                .transactions()
                .move(
                    key,
                    required("status", judgement.status()),
                    required("description", judgement.description())));
      }
      case "POST snap 6" -> {
        Settlement settlement = Json.read(request.body(), Settlement.class);
        yield found(sandbox.snap().transfers().move(key, required("status", settlement.status())));
      }
      default -> nothing();
    };
  }

  private record Move(InvoiceStatus status) {}

  private record Judgement(String status, String description) {}

  private record Settlement(TransferStatus status) {}

  private static <T> T required(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value;
  }

  private record Pay(String brivaNo, String custCode, String amount, String channel) {}

  // rulings 28: by a program or by a person's form
  private Answer pay(SandboxRequest request) throws IOException {
    boolean form =
        GatewayChecks.mediaType(request).equals("application/x-www-form-urlencoded")
            && request.body().length > 0
            && request.body()[0] != '{';
    Pay pay =
        form ? PaymentForm.read(request.body(), Pay::new) : Json.read(request.body(), Pay.class);
    BrivaProduct briva = sandbox.briva();
    return Answer.json(
        201,
        briva.pay(
            required("brivaNo", pay.brivaNo()),
            required("custCode", pay.custCode()),
            new BigDecimal(required("amount", pay.amount())),
            pay.channel() == null || pay.channel().isBlank() ? "IBNK" : pay.channel()));
  }

  private Answer invoices(Map<String, String> query, int limit) {
    List<Invoice> page = sandbox.cbm().invoices().page(query.get("after"), limit);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("total", sandbox.cbm().invoices().size());
    body.put("items", page);
    body.put("next", page.size() < limit ? null : page.get(page.size() - 1).referenceNumber());
    return Answer.json(200, body);
  }

  private static Answer items(List<?> items) {
    return list(items.size(), items);
  }

  private static Answer list(int total, List<?> items) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("total", total);
    body.put("items", items);
    return Answer.json(200, body);
  }

  private static Answer found(Optional<?> what) {
    return what.map(one -> Answer.json(200, one)).orElseGet(BooksApi::nothing);
  }

  private static Answer nothing() {
    return Answer.json(404, Map.of("error", "not found"));
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
