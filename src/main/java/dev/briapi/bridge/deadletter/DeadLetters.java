package dev.briapi.bridge.deadletter;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
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
  public void process(Exchange exchange) throws JsonProcessingException {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Object body = exchange.getMessage().getBody();
    UUID id =
        insert(
            exchange.getProperty(
                Exchange.FAILURE_ROUTE_ID, exchange.getFromRouteId(), String.class),
            exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class),
            failure,
            failure == null ? null : masking.mask(failure.getMessage()),
            body == null ? null : masking.mask(body.toString()),
            headers(exchange.getMessage().getHeaders()),
            exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) + 1,
            exchange.getProperty("requestId", UUID.class));
    LOG.errorf(failure, "Dead letter %s: %s", id, failure == null ? body : failure.getMessage());
  }

  /** Stores one that a bean decided on. */
  public void store(
      String route,
      String step,
      Exception failure,
      String message,
      String body,
      int attempts,
      UUID requestId) {
    UUID id =
        insert(
            route,
            step,
            failure,
            message,
            body == null ? null : masking.mask(body),
            "{}",
            attempts,
            requestId);
    LOG.errorf("Dead letter %s: request %s %s: %s", id, requestId, step, message);
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
  private String headers(Map<String, Object> headers) throws JsonProcessingException {
    Map<String, String> shown = new TreeMap<>();
    headers.forEach(
        (name, value) ->
            shown.put(name, name.startsWith("CamelFile") ? String.valueOf(value) : "(not kept)"));
    return json.writeValueAsString(shown);
  }

  private static String shortened(String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
