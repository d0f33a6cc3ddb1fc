package dev.briapi.bridge.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;

/** Invoices: what BRI has, and what it says about it. */
@Path("/api/invoices")
@RolesAllowed(Caller.VIEWER)
@Tag(name = "invoices")
public class InvoiceResource {
  private static final String SUMMARY = "List invoices";
  private static final String DESCRIPTION =
      "Invoices in the order of anchor, partner and number. " + Words.CSV;

  private final InvoiceQueries invoices;

  @Inject
  InvoiceResource(InvoiceQueries invoices) {
    this.invoices = invoices;
  }

  /** What to list. */
  public static class Query {
    @Parameter(description = "Only invoices of this anchor.", example = "BRIAPI01")
    @QueryParam("anchorCode")
    String anchorCode;

    @Parameter(description = "Only invoices of this partner.", example = "BRIAPI02")
    @QueryParam("partnerCode")
    String partnerCode;

    @Parameter(description = "Only invoices of this number.", example = "INV-2026-0001")
    @QueryParam("invoiceNumber")
    String invoiceNumber;

    @Parameter(description = "Only the invoice of this reference of BRI's.")
    @QueryParam("referenceNumber")
    String referenceNumber;

    @Parameter(description = "Only invoices in this status of BRI's.", example = "00")
    @QueryParam("statusCode")
    String statusCode;

    private InvoiceQueries.Filter read(Input input) {
      return new InvoiceQueries.Filter(
          input.text("anchorCode", anchorCode),
          input.text("partnerCode", partnerCode),
          input.text("invoiceNumber", invoiceNumber),
          input.text("referenceNumber", referenceNumber),
          input.text("statusCode", statusCode));
    }
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "list-invoices", summary = SUMMARY, description = DESCRIPTION)
  public Page<InvoiceView> list(
      @BeanParam Query query,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    InvoiceQueries.Filter filter = query.read(input);
    Cursor cursor = input.cursor(after, 3);
    int size = input.limit(limit);
    input.check();
    return invoices.list(filter, cursor, size);
  }

  @GET
  @Produces(Words.OFFERED_CSV)
  @Operation(operationId = "list-invoices", summary = SUMMARY, description = DESCRIPTION)
  public StreamingOutput export(@BeanParam Query query) {
    Input input = new Input();
    InvoiceQueries.Filter filter = query.read(input);
    input.check();
    return invoices.export(filter);
  }

  @GET
  @Path("{reference}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "get-invoice",
      summary = "Get an invoice",
      description = "An invoice by BRI's reference, with the statuses that were seen of it.")
  public InvoiceView get(
      @Parameter(description = "BRI's referenceNumber.", example = "BRICBM2026000001")
          @PathParam("reference")
          String reference) {
    Input input = new Input();
    String text = input.text("reference", reference);
    input.check();
    return invoices
        .find(text)
        .orElseThrow(() -> new ProblemException(404, "There is no invoice " + text + "."));
  }
}
