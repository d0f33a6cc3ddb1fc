package dev.briapi.bridge.bank.http;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.ProducerTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Answer;
import dev.briapi.bridge.platform.Replica;
import dev.briapi.bridge.request.BankCall;
import dev.briapi.bridge.request.Status;

import static org.awaitility.Awaitility.await;

/** Makes requests as this replica has claimed them, and sends them through their call routes. */
@Singleton
class WireCalls {
  @Inject ProducerTemplate routes;
  @Inject JdbcClient database;
  @Inject Replica replica;
  @Inject ObjectMapper json;

  /** A request that is nobody's business but the test's: its time never comes. */
  BankCall call(String product, String operation, Map<String, String> parameters, String body)
      throws Exception {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into request (id, product, operation, parameters, body, status, claimed_by, claimed_at, next_at)
            values (:id, :product, :operation, :parameters::jsonb, :body, 'received', :replica, now(), now() + interval '1 day')
            """)
        .param("id", id)
        .param("product", product)
        .param("operation", operation)
        .param("parameters", json.writeValueAsString(parameters))
        .param("body", body)
        .param("replica", replica.id())
        .update();
    return new BankCall(
        id,
        product,
        operation,
        parameters,
        body,
        null,
        Status.RECEIVED,
        false,
        BankCall.Purpose.SEND);
  }

  /**
   * Reports and status checks have calls of their own, which would be taken for the test's. A run
   * that ends meanwhile may bring the next one forward.
   */
  void noJobRuns() {
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              database.sql("update job set next_at = now() + interval '1 day'").update();
              return database
                  .sql(
                      "select coalesce(min(next_at) > now() + interval '1 hour', false) and count(leased_by) = 0 from job")
                  .query(Boolean.class)
                  .single();
            });
  }

  Answer send(BankCall call) {
    return routes.requestBody("direct:call-" + call.product(), call, Answer.class);
  }

  /** A request that anybody may take up: its time has come. */
  UUID due(String product, String operation, String body) throws Exception {
    UUID id = call(product, operation, Map.of(), body).requestId();
    database
        .sql(
            "update request set next_at = now(), claimed_by = null, unattended = true where id = :id")
        .param("id", id)
        .update();
    return id;
  }
}
