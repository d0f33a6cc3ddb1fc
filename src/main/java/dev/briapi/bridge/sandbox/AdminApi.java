package dev.briapi.bridge.sandbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.briapi.bridge.sandbox.cbm.CreateCounts;
import dev.briapi.bridge.sandbox.server.Answer;
import dev.briapi.bridge.sandbox.server.CallLog;
import dev.briapi.bridge.sandbox.server.Fault;
import dev.briapi.bridge.sandbox.server.Json;
import dev.briapi.bridge.sandbox.server.ReferenceCounts;
import dev.briapi.bridge.sandbox.server.SandboxRequest;

/** {@code /sandbox/**}: what people and scripts use to look at the sandbox and to trouble it. */
final class AdminApi {
  private static final int MOST = 1_000;

  private final Sandbox sandbox;
  private final BooksApi books;

  AdminApi(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.books = new BooksApi(sandbox);
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
    return switch (request.method() + " " + request.path()) {
      case "GET /" -> Answer.text(200, HelpPage.text());
      case "GET /sandbox/calls" -> calls(request.query());
      case "GET /sandbox/calls/arrivals" -> arrivals(request.query());
      case "GET /sandbox/calls/creates" -> creates(request.query());
      case "GET /sandbox/calls/references" -> references(request.query());
      case "GET /sandbox/faults" -> Answer.json(200, sandbox.faults().list());
      case "POST /sandbox/faults" ->
          Answer.json(
              201, Map.of("id", sandbox.faults().add(Json.read(request.body(), Fault.class))));
      case "DELETE /sandbox/faults" -> done(sandbox.faults()::clear);
      case "POST /sandbox/tokens/expire" -> done(sandbox::expireTokens);
      case "POST /sandbox/reset" -> done(sandbox::reset);
      default -> item(request);
    };
  }

  private Answer item(SandboxRequest request) throws IOException {
    String[] parts = request.path().split("/");
    if (parts.length == 4
        && parts[2].equals("faults")
        && request.method().equals("DELETE")
        && sandbox.faults().remove(Long.parseLong(parts[3]))) {
      return done(() -> {});
    }
    return books.answer(request, parts);
  }

  private Answer calls(Map<String, String> query) {
    CallLog log = sandbox.calls();
    CreateCounts creates = sandbox.cbm().creates();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("counts", log.counts());
    body.put("tokenFetches", log.count("token"));
    body.put("answers", log.answers());
    body.put("undocumentedHeaders", log.undocumentedHeaders());
    body.put("unknownPaths", log.unknownPaths());
    Map<String, Integer> worst = new TreeMap<>();
    Stream.of("oauth", "cbm", "briva", "valas", "snap")
        .forEach(product -> worst.put(product, log.worstSecond(product)));
    body.put("worstSecond", worst);
    Map<String, Object> created = new LinkedHashMap<>();
    created.put("invoices", creates.distinct());
    created.put("repeated", creates.repeated(100));
    body.put("creates", created);
    body.put(
        "references",
        Map.of(
            "briva", repeated(sandbox.briva().creates()),
            "valas", repeated(sandbox.valas().references()),
            "snap", repeated(sandbox.snap().references())));
    body.put("last", log.last(limit(query, 20)));
    return Answer.json(200, body);
  }

  private static Map<String, Object> repeated(ReferenceCounts counts) {
    return Map.of("distinct", counts.distinct(), "repeated", counts.repeated(100));
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

  private Answer references(Map<String, String> query) {
    String reference = query.getOrDefault("reference", "");
    ReferenceCounts counts =
        switch (query.getOrDefault("product", "")) {
          case "briva" -> sandbox.briva().creates();
          case "valas" -> sandbox.valas().references();
          case "snap" -> sandbox.snap().references();
          default -> throw new IllegalArgumentException("product has to be briva, valas or snap");
        };
    return Answer.json(200, counts.of(reference));
  }

  /** How many items a list may have. */
  static int limit(Map<String, String> query, int standard) {
    String limit = query.get("limit");
    return limit == null ? standard : Math.max(1, Math.min(MOST, Integer.parseInt(limit)));
  }

  private static Answer done(Runnable action) {
    action.run();
    return Answer.json(200, Map.of("done", true));
  }
}
