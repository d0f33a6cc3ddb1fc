package dev.briapi.bridge.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;

/** What was paid into virtual accounts. */
@Path("/api/payments")
@RolesAllowed(Caller.VIEWER)
@Tag(name = "payments")
public class PaymentResource {
  private static final String SUMMARY = "List payments";
  private static final String DESCRIPTION =
      "Payments of virtual accounts, the newest first: the rows of BRI's reports, and the notifications that no report tells of. "
          + Words.CSV;

  private final PaymentQueries payments;

  @Inject
  PaymentResource(PaymentQueries payments) {
    this.payments = payments;
  }

  /** What to list. */
  public static class Query {
    @Parameter(description = "Only payments of this BRIVA number.", example = "77777")
    @QueryParam("brivaNo")
    String brivaNo;

    @Parameter(description = "Only payments of this customer code.", example = "1290051235")
    @QueryParam("custCode")
    String custCode;

    @Parameter(description = "Only payments that a report has (true), or that none has (false).")
    @QueryParam("reported")
    String reported;

    @Parameter(
        description =
            "Only payments that a notification has told of (true), or that none has (false).")
    @QueryParam("notified")
    String notified;

    @Parameter(description = Words.FROM, example = "2026-11-20")
    @QueryParam("from")
    String from;

    @Parameter(description = Words.TO, example = "2026-11-20")
    @QueryParam("to")
    String to;

    private PaymentQueries.Filter read(Input input) {
      return new PaymentQueries.Filter(
          input.text("brivaNo", brivaNo),
          input.text("custCode", custCode),
          input.from("from", from),
          input.until("to", to),
          input.choice("reported", reported),
          input.choice("notified", notified));
    }
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "list-payments", summary = SUMMARY, description = DESCRIPTION)
  public Page<PaymentView> list(
      @BeanParam Query query,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    PaymentQueries.Filter filter = query.read(input);
    Cursor.Place place = input.place(after);
    int size = input.limit(limit);
    input.check();
    return payments.list(filter, place, size);
  }

  @GET
  @Produces(Words.OFFERED_CSV)
  @Operation(operationId = "list-payments", summary = SUMMARY, description = DESCRIPTION)
  public StreamingOutput export(@BeanParam Query query) {
    Input input = new Input();
    PaymentQueries.Filter filter = query.read(input);
    input.check();
    return payments.export(filter);
  }
}
