package dev.briapi.bridge.flow;

import java.util.List;
import java.util.stream.IntStream;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.briapi.bridge.sandbox.server.Fault;

import static dev.briapi.bridge.flow.FrontDoor.create;
import static dev.briapi.bridge.flow.FrontDoor.has;
import static dev.briapi.bridge.flow.FrontDoor.invoice;
import static org.assertj.core.api.Assertions.assertThat;

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
    bank.fault(Fault.late("create-invoice", java.time.Duration.ofMillis(300)).times(-1));
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

  private static void hasNoRoom(Response answer) {
    FrontDoor.problem(answer, 503);
    assertThat(answer.header("Retry-After")).isNotNull();
    assertThat(answer.jsonPath().getString("detail")).contains("bridge.gateway.max-concurrent");
  }
}
