package dev.briapi.bridge.console;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

import dev.briapi.bridge.gateway.Caller;
import dev.briapi.bridge.gateway.Problem;
import dev.briapi.bridge.gateway.ProblemException;
import dev.briapi.bridge.invoice.AttachmentConflictException;
import dev.briapi.bridge.invoice.BatchView;
import dev.briapi.bridge.invoice.Upload;
import dev.briapi.bridge.invoice.Uploaded;
import dev.briapi.bridge.invoice.Uploads;
import dev.briapi.bridge.platform.BridgeSettings;

/** Takes invoice files over HTTP. */
@Path("/api/batches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "batches")
public class UploadResource {
  private static final String SUMMARY = "Upload an invoice file";
  private static final String DESCRIPTION =
      "Takes a file as if it had been dropped: every line is checked before the answer, and sent after it. "
          + "The file is the body itself, named by ?name= or a Content-Disposition header, or the part `file` of a "
          + "multipart form. With ?dryRun=true it is checked and acknowledged, and nothing is sent.";

  private final Uploads uploads;
  private final BatchQueries batches;
  private final SecurityIdentity identity;
  private final long largest;

  @Inject
  UploadResource(
      Uploads uploads, BatchQueries batches, SecurityIdentity identity, BridgeSettings settings) {
    this.uploads = uploads;
    this.batches = batches;
    this.identity = identity;
    this.largest = settings.drop().maxUploadMegabytes() * 1024L * 1024;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "upload-batch", summary = SUMMARY, description = DESCRIPTION)
  @RequestBody(
      description = "The file.",
      required = true,
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary"),
              examples =
                  @ExampleObject(
                      name = "One invoice",
                      value =
                          """
                          AnchorCode,PartnerCode,InvoiceType,InvoiceNumber,Currency,Amount,Description,PaymentMethod,InvoiceDate,DisbursementDate,SettlementDate
                          BRIAPI01,BRIAPI02,AR,INV-2026-0001,IDR,1000000.00,Spare parts,DF,2026-11-20,2026-11-23,2027-01-20
                          """)))
  @APIResponse(
      responseCode = "202",
      description = "The file was taken; its lines are on their way.",
      headers = @Header(name = "Location", description = "Where to see what becomes of it."),
      content = @Content(schema = @Schema(implementation = BatchView.class)))
  @APIResponse(
      responseCode = "404",
      description = "CBM is off, and with it the drop folder.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "The same content was taken before, or an attachment of the same name has other content.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description = "The file was rejected as a whole; detail says why.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response raw(
      @Parameter(
              description = "The file's name; its ending says the format.",
              example = "november.csv")
          @QueryParam("name")
          String name,
      @Parameter(
              description = "Whether the file is only checked.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @QueryParam("dryRun")
          String dryRun,
      @Parameter(
              description = "Names the file where ?name= does not.",
              example = "attachment; filename=\"november.csv\"")
          @HeaderParam(HttpHeaders.CONTENT_DISPOSITION)
          String disposition,
      InputStream body)
      throws IOException, SQLException {
    Input input = new Input();
    String plain =
        UploadParts.plain(input, "name", name == null ? UploadName.of(disposition) : name);
    boolean checkOnly = input.flag("dryRun", dryRun);
    input.check();
    return take(
        new Upload(
            plain, () -> new LimitedBody(body, largest), null, List.of(), checkOnly, caller()));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = SUMMARY, description = DESCRIPTION)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = UploadForm.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = BatchView.class)))
  public Response form(
      @QueryParam("name") String name,
      @QueryParam("dryRun") String dryRun,
      MultipartFormDataInput form)
      throws IOException, SQLException {
    Input input = new Input();
    boolean checkOnly = input.flag("dryRun", dryRun);
    Upload upload = new UploadParts(form).read(input, name, checkOnly, caller());
    input.check();
    return take(upload);
  }

  private Response take(Upload upload) throws IOException, SQLException {
    if (!uploads.on()) {
      throw new ProblemException(404, "CBM is off, and with it the drop folder");
    }
    Uploaded uploaded;
    try {
      uploaded = uploads.take(upload);
    } catch (AttachmentConflictException e) {
      throw new ProblemException(409, e.getMessage());
    }
    BatchView batch = batches.find(uploaded.batch()).orElseThrow();
    if (batch.state().equals("rejected")) {
      int status = uploaded.earlier() == null ? 422 : 409;
      throw new ProblemException(
          Problem.of(status, batch.error()).ofBatch(batch.batchId(), uploaded.earlier()));
    }
    return Response.accepted(batch)
        .header(HttpHeaders.LOCATION, "/api/batches/" + batch.batchId())
        .build();
  }

  private String caller() {
    return identity.getPrincipal().getName();
  }
}
