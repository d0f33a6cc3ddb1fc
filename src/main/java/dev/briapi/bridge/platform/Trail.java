package dev.briapi.bridge.platform;

import java.util.Map;

import io.opentelemetry.api.trace.Span;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jboss.logging.MDC;

/**
 * What the work on this thread is about: ids that stand on every log line and every span of it. Ids
 * only, no content: whoever reads logs and traces need not see money or accounts.
 */
public final class Trail {
  /** The row in the ledger. */
  public static final String REQUEST = "requestId";

  /** The file. */
  public static final String BATCH = "batchId";

  /** The line in it. */
  public static final String LINE = "line";

  /** BRI's id of a payment that it tells of. */
  public static final String PAYMENT = "paymentRequestId";

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          REQUEST, "bridge.request.id",
          BATCH, "bridge.batch.id",
          LINE, "bridge.line",
          PAYMENT, "bridge.payment.id");

  private Trail() {}

  /** From here on, until it is forgotten; what is null is not noted. */
  public static void note(String name, Object id) {
    if (id != null) {
      MDC.put(name, id.toString());
      Span.current().setAttribute(ATTRIBUTES.get(name), id.toString());
    }
  }

  /** Takes it off this thread. */
  public static void forget(String name) {
    MDC.remove(name);
  }

  /**
   * From here on, until the exchange is done: its errors are handled by then. Our routes stay on
   * the thread that they began on.
   */
  public static void note(Exchange exchange, String name, Object id) {
    note(name, id);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                forget(name);
              }

              @Override
              public boolean allowHandover() {
                return false;
              }
            });
  }

  /** Puts all that is noted on a span that begins. */
  public static void mark(Span span) {
    ATTRIBUTES.forEach(
        (name, attribute) -> {
          Object id = MDC.get(name);
          if (id != null) {
            span.setAttribute(attribute, id.toString());
          }
        });
  }
}
