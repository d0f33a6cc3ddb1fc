package dev.briapi.bridge.console;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.bank.BankTime;
import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.platform.BankSettings;
import dev.briapi.bridge.platform.Products;

/** The runs that read BRI's books, and how to ask for one. */
@Path("/api/reconciliations")
@Tag(name = "reconciliations")
public class ReconciliationResource {
  private static final String SUMMARY = "List reconciliations";
  private static final String DESCRIPTION =
      "The runs that read BRI's books, the newest first. " + Words.CSV;
  private static final List<String> PRODUCTS = List.of("briva", "cbm");

  private final ReconciliationQueries runs;
  private final SecurityIdentity identity;
  private final Clock clock;
  private final Products products;
  private final List<String> numbers;

  @Inject
  ReconciliationResource(
      ReconciliationQueries runs,
      SecurityIdentity identity,
      Clock clock,
      Products products,
      BankSettings settings) {
    this.runs = runs;
    this.identity = identity;
    this.clock = clock;
    this.products = products;
    this.numbers = settings.briva().numbers().orElse(List.of());
  }

  /** What to list. */
  public static class Query {
    @Parameter(description = "Only runs of this product.", example = "briva")
    @QueryParam("product")
    String product;

    @Parameter(description = "Only runs of this BRIVA number.", example = "77777")
    @QueryParam("subject")
    String subject;

    @Parameter(
        description = "Only runs that are waiting, running, failed or finished well.",
        example = "failed")
    @QueryParam("state")
    String state;

    @Parameter(description = Words.FROM, example = "2026-11-20")
    @QueryParam("from")
    String from;

    @Parameter(description = Words.TO, example = "2026-11-20")
    @QueryParam("to")
    String to;

    private ReconciliationQueries.Filter read(Input input) {
      return new ReconciliationQueries.Filter(
          input.word("product", product, PRODUCTS),
          input.text("subject", subject),
          input.word("state", state, List.of("waiting", "running", "failed", "finished")),
          input.from("from", from),
          input.until("to", to));
    }
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "list-reconciliations", summary = SUMMARY, description = DESCRIPTION)
  public Page<ReconciliationView> list(
      @BeanParam Query query,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    ReconciliationQueries.Filter filter = query.read(input);
    Cursor.Moment moment = input.moment(after);
    int size = input.limit(limit);
    input.check();
    return runs.list(filter, moment, size);
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Produces(Words.OFFERED_CSV)
  @Operation(operationId = "list-reconciliations", summary = SUMMARY, description = DESCRIPTION)
  public StreamingOutput export(@BeanParam Query query) {
    Input input = new Input();
    ReconciliationQueries.Filter filter = query.read(input);
    input.check();
    return runs.export(filter);
  }

  @POST
  @RolesAllowed(Caller.OPERATOR)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "ask-for-reconciliation",
      summary = "Ask for a reconciliation",
      description =
          """
          Asks for a day of BRI's books to be read again as soon as possible: the report of every BRIVA number. Of CBM, whose \
          invoices are asked for as they are now, whatever the day: every invoice that has not come to its end. What fails is \
          tried again, at growing intervals.""")
  @APIResponse(
      responseCode = "202",
      description = "The runs that were asked for, or that were waiting already.",
      content = @Content(schema = @Schema(implementation = ReconciliationInput.Asked.class)))
  @APIResponse(responseCode = "409", ref = ApiDescription.CONFLICT)
  public Response ask(ReconciliationInput given) {
    Input input = new Input();
    LocalDate day = null;
    if (given == null) {
      input.wrong("body", "is missing");
    } else {
      String product = input.required("product", given.product());
      if (!product.isEmpty()) {
        input.word("product", product, PRODUCTS);
      }
      day = day(input, given.date());
    }
    input.check();
    String product = given.product().strip();
    if (!products.on(product)) {
      throw new ProblemException(409, "The product " + product + " is not switched on.");
    }
    List<ReconciliationView> asked =
        runs.ask(
            product,
            product.equals("briva") ? numbers : Collections.singletonList(null),
            day,
            identity.getPrincipal().getName());
    return Response.accepted(new ReconciliationInput.Asked(asked)).build();
  }

  private LocalDate day(Input input, String date) {
    LocalDate today = LocalDate.now(clock.withZone(BankTime.WIB));
    if (date == null) {
      return today;
    }
    try {
      LocalDate day = LocalDate.parse(date);
      if (day.isAfter(today)) {
        input.wrong("date", "is in the future");
      } else if (day.getYear() < 2000) {
        input.wrong("date", "is before 2000");
      }
      return day;
    } catch (DateTimeException e) {
      input.wrong("date", "is not a day such as 2026-11-20");
      return today;
    }
  }
}
