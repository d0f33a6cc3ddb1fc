package dev.briapi.bridge.console;

import java.io.IOException;
import java.io.InputStream;

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
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.Problem;
import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.invoice.file.UnreadableFile;
import dev.briapi.bridge.payment.AccountImport;
import dev.briapi.bridge.payment.ImportResult;
import dev.briapi.bridge.platform.BridgeSettings;

/** The virtual accounts that payments are matched with. */
@Path("/api/accounts")
@Tag(name = "accounts")
public class AccountResource {
  private static final String SUMMARY = "List virtual accounts";
  private static final String DESCRIPTION =
      "The virtual accounts that payments are matched with, in the order of number and customer code. "
          + Words.CSV;

  private final AccountQueries accounts;
  private final AccountImport imports;
  private final long largest;

  @Inject
  AccountResource(AccountQueries accounts, AccountImport imports, BridgeSettings settings) {
    this.accounts = accounts;
    this.imports = imports;
    this.largest = settings.drop().maxUploadMegabytes() * 1024L * 1024;
  }

  /** What to list. */
  public static class Query {
    @Parameter(description = "Only accounts of this BRIVA number.", example = "77777")
    @QueryParam("brivaNo")
    String brivaNo;

    @Parameter(description = "Only accounts of this customer code.", example = "1290051235")
    @QueryParam("custCode")
    String custCode;

    @Parameter(description = "Only accounts in this state.", example = "active")
    @QueryParam("state")
    String state;

    @Parameter(description = "Only accounts that we know of this way.", example = "import")
    @QueryParam("origin")
    String origin;

    private AccountQueries.Filter read(Input input) {
      return new AccountQueries.Filter(
          input.text("brivaNo", brivaNo),
          input.text("custCode", custCode),
          input.word("state", state, java.util.List.of("active", "deleted")),
          input.word("origin", origin, java.util.List.of("bridge", "import")));
    }
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "list-accounts", summary = SUMMARY, description = DESCRIPTION)
  public Page<AccountView> list(
      @BeanParam Query query,
      @Parameter(description = Words.AFTER) @QueryParam("after") String after,
      @Parameter(description = Words.LIMIT, example = "50") @QueryParam("limit") String limit) {
    Input input = new Input();
    AccountQueries.Filter filter = query.read(input);
    Cursor cursor = input.cursor(after, 2);
    int size = input.limit(limit);
    input.check();
    return accounts.list(filter, cursor, size);
  }

  @GET
  @RolesAllowed(Caller.VIEWER)
  @Produces(Words.OFFERED_CSV)
  @Operation(operationId = "list-accounts", summary = SUMMARY, description = DESCRIPTION)
  public StreamingOutput export(@BeanParam Query query) {
    Input input = new Input();
    AccountQueries.Filter filter = query.read(input);
    input.check();
    return accounts.export(filter);
  }

  @POST
  @RolesAllowed(Caller.OPERATOR)
  @Consumes(Words.TEXT_CSV)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "import-accounts",
      summary = "Import virtual accounts",
      description =
          "Takes accounts that were created elsewhere. Lines that are right are taken when the file has been read to its end, "
              + "the others are named in the answer; nothing is sent to BRI.")
  @RequestBody(
      description = "The file. An amount of 0, or none, is an open payment.",
      required = true,
      content =
          @Content(
              mediaType = Words.TEXT_CSV,
              schema = @Schema(type = SchemaType.STRING, format = "binary"),
              examples =
                  @ExampleObject(
                      name = "One account",
                      value =
                          """
                          brivaNo,custCode,nama,amount,keterangan,expiredDate
                          77777,1290051235,Yories,20000,Invoice 17,2026-12-31 23:59:59
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "What became of the lines.",
      content = @Content(schema = @Schema(implementation = ImportResult.class)))
  @APIResponse(
      responseCode = "422",
      description = "Nothing of it could be read; detail says why.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public ImportResult take(InputStream file) throws IOException {
    try {
      return imports.take(new LimitedBody(file, largest));
    } catch (UnreadableFile e) {
      throw new ProblemException(422, e.getMessage());
    }
  }
}
