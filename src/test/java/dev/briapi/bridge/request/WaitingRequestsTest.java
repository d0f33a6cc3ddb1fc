package dev.briapi.bridge.request;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = @ResourceArg(name = "bridge.test.routes", value = "false"))
class WaitingRequestsTest {
  @Inject JdbcClient database;

  private final MeterRegistry metrics = new SimpleMeterRegistry();

  private void requests(int count, String status, boolean goesOn, String age) {
    database
        .sql(
            """
            insert into request (id, product, operation, status, created_at, next_at)
            select gen_random_uuid(), 'cbm', 'create-invoice', :status, now() - cast(:age as interval),
              case when :goesOn then now() end
            from generate_series(1, :count)
            """)
        .param("count", count)
        .param("status", status)
        .param("age", age)
        .param("goesOn", goesOn)
        .update();
  }

  private double waiting(String state) {
    return metrics.get("bridge.requests.waiting").tag("state", state).gauge().value();
  }

  private double oldest() {
    return metrics.get("bridge.requests.oldest.pending").gauge().value();
  }

  @Test
  void whatWaitsIsCountedAndWhatIsOverIsNot() {
    WaitingRequests waiting = new WaitingRequests(database, metrics);
    database.sql("delete from request").update();
    requests(3, "pending", true, "1 hour");
    requests(1, "pending", true, "1 minute");
    requests(2, "not-sent", true, "2 hours");
    requests(4, "not-sent", false, "2 hours");
    requests(5, "needs-attention", false, "3 hours");
    requests(6, "succeeded", false, "4 hours");

    waiting.measure();

    assertThat(waiting("pending")).isEqualTo(4);
    assertThat(waiting("not-sent")).as("that will be sent again").isEqualTo(2);
    assertThat(waiting("needs-attention")).isEqualTo(5);
    assertThat(oldest()).isBetween(3600.0, 3660.0);

    database.sql("delete from request").update();
    waiting.measure();

    assertThat(waiting("pending")).isZero();
    assertThat(waiting("needs-attention")).isZero();
    assertThat(oldest()).isZero();
  }
}
