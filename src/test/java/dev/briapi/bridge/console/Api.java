package dev.briapi.bridge.console;

import java.util.Map;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import dev.briapi.bridge.TestEnvironment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** The API as its callers use it. */
final class Api {
  static final String PROBLEM = "application/problem+json";

  private Api() {}

  /** A request of that caller; the path is sent as it is. */
  static RequestSpecification as(String caller) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", TestEnvironment.bearer(caller));
  }

  static RequestSpecification viewer() {
    return as(TestEnvironment.VIEWER);
  }

  static RequestSpecification operator() {
    return as(TestEnvironment.OPERATOR);
  }

  /** What is there for a viewer. */
  static ValidatableResponse get(String path) {
    return viewer().get(path).then().statusCode(200).contentType("application/json");
  }

  static Response post(String path, Map<String, ?> body) {
    return operator().contentType("application/json").body(body).post(path);
  }

  /** Checks that the answer is a problem document of that status, and no more than that. */
  static ValidatableResponse problem(Response response, int status) {
    assertThat(response.statusCode())
        .as(() -> "status of " + response.asString())
        .isEqualTo(status);
    assertThat(response.asString()).doesNotContain("Exception", "\tat ");
    return response
        .then()
        .contentType(PROBLEM)
        .body("status", equalTo(status))
        .body("title", notNullValue())
        .body("detail", notNullValue());
  }
}
