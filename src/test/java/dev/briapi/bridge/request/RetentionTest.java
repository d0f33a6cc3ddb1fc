package dev.briapi.bridge.request;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.TestEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(
    value = TestEnvironment.class,
    initArgs = @ResourceArg(name = "bridge.requests.keep-days", value = "30"))
class RetentionTest {
  @Inject JdbcClient database;

  private String attachment(int days) {
    return database
        .sql(
            """
            insert into attachment (sha256, name, content, created_at)
            values (gen_random_uuid(), 'a.pdf', '', now() - :days * interval '1 day') returning sha256
            """)
        .param("days", days)
        .query(String.class)
        .single();
  }

  /** A request that came, and changed last, so many days ago; looked at again in a year. */
  private UUID request(String status, boolean over, int days, int changed, String attachment) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            with made as (
              insert into request (id, product, operation, body, status, attachment_sha256, created_at, updated_at, next_at)
              values (:id, 'cbm', 'create-invoice', '{}', :status, :attachment, now() - :days * interval '1 day',
                now() - :changed * interval '1 day', case when not :over then now() + interval '1 year' end)
              returning id)
            insert into attempt (request_id, number, operation) select id, 1, 'create-invoice' from made
            """)
        .param("id", id)
        .param("status", status)
        .param("attachment", attachment, java.sql.Types.VARCHAR)
        .param("days", days)
        .param("changed", changed)
        .param("over", over)
        .update();
    return id;
  }

  private UUID old(String status, boolean over) {
    return request(status, over, 40, 40, null);
  }

  private void line(UUID request, String outcome) {
    database
        .sql(
            """
            with b as (
              insert into batch (id, file, sha256, state) values (gen_random_uuid(), 'old.csv', gen_random_uuid(), 'sending')
              returning id)
            insert into line (batch_id, line, request_id, outcome) select id, 1, :request, :outcome from b
            """)
        .param("request", request)
        .param("outcome", outcome, java.sql.Types.VARCHAR)
        .update();
  }

  private void letter(UUID request, String state) {
    database
        .sql("insert into dead_letter (route, request_id, state) values ('r', :request, :state)")
        .param("request", request)
        .param("state", state)
        .update();
  }

  @Test
  void whatIsLongOverIsForgottenAndNothingElse() {
    List<UUID> kept = new ArrayList<>();
    List<UUID> forgotten = new ArrayList<>();
    for (String status : List.of("received", "sending", "pending", "not-sent")) {
      kept.add(old(status, false));
    }
    kept.add(old("needs-attention", true));
    kept.add(request("succeeded", true, 20, 20, null));
    // it came long ago, and was settled lately
    kept.add(request("succeeded", true, 40, 20, null));
    // of a state whose outcome is not carried over to the line while this runs
    UUID waitedForByLine = old("invalid", true);
    line(waitedForByLine, null);
    kept.add(waitedForByLine);
    UUID withLetter = old("refused", true);
    letter(withLetter, "open");
    kept.add(withLetter);
    String used = attachment(40);
    kept.add(request("pending", false, 40, 40, used));
    String young = attachment(20);

    for (String status : List.of("succeeded", "refused", "invalid", "not-sent")) {
      forgotten.add(old(status, true));
    }
    UUID settledLine = old("succeeded", true);
    line(settledLine, "created");
    forgotten.add(settledLine);
    UUID replayed = old("refused", true);
    letter(replayed, "replayed");
    forgotten.add(replayed);
    String unused = attachment(40);
    forgotten.add(request("succeeded", true, 40, 40, unused));

    await()
        .atMost(java.time.Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(there("request", "id", forgotten)).isEmpty();
              assertThat(there("attachment", "sha256", List.of(unused))).isEmpty();
            });

    assertThat(there("request", "id", kept)).hasSameSizeAs(kept);
    assertThat(there("attempt", "request_id", forgotten)).isEmpty();
    assertThat(there("attempt", "request_id", kept)).hasSameSizeAs(kept);
    assertThat(there("attachment", "sha256", List.of(used, young))).hasSize(2);
  }

  private List<String> there(String table, String column, List<?> ids) {
    return database
        .sql("select %2$s from %1$s where cast(%2$s as text) in (:ids)".formatted(table, column))
        .param("ids", ids.stream().map(Object::toString).toList())
        .query(String.class)
        .list();
  }
}
