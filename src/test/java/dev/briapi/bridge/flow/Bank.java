package dev.briapi.bridge.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.briapi.bridge.bank.Violation;
import dev.briapi.bridge.sandbox.Sandbox;
import dev.briapi.bridge.sandbox.SandboxOptions;
import dev.briapi.bridge.sandbox.cbm.CbmSettings;
import dev.briapi.bridge.sandbox.cbm.CreateCounts;
import dev.briapi.bridge.sandbox.cbm.Invoice;
import dev.briapi.bridge.sandbox.server.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sandbox with a witness inside. Whenever an invoice arrives, the witness looks into the
 * bridge's database: by then the request has to be committed as being sent.
 */
public final class Bank implements AutoCloseable {
  public static final String CLIENT_ID = "test-client";
  public static final String CLIENT_SECRET = "test-secret-5d1f0c";
  public static final String CORPORATE_KEY = "test-corporate-key-77ab";

  private final Sandbox sandbox;
  private final TestDatabase ledger;
  private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();
  private final Queue<String> unrecorded = new ConcurrentLinkedQueue<>();

  /** Starts it. */
  public Bank(TestDatabase ledger) {
    this.ledger = ledger;
    sandbox =
        new Sandbox(
                SandboxOptions.with(this::witness)
                    .withCredentials(CLIENT_ID, CLIENT_SECRET)
                    .withLateAnswer(Duration.ofSeconds(4))
                    .withCbm(CbmSettings.defaults().withCorporateKey(CORPORATE_KEY)))
            .start();
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  private List<Violation> witness(String product, String operation, JsonNode body) {
    String number = body.path("InvoiceNumber").asText();
    if (operation.equals("create-invoice") && !strangers.contains(number)) {
      bodies.put(number, body);
      List<Map<String, Object>> open =
          ledger.rows(
              """
              select 1 from request r join attempt a on a.request_id = r.id and a.number = r.attempts
              where r.reference = ? and r.operation = 'create-invoice' and r.status = 'sending' and a.outcome is null
              """,
              number);
      if (open.size() != 1) {
        unrecorded.add(number);
      }
    }
    return List.of();
  }

  /**
   * How many calls came per second between the first and the last of these arrivals. A machine that
   * stands still for a moment lowers it, so no limit is exceeded by that.
   *
   * @param arrivals in nanoseconds
   */
  public static double perSecond(List<Long> arrivals) {
    long nanos = arrivals.get(arrivals.size() - 1) - arrivals.get(0);
    return (arrivals.size() - 1) * 1e9 / nanos;
  }

  /** Arms a fault. */
  public void fault(Fault fault) {
    sandbox.faults().add(fault);
  }

  /** The body of the last create request of an invoice. */
  public JsonNode body(String number) {
    return bodies.get(number);
  }

  public CreateCounts.Count creates(String number) {
    return sandbox.cbm().creates().of(TestInvoice.ANCHOR, TestInvoice.PARTNER, number);
  }

  public Invoice invoice(String number) {
    return sandbox
        .cbm()
        .invoices()
        .find(TestInvoice.ANCHOR, TestInvoice.PARTNER, number)
        .orElseThrow(() -> new AssertionError(number + " is not at the bank"));
  }

  public boolean knows(String number) {
    return sandbox
        .cbm()
        .invoices()
        .find(TestInvoice.ANCHOR, TestInvoice.PARTNER, number)
        .isPresent();
  }

  /** Creates an invoice as somebody else would, past the bridge; answers BRI's reference. */
  public String createdBySomebodyElse(TestInvoice invoice) {
    strangers.add(invoice.fields().get("InvoiceNumber"));
    ObjectNode body = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
    invoice.fields().forEach(body::put);
    body.put("Amount", new java.math.BigDecimal(invoice.fields().get("Amount")));
    body.remove("Attachment");
    new SignedClient(sandbox.baseUrl()).createInvoice(body.toString());
    strangers.remove(invoice.fields().get("InvoiceNumber"));
    return invoice(invoice.fields().get("InvoiceNumber")).referenceNumber();
  }

  /** Every outcome of a file is the bank's own: created exactly once, under the same reference. */
  public void hasExactlyOnce(Acknowledgement acknowledgement) {
    assertThat(acknowledgement.lines())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String number = line.get("InvoiceNumber");
              assertThat(line.get("Outcome")).as(number).isEqualTo("created");
              assertThat(creates(number).created()).as("created at the bank").isEqualTo(1);
              assertThat(line.get("ReferenceNumber")).isEqualTo(invoice(number).referenceNumber());
            });
  }

  /** Nothing left the bridge that should not have, and nothing before it was recorded. */
  public void sawNothingStrange() {
    assertThat(sandbox.calls().undocumentedHeaders()).as("undocumented headers").isEmpty();
    assertThat(sandbox.calls().unknownPaths()).as("requests for unknown paths").isZero();
    assertThat(unrecorded).as("arrived before the ledger said so").isEmpty();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
