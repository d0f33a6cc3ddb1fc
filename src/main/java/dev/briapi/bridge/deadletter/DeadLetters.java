package dev.briapi.bridge.deadletter;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.briapi.bridge.bank.Masking;

/** Stores dead letters; as a processor, whatever an exchange failed with. */
@Named("deadLetters")
@Singleton
public class DeadLetters implements Processor {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final int LONGEST = 16_384;

  /**
   * A request that went no further.
   *
   * @param route where it ended
   * @param step the step there
   * @param failure the last exception, or null
   * @param message what happened, in words
   * @param body what was sent, or null
   * @param attempts how many calls were made for it
   * @param requestId its row in the ledger
   * @param facts what else helps a person; no secrets
   */
  public record GivenUp(
      String route,
      String step,
      Exception failure,
      String message,
      String body,
      int attempts,
      UUID requestId,
      Map<String, String> facts) {}

  private final JdbcClient database;
  private final ObjectMapper json;
  private final Masking masking;

  @Inject
  DeadLetters(JdbcClient database, ObjectMapper json, Masking masking) {
    this.database = database;
    this.json = json;
    this.masking = masking;
  }

  @Override
  public void process(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Object body = exchange.getMessage().getBody();
    String words = failure == null ? null : masking.mask(failure.getMessage());
    UUID id =
        insert(
            exchange.getProperty(
                Exchange.FAILURE_ROUTE_ID, exchange.getFromRouteId(), String.class),
            exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class),
            failure,
            words,
            body == null ? null : masking.mask(body.toString()),
            headers(exchange.getMessage().getHeaders()),
            exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) + 1,
            exchange.getProperty("requestId", UUID.class));
    LOG.errorf("Dead letter %s: %s", id, failure == null ? "no exception" : trace(failure));
  }

  /** The stack trace as it may stand in a log: messages of exceptions quote what they choke on. */
  private String trace(Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return masking.mask(trace.toString());
  }

  /** Stores a request that a bean has given up. */
  public void store(GivenUp letter) {
    String message = masking.mask(letter.message());
    UUID id =
        insert(
            letter.route(),
            letter.step(),
            letter.failure(),
            message,
            letter.body() == null ? null : masking.mask(letter.body()),
            json(letter.facts()),
            letter.attempts(),
            letter.requestId());
    LOG.errorf("Dead letter %s: request %s %s: %s", id, letter.requestId(), letter.step(), message);
  }

  private UUID insert(
      String route,
      String step,
      Exception failure,
      String message,
      String body,
      String headers,
      int attempts,
      UUID requestId) {
    return database
        .sql(
            """
            insert into dead_letter (route, step, exception, message, body, headers, attempts, request_id)
            values (coalesce(:route, 'unknown'), :step, :exception, :message, :body, cast(:headers as jsonb), :attempts, :requestId)
            returning id
            """)
        .param("route", route)
        .param("step", step)
        .param("exception", failure == null ? null : failure.getClass().getName())
        .param("message", shortened(message))
        .param("body", shortened(body))
        .param("headers", headers)
        .param("attempts", attempts)
        .param("requestId", requestId)
        .query(UUID.class)
        .single();
  }

  /** Names and values that cannot hold a secret; everything else by name only. */
  private String headers(Map<String, Object> headers) {
    Map<String, String> shown = new TreeMap<>();
    headers.forEach(
        (name, value) ->
            shown.put(name, name.startsWith("CamelFile") ? String.valueOf(value) : "(not kept)"));
    return json(shown);
  }

  private String json(Map<String, String> values) {
    return json.valueToTree(values).toString();
  }

  private static String shortened(String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
