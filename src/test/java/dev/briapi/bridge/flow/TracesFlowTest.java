package dev.briapi.bridge.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a trace shows, and what it must not. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "quarkus.otel.sdk.disabled", value = "false"),
      @ResourceArg(name = "quarkus.otel.bsp.schedule.delay", value = "50ms")
    })
class TracesFlowTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String HEADER =
      """
      AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate
      """;

  Bank bank;
  DropBox drop;
  TestDatabase database;
  @Inject InMemorySpanExporter kept;

  @BeforeEach
  void begin() {
    kept.reset();
  }

  private static String line(String number) {
    return "BRIAPI01,BRIAPI02,AR,"
        + number
        + ",IDR,1000.00,Secret purpose,DF,2026-11-20,2026-11-23,2027-01-20\n";
  }

  private static String text(SpanData span, String attribute) {
    return span.getAttributes().get(AttributeKey.stringKey(attribute));
  }

  /** The spans of the trace of a request, once all of those that the test looks for have ended. */
  private List<SpanData> trace(String requestId, Predicate<List<SpanData>> whole) {
    return await("trace of " + requestId)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              Set<String> traces =
                  kept.getFinishedSpanItems().stream()
                      .filter(span -> requestId.equals(text(span, "bridge.request.id")))
                      .map(SpanData::getTraceId)
                      .collect(Collectors.toSet());
              return kept.getFinishedSpanItems().stream()
                  .filter(span -> traces.contains(span.getTraceId()))
                  .toList();
            },
            whole);
  }

  private static boolean ended(List<SpanData> trace, String... names) {
    return Stream.of(names)
        .allMatch(name -> trace.stream().anyMatch(span -> span.getName().equals(name)));
  }

  private static SpanData parent(List<SpanData> trace, SpanData span) {
    return trace.stream()
        .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
        .findFirst()
        .orElse(null);
  }

  private static List<SpanData> statements(List<SpanData> trace) {
    return trace.stream().filter(span -> text(span, "db.system") != null).toList();
  }

  /** Every span but one hangs on another one. */
  private static SpanData root(List<SpanData> trace) {
    assertThat(trace).extracting(SpanData::getTraceId).containsOnly(trace.get(0).getTraceId());
    List<SpanData> roots = trace.stream().filter(span -> parent(trace, span) == null).toList();
    assertThat(roots).extracting(SpanData::getName).hasSize(1);
    return roots.get(0);
  }

  private static void saysNothingSecret(List<SpanData> spans, String... secrets) {
    String all =
        spans.stream()
            .map(span -> span.getName() + span.getAttributes() + span.getEvents())
            .collect(Collectors.joining("\n"));
    assertThat(all)
        .doesNotContain(Bank.CLIENT_SECRET, Bank.CORPORATE_KEY, "Bearer", "erp-key")
        .doesNotContain(secrets);
    assertThat(spans.stream().flatMap(span -> span.getEvents().stream()))
        .as("no exception is quoted")
        .extracting(EventData::getName)
        .containsOnly("begun");
  }

  @Test
  void aRequestOfTheFrontDoorIsOneTraceUnderTheOneOfItsCaller() {
    Response created =
        FrontDoor.as(FrontDoor.ERP)
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .contentType("application/json")
            .body(FrontDoor.invoice("TRACE-1", "1000.00"))
            .post("/bri" + FrontDoor.CREATE);
    String id = FrontDoor.id(FrontDoor.has(created, 200, "succeeded"));

    List<SpanData> trace =
        trace(id, spans -> ended(spans, "receive-request", "call-cbm", "POST /bri/{path:.+}"));

    SpanData root = root(trace);
    assertThat(root.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(root.getTraceId()).isEqualTo(TRACE);
    assertThat(root.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(statements(trace)).as("statements").isNotEmpty();
    assertThat(trace)
        .filteredOn(span -> "create-invoice".equals(text(span, "bridge.operation")))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.getName()).isEqualTo("call-cbm");
              assertThat(text(call, "bridge.outcome")).isEqualTo("succeeded");
              assertThat(text(call, "bridge.request.id")).isEqualTo(id);
            });
    assertThat(trace)
        .filteredOn(span -> "POST".equals(span.getName()))
        .anySatisfy(call -> assertThat(text(call, "http.status_code")).isEqualTo("200"));
    saysNothingSecret(trace, "TRACE-1", "Invoice pembelian barang");
    bank.sawNothingStrange();
  }

  @Test
  void theLineOfAFileIsATraceFromItsClaimToTheDatabase() {
    drop.drop("traced.csv", HEADER + line("TRACE-L1") + line("TRACE-L2"));
    drop.completed("traced.csv");
    Map<String, Object> line =
        database
            .rows("select batch_id, line, request_id from line where invoice_number = 'TRACE-L2'")
            .get(0);

    List<SpanData> trace =
        trace(line.get("request_id").toString(), spans -> ended(spans, "send-invoice", "call-cbm"));

    assertThat(root(trace).getName()).isEqualTo("send-invoice");
    assertThat(statements(trace)).as("statements").isNotEmpty();
    assertThat(trace)
        .filteredOn(span -> "create-invoice".equals(text(span, "bridge.operation")))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(text(call, "bridge.outcome")).isEqualTo("succeeded");
              assertThat(text(call, "bridge.batch.id")).isEqualTo(line.get("batch_id").toString());
              assertThat(text(call, "bridge.line")).isEqualTo(line.get("line").toString());
            });
    saysNothingSecret(trace, "TRACE-L1", "TRACE-L2", "Secret purpose");
    bank.sawNothingStrange();
  }

  @Test
  void whatIsSettledLaterIsATraceOfTheSameRequest() {
    bank.fault(Fault.dropAfter("create-invoice"));
    String id =
        FrontDoor.id(
            FrontDoor.has(FrontDoor.create(FrontDoor.invoice("TRACE-P", "1.00")), 202, "pending"));

    List<SpanData> traces = trace(id, spans -> ended(spans, "settle-request", "inquire-outcome"));

    assertThat(traces)
        .filteredOn(span -> "create-invoice".equals(text(span, "bridge.operation")))
        .extracting(span -> text(span, "bridge.outcome"))
        .containsOnly("pending");
    assertThat(traces)
        .filteredOn(span -> text(span, "bridge.operation") != null)
        .extracting(span -> text(span, "bridge.request.id"))
        .containsOnly(id);
    saysNothingSecret(traces, "TRACE-P");
    bank.sawNothingStrange();
  }

  @Test
  void pathsAndQueriesOfRequestsAreNotKept() {
    FrontDoor.as(FrontDoor.ERP)
        .get("/bri/v1/briva/J104408/77777/888801000187508?a=888801000187509");
    FrontDoor.as(FrontDoor.ERP).get("/api/requests/888801000187508?reference=888801000187509");

    List<SpanData> spans =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    kept.getFinishedSpanItems().stream()
                        .filter(span -> span.getKind() == SpanKind.SERVER)
                        .toList(),
                found -> found.size() >= 2);

    saysNothingSecret(spans, "8888010001875");
  }

  @Test
  void timersThatFindNothingToDoBeginNoTrace() {
    // the replica has renewed itself, lines were looked for, the backlog was measured
    Object renewed = database.single("select max(expires_at) from replica");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !database.single("select max(expires_at) from replica").equals(renewed));

    assertThat(kept.getFinishedSpanItems())
        .filteredOn(span -> !span.getParentSpanContext().isValid())
        .allSatisfy(
            root -> {
              assertThat(root.getKind()).as(root.getName()).isNotEqualTo(SpanKind.CLIENT);
              assertThat(text(root, "db.system")).as(root.getName()).isNull();
              assertThat(text(root, "component"))
                  .as(root.getName())
                  .isNotIn("camel-timer", "camel-sql");
            });
  }
}
