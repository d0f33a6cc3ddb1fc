package dev.briapi.bridge.flow;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.TestEnvironment;
import dev.briapi.bridge.sandbox.server.Fault;

import static dev.briapi.bridge.flow.FrontDoor.create;
import static dev.briapi.bridge.flow.FrontDoor.has;
import static dev.briapi.bridge.flow.FrontDoor.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A house that is full, and patience with a bank that is slow. */
@QuarkusTest
@WithTestResource(
    value = SandboxEnvironment.class,
    initArgs = {
      @ResourceArg(name = "briapi.read-timeout", value = "60s"),
      @ResourceArg(name = "bridge.gateway.max-concurrent", value = "20")
    })
class FrontDoorLoadTest {
  Bank bank;
  DropBox drop;
  TestDatabase database;

  @Test
  void whoeverIsLetInIsServedOnceAndForWhomThereIsNoRoomIsToldSo() throws Exception {
    bank.fault(Fault.late("create-invoice", Duration.ofMillis(300)).times(-1));
    List<Response> answers = FrontDoor.atOnce(200, i -> create(invoice("FD-MANY-" + i, "7.00")));

    assertThat(answers)
        .anySatisfy(answer -> has(answer, 200, "succeeded"))
        .anySatisfy(FrontDoorLoadTest::hasNoRoom)
        .allSatisfy(
            answer -> {
              if (answer.statusCode() == 503) {
                hasNoRoom(answer);
              } else {
                has(answer, 200, "succeeded");
              }
            });
    assertThat(IntStream.range(0, 200))
        .allSatisfy(
            i ->
                assertThat(bank.creates("FD-MANY-" + i).created())
                    .isEqualTo(answers.get(i).statusCode() == 200 ? 1 : 0));
    bank.sandbox().faults().clear();
    has(create(invoice("FD-MANY-AFTER", "7.00")), 200, "succeeded");
    bank.sawNothingStrange();
  }

  @Test
  void thePlaceOfACallerWhoLeftIsFreeOnlyWhenItsWorkIsDone() throws Exception {
    bank.fault(Fault.late("create-invoice", Duration.ofSeconds(5)).times(-1));
    for (int i = 0; i < 20; i++) {
      sendAndLeave("FD-LEFT-" + i);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> database.rows("select from attempt where duration_ms is null").size() == 20);
    hasNoRoom(create(invoice("FD-LEFT-NONE", "7.00")));
    bank.sandbox().faults().clear();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> create(invoice("FD-LEFT-NEXT", "7.00")).statusCode() == 200);
  }

  private void sendAndLeave(String number) throws IOException {
    byte[] bytes = invoice(number, "7.00").getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /bri%s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(FrontDoor.CREATE, TestEnvironment.bearer(FrontDoor.ERP), bytes.length);
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      // long enough for the work to begin: whoever leaves earlier is not worked for
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !database.rows("select from request where reference = ?", number).isEmpty());
    }
  }

  private static void hasNoRoom(Response answer) {
    FrontDoor.problem(answer, 503);
    assertThat(answer.header("Retry-After")).isNotNull();
    assertThat(answer.jsonPath().getString("detail")).contains("bridge.gateway.max-concurrent");
  }
}
