package dev.briapi.bridge.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What every operation of the API answers besides its own, and which fields may be null. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
  static final String KEY = "key";
  private static final List<String> ANSWERS =
      List.of(
          "Batch",
          "BatchWithProgress",
          "Line",
          "Invoice",
          "InvoiceStatus",
          "Request",
          "Attempt",
          "DeadLetter",
          "Payment",
          "Difference",
          "Reconciliation",
          "Account",
          "RejectedLine");

  static final String CONFLICT = "#/components/responses/Conflict";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    ANSWERS.stream().map(schemas::get).forEach(ApiDescription::mayBeNull);
    for (Map.Entry<String, PathItem> path : document.getPaths().getPathItems().entrySet()) {
      // the bank's own operations are described by its contracts
      boolean ours = path.getKey().startsWith("/api");
      for (Operation operation : path.getValue().getOperations().values()) {
        if (ours) {
          describe(path.getKey(), operation);
        }
      }
    }
  }

  private static void describe(String path, Operation operation) {
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme(KEY, List.of())));
    APIResponses responses = operation.getResponses();
    responses.getAPIResponses().values().forEach(ApiDescription::plainCsv);
    refer(responses, "400", "Invalid");
    refer(responses, "401", "Unauthorized");
    refer(responses, "403", "Forbidden");
    if (path.contains("{")) {
      refer(responses, "404", "NotFound");
    }
    List<Parameter> parameters = operation.getParameters();
    for (Parameter parameter : parameters == null ? List.<Parameter>of() : parameters) {
      switch (parameter.getName()) {
        case "limit" -> parameter.setSchema(limit());
        case "id" -> parameter.setSchema(schema(SchemaType.STRING).format("uuid"));
        default -> {
          // text
        }
      }
    }
  }

  /** How gladly a form is given is nothing to tell. */
  private static void plainCsv(APIResponse response) {
    Content content = response.getContent();
    if (content != null && content.hasMediaType(Words.OFFERED_CSV)) {
      content.addMediaType(
          Words.TEXT_CSV,
          OASFactory.createMediaType().schema(schema(SchemaType.STRING).format("binary")));
      content.removeMediaType(Words.OFFERED_CSV);
    }
  }

  private static Schema limit() {
    return schema(SchemaType.INTEGER)
        .minimum(BigDecimal.ONE)
        .maximum(BigDecimal.valueOf(Input.LARGEST_LIMIT))
        .defaultValue(Input.DEFAULT_LIMIT);
  }

  private static Schema schema(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }

  /** What an answer need not have is null there. */
  private static void mayBeNull(Schema answer) {
    List<String> always = answer.getRequired() == null ? List.of() : answer.getRequired();
    answer
        .getProperties()
        .forEach(
            (name, property) -> {
              inline(property);
              if (!always.contains(name) && property.getType() != null) {
                property.addType(SchemaType.NULL);
              }
            });
  }

  /** Times and ids are no schemas of their own: a reference could not be null as well. */
  private static void inline(Schema property) {
    String reference = property.getRef() == null ? "" : property.getRef();
    if (reference.endsWith("/OffsetDateTime")) {
      property.ref(null).type(List.of(SchemaType.STRING)).format("date-time");
      property.examples(List.of("2026-11-20T09:30:00+07:00"));
    } else if (reference.endsWith("/UUID")) {
      property.ref(null).type(List.of(SchemaType.STRING)).format("uuid");
    }
  }

  private static void refer(APIResponses responses, String status, String name) {
    responses.addAPIResponse(
        status, OASFactory.createAPIResponse().ref("#/components/responses/" + name));
  }
}
