package dev.briapi.bridge.console;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows as the routes leave them behind. */
@Dependent
class Rows {
  private final JdbcClient database;

  @Inject
  Rows(JdbcClient database) {
    this.database = database;
  }

  /** A batch of one line whose request has come to an end, or waits for a person. */
  record Story(UUID batch, UUID request, UUID letter, String number) {}

  Story givenUp() {
    return story("refused", "refused", "given up after 7 attempts: connection refused");
  }

  Story needsAttention() {
    return story("needs-attention", null, "given up after 7 attempts: no answer");
  }

  private Story story(String status, String outcome, String message) {
    Story story =
        new Story(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            "N-" + UUID.randomUUID().toString().substring(0, 20));
    database
        .sql(
            """
            insert into batch (id, file, sha256, state, lines, refused, amount_total, acknowledged, acknowledged_at, completed_at, staged_at)
            values (:batch, 'story.csv', :sha256, :state, 1, :refused, 1000, :refused, now(), now(), now())
            """)
        .param("batch", story.batch())
        .param("sha256", story.batch().toString())
        .param("state", outcome == null ? "sending" : "completed")
        .param("refused", outcome == null ? 0 : 1)
        .update();
    request(story, status, message);
    database
        .sql(
            """
            insert into line (batch_id, line, anchor_code, partner_code, invoice_number, amount, body, request_id, outcome, message)
            values (:batch, 1, 'A', 'P', :number, 1000, '{}', :request, :outcome, :message)
            """)
        .param("batch", story.batch())
        .param("number", story.number())
        .param("request", story.request())
        .param("outcome", outcome, java.sql.Types.VARCHAR)
        .param("message", outcome == null ? null : message, java.sql.Types.VARCHAR)
        .update();
    if (outcome == null) {
      invoice(story.number(), story.batch());
    }
    letter(story.letter(), story.request());
    return story;
  }

  private void request(Story story, String status, String message) {
    database
        .sql(
            """
            insert into request (id, product, operation, natural_key, reference, body, status, reason, message, attempts, round, caller)
            values (:request, 'cbm', 'create-invoice', :key, :number, '{"a":1}', :status, 'no-connection', :message, 7, 6, 'erp')
            """)
        .param("request", story.request())
        .param("key", "A\u001fP\u001f" + story.number())
        .param("number", story.number())
        .param("status", status)
        .param("message", message)
        .update();
    database
        .sql(
            """
            insert into attempt (request_id, number, operation, duration_ms, outcome, reason, request, response)
            select :request, n, 'create-invoice', 12, 'not-sent', 'no-connection', 'POST /x', 'Connection refused'
            from generate_series(1, 2) n
            """)
        .param("request", story.request())
        .update();
  }

  void letter(UUID id, UUID request) {
    database
        .sql(
            """
            insert into dead_letter (id, route, step, message, body, headers, attempts, request_id)
            values (:id, 'settle-request', 'create-invoice', 'given up', '{"a":1}', '{}', 7, :request)
            """)
        .param("id", id)
        .param("request", request)
        .update();
  }

  /** A dead letter of a file that was rejected. */
  UUID letterOfFile(String name, long length, String folder) {
    return database
        .sql(
            """
            insert into dead_letter (route, step, message, headers, attempts)
            values ('receive-file', 'direct://stage-file', 'disk full', cast(:headers as jsonb), 3) returning id
            """)
        .param(
            "headers",
            """
            {"CamelFileNameOnly": "%s", "CamelFileLength": "%d", "CamelFileParent": "%s", "other": "(not kept)"}
            """
                .formatted(name, length, folder))
        .query(UUID.class)
        .single();
  }

  void invoice(String number, UUID batch) {
    database
        .sql(
            """
            insert into invoice (anchor_code, partner_code, invoice_number, batch_id, line, amount)
            values ('A', 'P', :number, :batch, 1, 1000)
            """)
        .param("number", number)
        .param("batch", batch)
        .update();
  }

  /** An invoice that BRI has acknowledged, with two statuses. */
  void invoice(String anchor, String partner, String number, String reference, BigDecimal amount) {
    database
        .sql(
            """
            with made as (
              insert into invoice (anchor_code, partner_code, invoice_number, reference_number, amount, status_code, status_desc, created_at)
              values (:anchor, :partner, :number, :reference, :amount, '01', 'Disbursed', '2026-11-20T02:30:00Z'))
            insert into invoice_status (reference_number, seen_at, status_code, status_desc)
            values (:reference, '2026-11-20T02:30:00Z', '00', 'Created'), (:reference, '2026-11-21T02:30:00Z', '01', 'Disbursed')
            """)
        .param("anchor", anchor)
        .param("partner", partner)
        .param("number", number)
        .param("reference", reference)
        .param("amount", amount)
        .update();
  }

  /** Batches of one moment, so that only their ids keep them in order. */
  void batches(int count, String file, String receivedAt) {
    database
        .sql(
            """
            insert into batch (id, file, sha256, state, received_at)
            select gen_random_uuid(), :file || n || '.csv', gen_random_uuid(), 'completed', cast(:received as timestamptz)
            from generate_series(1, :count) n
            """)
        .param("file", file)
        .param("received", receivedAt)
        .param("count", count)
        .update();
  }

  Map<String, Object> row(String table, UUID id) {
    return database
        .sql("select * from " + table + " where id = :id")
        .param("id", id)
        .query()
        .singleRow();
  }

  Map<String, Object> line(UUID batch) {
    return database
        .sql("select * from line where batch_id = :batch and line = 1")
        .param("batch", batch)
        .query()
        .singleRow();
  }

  long count(String condition, Object value) {
    return database
        .sql("select count(*) from " + condition)
        .param("value", value)
        .query(Long.class)
        .single();
  }

  void run(String statement, Object id) {
    database.sql(statement).param("id", id).update();
  }
}
