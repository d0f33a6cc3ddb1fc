package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.briapi.bridge.sandbox.cbm.CreateCounts;
import dev.briapi.bridge.sandbox.cbm.Invoice;
import dev.briapi.bridge.sandbox.cbm.InvoiceStatus;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.CallLog;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** {@code /sandbox/**}: what people and scripts use to look at the sandbox and to trouble it. */
final class AdminApi {
  private static final int MOST = 1_000;

  private final Sandbox sandbox;

  AdminApi(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  Answer answer(SandboxRequest request) {
    try {
      return route(request);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return Answer.json(400, Map.of("error", reason(e)));
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("cannot be read");
  }

  private Answer route(SandboxRequest request) throws IOException {
    String path = request.path();
    return switch (request.method() + " " + path) {
      case "GET /" -> Answer.text(200, HelpPage.text());
      case "GET /sandbox/calls" -> calls(request.query());
      case "GET /sandbox/calls/arrivals" -> arrivals(request.query());
      case "GET /sandbox/calls/creates" -> creates(request.query());
      case "GET /sandbox/invoices" -> invoices(request.query());
      case "GET /sandbox/faults" -> Answer.json(200, sandbox.faults().list());
      case "POST /sandbox/faults" ->
          Answer.json(
              201, Map.of("id", sandbox.faults().add(Json.read(request.body(), Fault.class))));
      case "DELETE /sandbox/faults" -> done(sandbox.faults()::clear);
      case "POST /sandbox/tokens/expire" -> done(sandbox::expireTokens);
      case "POST /sandbox/reset" -> done(sandbox::reset);
      default -> item(request, path.split("/"));
    };
  }

  private Answer item(SandboxRequest request, String[] parts) throws IOException {
    if (parts.length == 4
        && parts[2].equals("faults")
        && request.method().equals("DELETE")
        && sandbox.faults().remove(Long.parseLong(parts[3]))) {
      return done(() -> {});
    }
    if (parts.length == 4 && parts[2].equals("invoices") && request.method().equals("GET")) {
      return sandbox
          .cbm()
          .invoices()
          .find(parts[3])
          .map(invoice -> Answer.json(200, invoice))
          .orElseGet(AdminApi::nothing);
    }
    if (parts.length == 5
        && parts[2].equals("invoices")
        && parts[4].equals("status")
        && request.method().equals("POST")) {
      Move move = Json.read(request.body(), Move.class);
      if (move.status() == null) {
        throw new IllegalArgumentException("status is required");
      }
      return sandbox
          .cbm()
          .invoices()
          .move(parts[3], move.status())
          .map(invoice -> Answer.json(200, invoice))
          .orElseGet(AdminApi::nothing);
    }
    return nothing();
  }

  private record Move(InvoiceStatus status) {}

  private Answer calls(Map<String, String> query) {
    CallLog log = sandbox.calls();
    CreateCounts creates = sandbox.cbm().creates();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("counts", log.counts());
    body.put("tokenFetches", log.count("token"));
    body.put("answers", log.answers());
    body.put("undocumentedHeaders", log.undocumentedHeaders());
    body.put("unknownPaths", log.unknownPaths());
    body.put(
        "worstSecond", Map.of("oauth", log.worstSecond("oauth"), "cbm", log.worstSecond("cbm")));
    Map<String, Object> created = new LinkedHashMap<>();
    created.put("invoices", creates.distinct());
    created.put("repeated", creates.repeated(100));
    body.put("creates", created);
    body.put("last", log.last(limit(query, 20)));
    return Answer.json(200, body);
  }

  private Answer arrivals(Map<String, String> query) {
    String product = query.get("product");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("product", product);
    body.put("worstSecond", sandbox.calls().worstSecond(product));
    body.put("nanos", sandbox.calls().arrivals(product));
    return Answer.json(200, body);
  }

  private Answer creates(Map<String, String> query) {
    return Answer.json(
        200,
        sandbox
            .cbm()
            .creates()
            .of(
                query.getOrDefault("anchor", ""),
                query.getOrDefault("partner", ""),
                query.getOrDefault("invoice", "")));
  }

  private Answer invoices(Map<String, String> query) {
    int limit = limit(query, 100);
    List<Invoice> page = sandbox.cbm().invoices().page(query.get("after"), limit);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("total", sandbox.cbm().invoices().size());
    body.put("items", page);
    body.put("next", page.size() < limit ? null : page.get(page.size() - 1).referenceNumber());
    return Answer.json(200, body);
  }

  private static int limit(Map<String, String> query, int standard) {
    String limit = query.get("limit");
    return limit == null ? standard : Math.max(1, Math.min(MOST, Integer.parseInt(limit)));
  }

  private static Answer done(Runnable action) {
    action.run();
    return Answer.json(200, Map.of("done", true));
  }

  private static Answer nothing() {
    return Answer.json(404, Map.of("error", "not found"));
  }
}
