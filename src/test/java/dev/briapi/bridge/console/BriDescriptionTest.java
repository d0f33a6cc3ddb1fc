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
import dev.briapi.bridge.bank.contract.Contracts;
import dev.briapi.bridge.bank.contract.Operation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = @ResourceArg(name = "bridge.test.routes", value = "false"))
class BriDescriptionTest {
  @Test
  void every_operation_of_the_contracts_is_described_with_its_answers() {
    Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");
    List<String> ids = new ArrayList<>();
    for (Operation operation : new Contracts().operations()) {
      Map<String, Object> described =
          paths.get("/bri" + operation.pathTemplate()).get(operation.method().toLowerCase());
      assertThat(described)
          .as(operation.toString())
          .containsKeys("summary", "description", "tags", "security", "operationId");
      assertThat((String) described.get("operationId"))
          .contains(operation.product() + "-" + operation.id());
      assertThat(((Map<?, ?>) described.get("responses")).keySet().stream().map(Object::toString))
          .contains("200", "202", "400", "401", "403", "409", "422", "503");
      assertThat(described.containsKey("requestBody")).isEqualTo(operation.hasBody());
      operation
          .parameters()
          .forEach(
              parameter ->
                  assertThat(described.get("parameters").toString()).contains(parameter.name()));
      ids.add((String) described.get("operationId"));
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(13);
    assertThat(document().getMap("paths").keySet()).doesNotContain("/bri/{path}");
  }

  @Test
  void the_samples_of_the_bank_can_be_tried_as_they_are() {
    JsonPath document = document();
    assertThat(
            document.getString(
                "paths.'/bri/v1/apicbm/invoices/insert'.post.requestBody.content.'application/json'"
                    + ".examples.distributor-financing.value.PaymentMethod"))
        .isEqualTo("DF");
    assertThat(document.getString("paths.'/bri/v1/apicbm/invoices/insert'.post.requestBody"))
        .doesNotContain("x-rules");
    assertThat(document.getList("servers")).isNull();
    assertThat(document.getList("tags.name")).contains("cbm", "briva", "valas", "snap");
    String text = given().get("/q/openapi?format=json").asString();
    assertThat(text).doesNotContain("x-codes", "x-account-number");
  }

  private static JsonPath document() {
    return given().get("/q/openapi?format=json").then().statusCode(200).extract().jsonPath();
  }
}
