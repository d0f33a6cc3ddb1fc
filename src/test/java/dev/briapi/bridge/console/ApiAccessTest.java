package dev.briapi.bridge.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class ApiAccessTest {
  @Test
  void nobody_sees_anything_of_the_api_without_a_key() {
    for (String path : List.of("/api/batches", "/api/unknown", "/api", "/api/batches/x/lines")) {
      problem(given().get(path), 401).header("WWW-Authenticate", equalTo("Bearer"));
    }
  }

  @Test
  void a_wrong_key_or_another_scheme_is_refused() {
    for (String header :
        List.of("Bearer viewer-kez", "Bearer ", "Bearer", "Basic dmlld2VyLWtleQ==", "viewer-key")) {
      problem(given().header("Authorization", header).get("/api/batches"), 401)
          .header("WWW-Authenticate", equalTo("Bearer"));
    }
  }

  @Test
  void the_scheme_is_known_in_any_letter_case() {
    given().header("Authorization", "bearer viewer-key").get("/api/batches").then().statusCode(200);
  }

  @Test
  void every_operation_needs_its_role() {
    Map<String, Map<String, Object>> paths =
        new java.util.HashMap<>(given().get("/q/openapi?format=json").jsonPath().getMap("paths"));
    paths.keySet().removeIf(path -> !path.startsWith("/api"));
    assertThat(paths).isNotEmpty();
    paths.forEach(
        (path, operations) ->
            operations.keySet().stream()
                .filter(List.of("get", "post", "put", "delete", "patch")::contains)
                .forEach(
                    method -> {
                      String concrete = path.replaceAll("\\{[^}]+}", "x");
                      String type = mediaType(operations.get(method));
                      problem(given().request(method.toUpperCase(), concrete), 401);
                      problem(as(TestEnvironment.NOBODY, method, concrete, type), 403);
                      if (!method.equals("get")) {
                        problem(as(TestEnvironment.VIEWER, method, concrete, type), 403);
                      }
                    }));
  }

  /** What the description says that the operation takes; JSON where it takes nothing. */
  private static String mediaType(Object operation) {
    JsonNode types = new ObjectMapper().valueToTree(operation).path("requestBody").path("content");
    return types.isEmpty() ? "application/json" : types.fieldNames().next();
  }

  @Test
  void an_operator_reads_as_well() {
    as(TestEnvironment.OPERATOR, "get", "/api/batches").then().statusCode(200);
  }

  @Test
  void an_unknown_path_a_wrong_method_and_a_wrong_media_type_are_problems() {
    problem(as(TestEnvironment.VIEWER, "get", "/api/unknown"), 404);
    problem(as(TestEnvironment.VIEWER, "get", "/api"), 404);
    problem(as(TestEnvironment.OPERATOR, "delete", "/api/batches"), 405);
    problem(
        given()
            .header("Authorization", TestEnvironment.bearer(TestEnvironment.OPERATOR))
            .contentType("text/plain")
            .body("x")
            .post("/api/requests/00000000-0000-0000-0000-000000000000/resolution"),
        415);
    problem(
        given()
            .header("Authorization", TestEnvironment.bearer(TestEnvironment.VIEWER))
            .accept("text/html")
            .get("/api/batches"),
        406);
  }

  @Test
  void a_body_that_is_too_large_is_a_problem() {
    problem(
        given()
            .header("Authorization", TestEnvironment.bearer(TestEnvironment.OPERATOR))
            .contentType("text/csv")
            .body(new byte[3 * 1024 * 1024])
            .post("/api/batches?name=large.csv"),
        413);
  }

  @Test
  void what_is_wrong_with_parameters_is_said_all_at_once() {
    problem(
            as(
                TestEnvironment.VIEWER,
                "get",
                "/api/requests?limit=1001&after=%21&from=yesterday&outcome=perhaps&reason=a%00b"),
            400)
        .body("errors.size()", equalTo(5))
        .body("errors[0].field", notNullValue())
        .body(
            "errors.find { it.field == 'limit' }.message",
            equalTo("is not a number from 1 to 1000"));
  }

  @Test
  void hostile_parameters_are_refused_and_never_a_failure() {
    for (String query :
        List.of(
            "limit=0",
            "limit=-1",
            "limit=abc",
            "limit=99999999999",
            "after=AAAA",
            "after=MjAyNi0xMS0yMFQwMDowMDowMFof",
            "from=%2B999999999-01-01T00:00:00Z",
            "from=2026-13-01",
            "from=-999999999-01-01T00:00:00Z",
            "to=now",
            "outcome=SUCCEEDED")) {
      Response response = as(TestEnvironment.VIEWER, "get", "/api/requests?" + query);
      assertThat(response.statusCode()).as(query).isEqualTo(400);
      problem(response, 400);
    }
    for (String path :
        List.of(
            "/api/batches/1-1-1-1-1",
            "/api/batches/x/lines",
            "/api/requests/%00",
            "/api/dead-letters/'",
            "/api/invoices/%00",
            "/api/invoices?after=AAAA",
            "/api/batches/%F0%9F%98%80")) {
      problem(as(TestEnvironment.VIEWER, "get", path), 400);
    }
    problem(as(TestEnvironment.VIEWER, "get", "/api/contracts/..%2Fapplication"), 404);
  }

  @Test
  void a_time_may_have_an_offset_whose_plus_sign_was_not_escaped() {
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", TestEnvironment.bearer(TestEnvironment.VIEWER))
        .get("/api/requests?from=2026-11-20T00:00:00+07:00&to=2026-11-20")
        .then()
        .statusCode(200);
  }

  @Test
  void the_contract_of_a_product_can_be_read() {
    as(TestEnvironment.VIEWER, "get", "/api/contracts/cbm")
        .then()
        .statusCode(200)
        .contentType("application/yaml");
    problem(as(TestEnvironment.VIEWER, "get", "/api/contracts/gateway"), 404);
  }

  private static Response as(String caller, String method, String path) {
    return as(caller, method, path, "application/json");
  }

  private static Response as(String caller, String method, String path, String type) {
    RequestSpecification request = Api.as(caller);
    if (!method.equals("get")) {
      request.contentType(type);
      if (type.startsWith("multipart/")) {
        request.multiPart("file", "x.csv", "{}".getBytes(StandardCharsets.UTF_8));
      } else {
        request.body("{}".getBytes(StandardCharsets.UTF_8));
      }
    }
    return request.request(method.toUpperCase(Locale.ROOT), path);
  }

  private static ValidatableResponse problem(Response response, int status) {
    return Api.problem(response, status);
  }
}
