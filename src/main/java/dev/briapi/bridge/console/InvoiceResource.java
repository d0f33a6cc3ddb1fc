package dev.briapi.bridge.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;

/** Invoices: what BRI has, and what it says about it. */
@Path("/api/invoices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.VIEWER)
@Tag(name = "invoices")
public class InvoiceResource {
  private final InvoiceQueries invoices;

  @Inject
  InvoiceResource(InvoiceQueries invoices) {
    this.invoices = invoices;
  }

  @GET
  @Operation(
      operationId = "list-invoices",
      summary = "List invoices",
      description = "Invoices in the order of anchor, partner and number.")
  public Page<InvoiceView> list(
      @Parameter(description = "Only invoices of this anchor.", example = "BRIAPI01")
          @QueryParam("anchorCode")
          String anchorCode,
      @Parameter(description = "Only invoices of this partner.", example = "BRIAPI02")
          @QueryParam("partnerCode")
          String partnerCode,
      @Parameter(description = "Only invoices of this number.", example = "INV-2026-0001")
          @QueryParam("invoiceNumber")
          String invoiceNumber,
      @Parameter(description = "Only the invoice of this reference of BRI's.")
          @QueryParam("referenceNumber")
          String referenceNumber,
      @Parameter(description = "Only invoices in this status of BRI's.", example = "00")
          @QueryParam("statusCode")
          String statusCode,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    InvoiceQueries.Filter filter =
        new InvoiceQueries.Filter(
            input.text("anchorCode", anchorCode),
            input.text("partnerCode", partnerCode),
            input.text("invoiceNumber", invoiceNumber),
            input.text("referenceNumber", referenceNumber),
            input.text("statusCode", statusCode));
    Cursor cursor = input.cursor(after, 3);
    int size = input.limit(limit);
    input.check();
    return invoices.list(filter, cursor, size);
  }

  @GET
  @Path("{reference}")
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
