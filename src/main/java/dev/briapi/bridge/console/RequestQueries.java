package dev.briapi.bridge.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Masking;
import dev.briapi.bridge.invoice.BatchView;

/** Reads the request ledger. */
@Singleton
class RequestQueries {
  private static final int MOST_ATTEMPTS = 1_000;

  /** What was not sent is pending as long as it will be tried again. */
  private static final String SELECT =
      """
      select id, product, operation, reference, status, reason, response_code, message, bank_reference, caller, next_at,
        created_at, updated_at,
        case when status in ('received', 'sending') or status = 'not-sent' and next_at is not null then 'pending' else status end
          as outcome
      from request
      """;

  private final JdbcClient database;
  private final Masking masking;

  @Inject
  RequestQueries(JdbcClient database, Masking masking) {
    this.database = database;
    this.masking = masking;
  }

  record Filter(
      String product,
      String operation,
      String outcome,
      String reason,
      String reference,
      String caller,
      OffsetDateTime from,
      OffsetDateTime until) {}

  /** The newest first. */
  Page<RequestView> list(Filter filter, Cursor.Moment after, int limit) {
    List<RequestView> read =
        new Listing(SELECT)
            .where("product = :product", "product", filter.product())
            .where("operation = :operation", "operation", filter.operation())
            .where(condition(filter.outcome()))
            .where("reason = :reason", "reason", filter.reason())
            .where("reference = :reference", "reference", filter.reference())
            .where("caller = :caller", "caller", filter.caller())
            .where("created_at >= :from", "from", filter.from())
            .where("created_at < :until", "until", filter.until())
            .after("created_at", after)
            .read(database, "created_at desc, id", limit, (row, n) -> view(row));
    return Page.of(read, limit, request -> Cursor.of(request.createdAt(), request.requestId()));
  }

  private static String condition(String outcome) {
    if (outcome == null) {
      return null;
    }
    return switch (outcome) {
      case "pending" ->
          "status in ('received', 'sending', 'pending') or status = 'not-sent' and next_at is not null";
      case "not-sent" -> "status = 'not-sent' and next_at is null";
      default -> "status = '" + outcome + "'";
    };
  }

  /** A request with its attempts. */
  Optional<RequestView> find(UUID id) {
    return database
        .sql(SELECT + " where id = :id")
        .param("id", id)
        .query((row, n) -> view(row))
        .optional()
        .map(request -> request.with(attempts(id)));
  }

  private List<AttemptView> attempts(UUID id) {
    return database
        .sql(
            """
            select number, operation, bank_id, sent_at, duration_ms, http_status, response_code, outcome, reason, request, response
            from attempt where request_id = :id order by number limit :most
            """)
        .param("id", id)
        .param("most", MOST_ATTEMPTS)
        .query(
            (row, n) ->
                new AttemptView(
                    row.getInt("number"),
                    row.getString("operation"),
                    row.getString("bank_id"),
                    BatchView.time(row, "sent_at"),
                    Views.number(row, "duration_ms"),
                    Views.number(row, "http_status"),
                    row.getString("response_code"),
                    row.getString("outcome"),
                    row.getString("reason"),
                    row.getString("request"),
                    row.getString("response")))
        .list();
  }

  private RequestView view(ResultSet row) throws SQLException {
    return new RequestView(
        row.getObject("id", UUID.class),
        row.getString("product"),
        row.getString("operation"),
        row.getString("reference"),
        row.getString("outcome"),
        row.getString("status"),
        row.getString("reason"),
        row.getString("response_code"),
        masking.mask(row.getString("message")),
        row.getString("bank_reference"),
        row.getString("caller"),
        BatchView.time(row, "next_at"),
        BatchView.time(row, "created_at"),
        BatchView.time(row, "updated_at"),
        null);
  }
}
