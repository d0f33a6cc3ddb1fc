package dev.briapi.bridge.platform;

import java.nio.file.Path;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.health.SmallRyeHealthReporter;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.bank.http.Breakers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** A bridge for virtual accounts only, without a drop folder. */
@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.cbm.corporate-key", value = ""),
      @ResourceArg(name = "bridge.drop.directory", value = ""),
      @ResourceArg(name = "briapi.briva.institution-code", value = "J104408"),
      @ResourceArg(name = "briapi.briva.numbers", value = "77777")
    })
class WithoutCbmTest {
  @Inject Products products;
  @Inject Breakers breakers;
  @Inject CamelContext routes;
  @Inject SmallRyeHealthReporter health;

  @ConfigProperty(name = "bridge.data")
  Path data;

  @Test
  void onlyBrivaIsOnAndTheOthersAreLeftAlone() {
    assertThat(products.on()).containsExactly("briva");
    assertThat(breakers.resting()).isEqualTo("cbm,snap,valas");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receive-file",
        "check-file",
        "claim-lines",
        "send-invoice",
        "acknowledge-batch",
        "report-progress",
        "release-uploads"
      })
  void theRoutesOfTheDropFolderStandStill(String route) {
    assertThat(routes.getRouteController().getRouteStatus(route)).isEqualTo(ServiceStatus.Stopped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"call-briva", "settle-pending", "keep-alive", "fetch-bri-token"})
  void theOthersRun(String route) {
    assertThat(routes.getRouteController().getRouteStatus(route)).isEqualTo(ServiceStatus.Started);
  }

  @Test
  void itIsReadyAndHasMadeNoFolder() {
    assertThat(health.getReadiness().getPayload().getString("status")).isEqualTo("UP");
    assertThat(data.resolveSibling("drop")).doesNotExist();
    assertThat(Path.of("none")).doesNotExist();
  }

  @Test
  void anUploadIsNotFound() {
    given()
        .header("Authorization", TestEnvironment.bearer(TestEnvironment.OPERATOR))
        .contentType(ContentType.TEXT)
        .queryParam("name", "a.csv")
        .body("AnchorCode")
        .post("/api/batches")
        .then()
        .statusCode(404)
        .body("detail", containsString("CBM is off"));
  }
}
