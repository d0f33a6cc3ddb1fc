package dev.briapi.bridge.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class ApiDescriptionTest {
  @Test
  void every_path_of_the_api_is_described() {
    assertThat(ours().keySet())
        .containsExactlyInAnyOrderElementsOf(
            new java.util.LinkedHashSet<>(
                List.of(
                    "/api/accounts",
                    "/api/batches",
                    "/api/batches/{id}",
                    "/api/batches/{id}/lines",
                    "/api/contracts/{product}",
                    "/api/dead-letters",
                    "/api/dead-letters/{id}",
                    "/api/dead-letters/{id}/replay",
                    "/api/differences",
                    "/api/differences/{id}/resolution",
                    "/api/invoices",
                    "/api/jobs",
                    "/api/invoices/{reference}",
                    "/api/payments",
                    "/api/reconciliations",
                    "/api/requests",
                    "/api/requests/{id}",
                    "/api/requests/{id}/resolution")));
  }

  @Test
  void every_operation_says_what_it_does_and_what_can_go_wrong() {
    Map<String, Map<String, Map<String, Object>>> paths = ours();
    List<String> ids = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  assertThat(operation)
                      .as(method + " " + path)
                      .containsKeys("summary", "description", "operationId", "tags", "security");
                  ids.add((String) operation.get("operationId"));
                  Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
                  assertThat(responses.keySet().stream().map(Object::toString))
                      .as(method + " " + path)
                      .contains("400", "401", "403");
                }));
    assertThat(ids).doesNotHaveDuplicates().contains("upload-batch");
  }

  @Test
  void the_document_says_whose_it_is_and_how_to_come_in() {
    JsonPath document = document();
    assertThat(document.getString("info.title")).isEqualTo("BRIAPI Bridge");
    assertThat(document.getString("info.description")).contains("problem documents");
    assertThat(document.getString("components.securitySchemes.key.scheme")).isEqualTo("bearer");
    assertThat(document.getMap("paths.'/api/batches'.post.requestBody.content"))
        .containsKeys("text/csv", "multipart/form-data");
    assertThat(document.getList("components.schemas.Batch.properties.completedAt.type"))
        .isEqualTo(List.of("string", "null"));
    assertThat(document.getString("components.schemas.Batch.properties.receivedAt.type"))
        .isEqualTo("string");
  }

  @Test
  void people_can_try_it_in_a_browser() {
    given().get("/q/swagger-ui/").then().statusCode(200).contentType("text/html");
  }

  private static Map<String, Map<String, Map<String, Object>>> ours() {
    Map<String, Map<String, Map<String, Object>>> paths =
        new java.util.LinkedHashMap<>(document().getMap("paths"));
    paths.keySet().removeIf(path -> path.startsWith("/bri/"));
    return paths;
  }

  private static JsonPath document() {
    return given().get("/q/openapi?format=json").then().statusCode(200).extract().jsonPath();
  }
}
