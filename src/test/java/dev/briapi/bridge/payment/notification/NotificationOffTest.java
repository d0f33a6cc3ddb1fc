package dev.briapi.bridge.payment.notification;

import java.util.List;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;

import static io.restassured.RestAssured.given;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = {
      @ResourceArg(name = "bridge.test.routes", value = "false"),
      @ResourceArg(name = "bridge.drop.max-upload-megabytes", value = "2")
    })
class NotificationOffTest {
  @Test
  void nothing_is_there_while_no_setting_of_it_is() {
    for (String path : List.of(Bri.TOKEN, Bri.PAYMENT)) {
      given().header("Authorization", "Bearer x").post(path).then().statusCode(404);
    }
  }
}
